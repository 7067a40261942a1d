package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// openDoubts shows the sales that may have been made.
func (m *Model) openDoubts() {
	s := &m.sale
	if len(s.doubts.all) == 0 {
		m.say("no sale is in doubt")
		return
	}
	s.prepare(m.list)
	s.lookInto(false)
	m.open(saleOverlay)
}

// found takes in the id that was given for a sale in doubt. The doubt ends when the
// gateway says that there is such a payment, and that it is what was asked for: an id
// is easily mistyped.
func (m *Model) found(text string) tea.Cmd {
	d := &m.sale.doubts
	id, err := kubepay.ParseID(text)
	if err != nil {
		d.said = "That is no id of a payment, and nothing was added: " + err.Error() + "."
		m.open(saleOverlay)
		return nil
	}
	if d.given == nil {
		d.given, d.unlike = map[int64]kubepay.ID{}, map[int64][]string{}
	}
	m.addTyped(string(id))
	d.given[d.sought] = id
	delete(d.unlike, d.sought)
	cmd := m.confirmFound()
	if len(d.unlike[d.sought]) > 0 {
		m.open(saleOverlay)
	}
	return cmd
}

// confirmFound ends the doubts whose payment is there. What is not what was asked
// for is shown, for a person to say.
func (m *Model) confirmFound() tea.Cmd {
	d := &m.sale.doubts
	var cmds []tea.Cmd
	for number, id := range d.given {
		e, i := m.list.Get(id), d.index(number)
		if i < 0 {
			delete(d.given, number)
		}
		if i < 0 || e == nil || e.Intent == nil {
			continue
		}
		_, told := d.unlike[number]
		unlike := d.all[i].unlike(e.Intent, m.moment())
		if d.known[id] {
			unlike = append(unlike, "it is the payment of another sale")
		}
		if len(unlike) == 0 {
			cmds = append(cmds, m.resolveFound(number))
			continue
		}
		if !told {
			m.warn(id.Short() + " is not the sale of " + d.all[i].draft.words() + ": ctrl+l says what to do")
		}
		d.unlike[number] = unlike
	}
	if len(cmds) > 0 && m.sale.stage >= doubtful && m.over == saleOverlay {
		m.afterDoubt()
	}
	return tea.Batch(cmds...)
}

// resolveFound ends a doubt by the payment that was given for it.
func (m *Model) resolveFound(number int64) tea.Cmd {
	d := &m.sale.doubts
	d.known = marked(d.known, d.given[number])
	delete(d.given, number)
	delete(d.unlike, number)
	return m.resolve(number)
}

// clockError is how far apart clocks may be that nobody has set for a while.
const clockError = 5 * time.Minute

// unlike says in what a payment is not the one that was asked for, in a sentence
// each; nil where it may be.
func (d *doubt) unlike(in *kubepay.Intent, now moment) (all []string) {
	asked, err := decimal.NewFromString(d.draft.amount.Get())
	switch total := in.Fiat.Total; {
	case !total.Valid || err != nil:
		all = append(all, "its amount is not known")
	case !total.Decimal.Equal(asked) || !strings.EqualFold(string(in.Currency), d.draft.currency):
		all = append(all, "its amount is "+fiatOf(in, total)+", not "+withUnit(fiat(decimal.NewNullDecimal(asked)), d.draft.currency))
	}
	switch coin := strings.TrimSpace(d.draft.coin); {
	case in.Token == "":
		all = append(all, "its coin is not known")
	case !strings.EqualFold(string(in.Token), coin):
		all = append(all, "its coin is "+string(in.Token)+", not "+coin)
	}
	switch sent := d.at.Add(now.gateway.Sub(now.local)); {
	case in.CreatedAt.IsZero():
		all = append(all, "when it was made is not known")
	case in.CreatedAt.Before(sent.Add(-clockError)):
		all = append(all, "it was made at "+timeOfDay(in.CreatedAt, now.local)+", before the sale was sent")
	}
	return all
}
