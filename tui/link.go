package tui

import (
	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// linkView is where a block explorer shows the payment. Each link is one that the
// terminal may open (OSC 8), and text to be copied.
type linkView struct {
	scroller
}

func (v *linkView) render(t *theme.Theme, e *watchlist.Entry) []string {
	s := v.sheet(t)
	s.blankLine()
	if e != nil && e.Intent != nil {
		s.links(e)
	}
	if len(s.lines) == 1 {
		s.text(t.Text, "There is no block explorer for this payment: its network is not certain, or hides payments.")
	}
	return v.show("On the block explorer", s)
}

func (s *sheet) links(e *watchlist.Entry) {
	coin, ok := payuri.Lookup(e.Intent.Token)
	if !ok {
		return
	}
	s.link("Address", coin.AddressLink(e.Intent.PayAddress))
	for i := len(e.Intent.Transactions) - 1; i >= 0; i-- {
		tx := e.Intent.Transactions[i]
		s.link("Transaction "+shortTx(tx.ID), coin.TxLink(tx.ID))
	}
}

func (s *sheet) link(label, url string) {
	if url == "" {
		return
	}
	s.text(s.theme.Strong, label)
	for _, part := range wrap(url, s.width) {
		painted := ansi.SetHyperlink(url) + s.theme.Accent.Render(part) + ansi.ResetHyperlink()
		s.finish(s.line().raw(painted, cellWidth(part)))
	}
	s.blankLine()
}
