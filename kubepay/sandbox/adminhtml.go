package sandbox

import (
	"bytes"
	"fmt"
	"html"

	"paywatch/kubepay/payuri"
)

// pageWriter writes the page for people. It is spelt out, not a template: that finds
// its fields by name, for which every method of the whole program is kept, a sixth of
// it.
type pageWriter struct{ bytes.Buffer }

// put writes HTML with values in it, which may come from anywhere: they are escaped
// for text, and for attributes in quotes. They belong nowhere else.
func (p *pageWriter) put(text string, values ...any) {
	for i, v := range values {
		values[i] = html.EscapeString(fmt.Sprint(v))
	}
	fmt.Fprintf(p, text, values...)
}

func (p *pageWriter) whole(clock adminClock, faults []adminFault, rows []row) {
	p.put(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>paywatch sandbox</title>
<style>`)
	p.WriteString(pageStyle)
	p.put(`</style>
</head>
<body>
<header>
<h1>A pretended KubePay gateway</h1>
<p>No money is involved: its addresses belong to nobody. Send nothing.</p>
<noscript><p>Without JavaScript this page can be read; to change something, use curl.</p></noscript>
<p id="said" role="status"></p>
</header>
`)
	p.clock(clock)
	p.faults(faults)
	p.sale()
	p.payments(rows)
	p.put("<script>")
	p.WriteString(pageScript)
	p.put("</script>\n</body>\n</html>\n")
}

func (p *pageWriter) clock(c adminClock) {
	pace := fmt.Sprint("runs ", c.Speed, " times as fast")
	switch c.Speed {
	case 0:
		pace = "stands still"
	case 1:
		pace = "runs as any clock does"
	}
	p.put(`
<section aria-label="Clock">
<h2>Clock</h2>
<p>It reads <time>%v</time> and %v.</p>
<form data-path="clock/">
<button name="jump" value="10s">10 s ahead</button> <button name="jump" value="1m">1 min</button>
<button name="jump" value="10m">10 min</button> <button name="jump" value="1h">1 h</button>
<button name="speed" value="0">stop</button> <button name="speed" value="1">×1</button>
<button name="speed" value="10">×10</button> <button name="speed" value="60">×60</button>
</form>
</section>
`, short(c.Now), pace)
}

func (p *pageWriter) faults(faults []adminFault) {
	p.put(`
<section aria-label="Faults">
<h2>Faults of the whole gateway</h2>
`)
	p.told(faults)
	p.fault("faults/")
	p.put(`<form data-path="faults/" data-method="DELETE"><button>lift all, those of payments too</button></form>
</section>
`)
}

// told is what is wrong on purpose.
func (p *pageWriter) told(faults []adminFault) {
	if len(faults) == 0 {
		return
	}
	p.put("<ul>")
	for _, f := range faults {
		p.put("<li>%v", f.Kind)
		if f.Code != 0 {
			p.put(" %v", f.Code)
		}
		for _, part := range [][2]string{{" of ", f.Field}, {", ", f.Wait}, {", after ", f.After}, {", for ", f.For}} {
			if part[1] != "" {
				p.put("%v%v", part[0], part[1])
			}
		}
		if f.Calls != 0 {
			p.put(", for %v calls", f.Calls)
		}
		p.put("; met by %v calls</li>", f.Met)
	}
	p.put("</ul>\n")
}

// fault is the form by which something is broken.
func (p *pageWriter) fault(path string) {
	p.put(`<form data-path="%v">
<label>fault <select name="kind">`, path)
	options(p, kindNames())
	p.put(`</select></label>
<label>code <select name="code"><option></option>`)
	options(p, codes)
	p.put(`</select></label>
<label>wait <input name="wait" placeholder="5s" size="4"></label>
<label>field <input name="field" placeholder="status" size="10"></label>
<label>for <input name="for" placeholder="1m" size="4"></label>
<label>calls <input name="calls" inputmode="numeric" size="4"></label>
<button>break</button>
</form>
`)
}

func options[T any](p *pageWriter, all []T) {
	for _, o := range all {
		p.put("<option>%v</option>", o)
	}
}

// sale is the form of a new payment.
func (p *pageWriter) sale() {
	p.put(`
<section aria-label="New payment">
<h2>New payment</h2>
<form data-path="payments/">
<label>amount <input name="amount_fiat" value="25.00" inputmode="decimal" size="8"></label>
<label>currency <select name="currency"><option>EUR</option><option>USD</option></select></label>
<label>coin <select name="token">`)
	options(p, payuri.Symbols())
	p.put(`</select></label>
<label>for <input name="metadata.order" value="Table 7" size="12"></label>
<label>it is <select name="metadata.sandbox">`)
	for _, c := range cards {
		p.put(`<option value="%v">%v</option>`, c.Name, c.Description)
	}
	p.put(`</select></label>
<button>make</button>
</form>
<form data-path="reset/"><button>start everything anew</button></form>
</section>
`)
}

func (p *pageWriter) payments(rows []row) {
	p.put(`
<section aria-label="Payments">
<h2>Payments</h2>
`)
	switch len(rows) {
	case 0:
		p.put("<p>There are none yet.</p>\n")
	case pageMost:
		p.put("<p>These are the newest %v. GET /_/payments/ has them all.</p>\n", pageMost)
	}
	for _, r := range rows {
		p.payment(r)
	}
	p.put("</section>\n")
}

func (p *pageWriter) payment(r row) {
	p.put(`
<article>
<h3>%v</h3>
<p><strong class="%v">%v</strong> %v of %v <small>(%v)</small></p>
<dl>
<dt>made</dt><dd><time>%v</time></dd>
<dt>expires</dt><dd><time>%v</time></dd>
<dt>pay to</dt><dd><bdi>%v</bdi></dd>
<dt>metadata</dt><dd><bdi>%v</bdi></dd>
`, r.ID, r.Status, r.Status, r.captured(), r.total(), r.coins(), r.created, r.expiry, r.address(), r.metadata)
	if n := len(r.Transactions); n > 0 {
		p.put("<dt>transactions</dt><dd>%v</dd>\n", n)
	}
	p.put("</dl>\n")
	p.told(r.Faults)
	p.put("<details><summary>change</summary>\n")
	p.changes(r)
	p.fault(r.path + "faults/")
	p.put(`<form data-path="%v" data-method="DELETE"><button>lift its faults</button></form>
</details>
</article>
`, r.path+"faults/")
}

// changes are the forms by which a payment is changed.
func (p *pageWriter) changes(r row) {
	p.put(`<form data-path="%v"><input type="hidden" name="amount_captured_fiat" value="%v"><input type="hidden" name="status" value="paid"><button>paid in full</button></form>
<form data-path="%v">status `, r.path, r.AmountFiat, r.path)
	for _, s := range statuses {
		p.put(`<button name="status" value="%v">%v</button> `, s, s)
	}
	p.put(`
<button name="expire" value="true">expire now</button> <button name="move" value="true">move address</button>
<button name="take_back" value="true">take the last transaction back</button></form>
<form data-path="%v"><label>captured so far, in %v <input name="amount_captured_fiat" inputmode="decimal" size="8"></label> <button>set</button></form>
<form data-path="%v"><label>one more transaction, of <input name="received_amount" inputmode="decimal" size="12"> %v</label> <button>add</button></form>
<form data-path="%v"><label>expires <input name="expires" placeholder="20m" size="5"> after it was made</label> <button>set</button></form>
`, r.path, r.Currency, r.path, r.token(), r.path)
}
