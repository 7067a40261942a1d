package tui

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// told is what the hooks were told, or are to be told, of a payment.
type told struct {
	id         kubepay.ID
	deliveries []ledger.Delivery // oldest first
}

// tellingView is what was told of the selected payment.
type tellingView struct {
	desk     desk[told]
	asked    kubepay.ID // the payment that was asked for last
	at       time.Time  // when that was
	outdated bool       // something was told of it since
	told     told
}

// toldEvery is how often it is asked what was told: another program may be who
// tells, or have been told to tell again, and nobody says so.
const toldEvery = 2 * time.Second

// of is what was told of a payment, as far as that is known by now.
func (v *tellingView) of(id kubepay.ID) []ledger.Delivery {
	if v.told.id != id {
		return nil
	}
	return v.told.deliveries
}

// due tells whether it is to be asked what was told of a payment.
func (v *tellingView) due(id kubepay.ID, now time.Time) bool {
	return id != v.asked || v.outdated || !v.desk.busy && now.Sub(v.at) >= toldEvery
}

// askTold asks what was told of the selected payment, where that is not known.
func (m *Model) askTold() tea.Cmd {
	v, id, archive := &m.telling, m.listView.selected, m.opts.Archive
	if archive == nil || id == "" || !v.due(id, m.now) {
		return nil
	}
	v.asked, v.at, v.outdated = id, m.now, false
	return v.desk.ask(m.ctx, func(ctx context.Context) (told, error) {
		p, err := archive.Payment(ctx, id)
		return told{id, p.Deliveries}, err
	})
}

// hearTold takes in what was told. Where that cannot be read, what was known
// stays: the reason is on the screen already, as one not to record.
func (m *Model) hearTold(msg answered[told]) tea.Cmd {
	current, cmd := m.telling.desk.take(m.ctx, msg)
	if current && msg.err == nil && !reflect.DeepEqual(m.telling.told, msg.answer) {
		m.telling.told = msg.answer
		m.frame.stale(everything)
	}
	return cmd
}

// toldMore notes that something was told of payments.
func (m *Model) toldMore(ids []kubepay.ID) {
	for _, id := range ids {
		if id == m.telling.asked {
			m.telling.outdated = true
		}
		if id == m.history.record.id {
			m.history.record.outdated = true
		}
	}
}

// mostTold is how many lines a hook has among the details: what it was told last.
const mostTold = 4

// told is what was told to whom, the newest first.
func (s *sheet) told(deliveries []ledger.Delivery, now time.Time) {
	if len(deliveries) == 0 {
		return
	}
	s.heading("Told")
	lines := map[string]int{}
	for _, d := range lastTold(deliveries) {
		if lines[d.Hook]++; lines[d.Hook] > mostTold && !d.Aside {
			continue
		}
		style, text := toldOf(s.theme, d, now)
		s.event(toldAt(d), now, style, text)
	}
}

// lastTold is deliveries, the last told first.
func lastTold(deliveries []ledger.Delivery) []*ledger.Delivery {
	last := make([]*ledger.Delivery, len(deliveries))
	for i := range deliveries {
		last[len(last)-1-i] = &deliveries[i]
	}
	slices.SortStableFunc(last, func(a, b *ledger.Delivery) int { return toldAt(b).Compare(toldAt(a)) })
	return last
}

// toldAt is when it was told, or else when there was something to tell.
func toldAt(d *ledger.Delivery) time.Time {
	if d.DoneAt.IsZero() {
		return d.Event.At
	}
	return d.DoneAt
}

// toldOf says whether a hook was told of something; and if not why, and what
// becomes of it.
func toldOf(t *theme.Theme, d *ledger.Delivery, now time.Time) (theme.Style, string) {
	hook, what := kubepay.Clean(d.Hook, mostTroubleText), describe(d.Event, now)
	why := kubepay.Clean(d.LastErr, mostTroubleText)
	if why == "" {
		why = "it failed"
	}
	switch {
	case d.Aside:
		return t.Warn, fmt.Sprintf("%s NOT TOLD: %s; set aside, %s; paywatch notify retry %d tries again", hook, what, why, d.Number)
	case !d.DoneAt.IsZero() && d.Tries > 1:
		return t.Text, fmt.Sprintf("%s told: %s, at try %d", hook, what, d.Tries)
	case !d.DoneAt.IsZero():
		return t.Text, fmt.Sprintf("%s told: %s", hook, what)
	case d.Tries > 0:
		again := "tried again soon"
		if d.Next.After(now) {
			again = "tried again " + timeOfDay(d.Next, now)
		}
		return t.Warn, fmt.Sprintf("%s NOT TOLD yet: %s; %s; %s", hook, what, why, again)
	}
	return t.Faint, fmt.Sprintf("%s waits to be told: %s", hook, what)
}
