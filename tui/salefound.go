package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

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
	m.addTyped(string(id))
	if one := d.numbered(d.sought); one != nil {
		one.given, one.unlike = id, nil
	}
	cmd := m.confirmFound()
	if one := d.numbered(d.sought); one != nil && len(one.unlike) > 0 {
		m.open(saleOverlay)
	}
	return cmd
}

// confirmFound ends the doubts whose payment is there. What is not what was asked
// for is shown, for a person to say.
func (m *Model) confirmFound() tea.Cmd {
	d := &m.sale.doubts
	var cmds []tea.Cmd
	for _, one := range slices.Clone(d.all) {
		e := m.list.Get(one.given)
		if e == nil || e.Intent == nil {
			continue
		}
		unlike := one.comparedWith(e.Intent, m.moment())
		if d.known[e.ID] {
			unlike = append(unlike, "it is the payment of another sale")
		}
		if len(unlike) == 0 {
			cmds = append(cmds, m.resolveFound(one))
			continue
		}
		if one.unlike == nil {
			m.warn(e.ID.Short() + " is not the sale of " + one.draft.words() + ": ctrl+l says what to do")
		}
		d.numbered(one.number).unlike = unlike
	}
	return tea.Batch(cmds...)
}

// resolveFound ends a doubt by the payment that was given for it.
func (m *Model) resolveFound(d doubt) tea.Cmd {
	m.sale.doubts.known = marked(m.sale.doubts.known, d.given)
	return m.resolve(d.number)
}

// clockError is how far apart clocks may be that nobody has set for a while.
const clockError = 5 * time.Minute

// comparedWith says in what a payment is not the one that was asked for, in a sentence
// each; nil where it may be.
func (d *doubt) comparedWith(in *kubepay.Intent, now moment) (all []string) {
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
