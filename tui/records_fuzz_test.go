package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// shelf is an archive that has an answer to everything.
type shelf struct {
	intents []kubepay.Intent
	fails   bool
}

var errShelf = errors.New("the ledger is locked; close the program that holds it")

func (s *shelf) failure() error {
	if s.fails {
		return errShelf
	}
	return nil
}

// Search finds as many as there are letters in the query.
func (s *shelf) Search(_ context.Context, query string, limit int) ([]ledger.Found, error) {
	var found []ledger.Found
	for i := range s.intents[min(len(query), len(s.intents)):] {
		in := s.intents[i]
		found = append(found, ledger.Found{
			ID: in.ID, Title: in.Title(), Status: in.Status, Token: in.Token, Currency: in.Currency, Fiat: in.Fiat, Crypto: in.Crypto,
			CreatedAt: in.CreatedAt.AddDate(0, 0, -i*40), CountedAt: in.CreatedAt, Late: i%3 == 0, Watched: i%2 == 0,
		})
	}
	return found[:min(len(found), limit)], s.failure()
}

// Payment has been told to three hooks, as may be.
func (s *shelf) Payment(_ context.Context, id kubepay.ID) (ledger.Payment, error) {
	p := ledger.Payment{ID: id, Added: noon, SeenAt: noon}
	for i := range s.intents {
		if in := s.intents[i]; in.ID == id && i%5 > 0 {
			p.Intent = &in
			p.Intent.Transactions = []kubepay.Transaction{{ID: kubepay.TxID(strings.Repeat("4f3c9a21", 8)), Received: decimal.New(1, -8), CreatedAt: noon}}
			for n, c := range kubepay.Changes(nil, in) {
				ev := kubepay.Event{Change: c, At: noon.AddDate(0, 0, -n), Date: noon.AddDate(0, 0, -n).Add(time.Minute), Source: kubepay.WhileAway}
				p.Events = append(p.Events, ev)
				p.Deliveries = append(p.Deliveries,
					ledger.Delivery{Number: 1, Hook: "喫茶 hook", Event: ev, Tries: 3, DoneAt: noon},
					ledger.Delivery{Number: 2, Hook: "webshop", Event: ev, Tries: n + 1, Next: noon.Add(time.Hour), LastErr: "503\x1b[2J " + strings.Repeat("long ", 40)},
					ledger.Delivery{Number: 3, Hook: "till", Event: ev, Aside: true})
			}
		}
	}
	return p, s.failure()
}

// Raw is no JSON, or a long one.
func (s *shelf) Raw(_ context.Context, id kubepay.ID) ([]byte, error) {
	return []byte(strings.Repeat(`{"id": "`+string(id)+"\x1b\"}", 5)), s.failure()
}

// Totals are of three currencies, one of which the gateway made up.
func (s *shelf) Totals(_ context.Context, since, until time.Time) (ledger.Totals, error) {
	t := ledger.Totals{Since: since, Until: until}
	for i, in := range s.intents {
		currency := []kubepay.Currency{"EUR", "USD", "喫"}[i%3]
		fiat := decimal.New(int64(i*i*i*1_000_003), -2)
		t.Lines = append(t.Lines, ledger.TotalsLine{
			Currency: currency, Token: in.Token, Outcome: append(ledger.Outcomes(), "on_hold")[i%9], Payments: i, Fiat: fiat, Crypto: decimal.New(int64(i), -18),
		})
		t.Hours = append(t.Hours, ledger.HourTotal{Hour: since.Add(time.Duration(i*i) * time.Hour), Currency: currency, Payments: i, Fiat: fiat})
	}
	t.Anew = s.Anew()
	return t, s.failure()
}

// Anew is some time ago, beside a file of another script.
func (s *shelf) Anew() ledger.Anew {
	return ledger.Anew{At: noon.Add(-time.Minute), Aside: "/home/喫茶/\x1b[2Jledger.db.corrupt-20260301-115900"}
}

// FuzzRecords plays keys, sizes, time and slow answers over the history and the
// totals: nothing panics, and every frame is whole.
func FuzzRecords(f *testing.F) {
	f.Add("\x00H\x04\x00t\x00a\x04\x00\x06\x04\x00J\x04\x00\x07\x00w\x00\x07\x01\x50\x18")
	f.Add("\x00T\x04\x00\x02\x00\x02\x04\x00y\x04\x001\x002\x00\x06\x04\x01\x28\x3c\x00\x05\x03\x3c")
	f.Add("\x00H\x04\x00\x01\x00\x01\x00\x06\x01\xc8\x3c\x05\x04\x00\x06\x04\x02\x05\x05\x01\x14\x06")
	f.Add("\x00t\x00t\x00/\x00t\x00\x07\x06\x03\x00T\x01\x14\x06\x04\x00\x05\x00\x05")
	f.Add("\x05\x00T\x04\x05\x04\x00H\x04\x07\x20\x03\x02\x04\x01\x64\x32")
	f.Fuzz(func(t *testing.T, script string) {
		intents := someIntents(14)
		intents[1].Metadata[0].Value = "喫茶さくら 3番"
		intents[2].Metadata[0].Value = "☕ Flat white ×2 🥐"
		intents[3].Metadata = nil
		books := &shelf{intents: intents}
		m := onStage(t, size{120, 36}, intents...)
		m.opts.Archive = books
		m.opts.Troubles = func() []Trouble {
			if !books.fails {
				return nil
			}
			return []Trouble{{Hook: "webshop", Since: noon, Why: errShelf.Error(), Waiting: 3}, {Hook: "喫茶", Aside: 2}}
		}
		now, steps := noon, strings.NewReader(script[:min(len(script), 200)])
		next := func() int {
			b, err := steps.ReadByte()
			if err != nil {
				return 0
			}
			return int(b)
		}
		for steps.Len() > 0 {
			var msg tea.Msg
			switch next() % 8 {
			case 0:
				msg = fuzzKey(next())
			case 1:
				msg = tea.WindowSizeMsg{Width: max(next(), 1), Height: max(next()%90, 1)}
			case 2:
				msg = tea.MouseClickMsg{X: next(), Y: next(), Button: tea.MouseLeft}
			case 3:
				now = now.Add(time.Duration(next()) * 7 * time.Minute)
				msg = clockMsg(now)
			case 4:
				m.answer()
			case 5:
				books.fails = !books.fails
			case 6:
				in := intents[next()%len(intents)]
				in.Status = someStatuses[next()%len(someStatuses)]
				msg = m.seen(in)
			case 7:
				msg = tea.PasteMsg{Content: strings.Repeat(string(rune('0'+next()%75)), 1+next()) + "\n\x1b[2J"}
			}
			if msg != nil {
				m.Update(msg)
			}
			mustBeWhole(t, m)
		}
	})
}

// answer answers what the panes have asked, as the archive would.
func (m *stage) answer() {
	ctx, archive, v := m.ctx, m.opts.Archive, &m.history
	if v.desk.busy {
		found, err := archive.Search(ctx, v.query, v.limit)
		m.Update(answered[[]ledger.Found]{v.desk.number, found, err})
	}
	if v.record.desk.busy {
		p, err := archive.Payment(ctx, v.record.id)
		m.Update(answered[ledger.Payment]{v.record.desk.number, p, err})
	}
	if v.record.rawDesk.busy {
		raw, err := archive.Raw(ctx, v.record.id)
		m.Update(answered[rawAnswer]{v.record.rawDesk.number, rawAnswer{v.record.id, raw}, err})
	}
	if m.totals.desk.busy {
		since, until := m.totals.period.bounds(m.now)
		totals, err := archive.Totals(ctx, since, until)
		m.Update(answered[ledger.Totals]{m.totals.desk.number, totals, err})
	}
	if m.telling.desk.busy {
		p, err := archive.Payment(ctx, m.telling.asked)
		m.Update(answered[told]{m.telling.desk.number, told{m.telling.asked, p.Deliveries}, err})
	}
}
