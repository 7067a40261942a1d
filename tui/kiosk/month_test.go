package kiosk_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/watch"
	"paywatch/tui/kiosk"
	"paywatch/tui/words"
)

// month is a display in its shop, day after day: the gateway, the client, the engine,
// the keeper and the model. Of Bubble Tea it takes no more than the messages.
type month struct {
	*testing.T
	gateway *sandbox.Gateway
	client  *kubepay.Client // as the till has it
	keeper  *keeper.Keeper
	model   *kiosk.Model
	news    chan keeper.Batch
	random  *rand.Rand

	down    time.Time // until when nothing can be sold
	sold    int
	open    []*sold          // and those over that are not taken off the list yet
	address map[string]*sold // by what they are paid to
	price   map[string]*sold // by the amount, which no two sales of a day share
	latest  *sold            // the newest that was on the screen
	on      onScreen
	last    string         // what was said last
	shown   int            // sales whose code was on the screen
	thanked int            // sales whose thanks were
	counts  map[string]int // frames, by kind
}

// onScreen is a kind of screen, and the sale that it is of.
type onScreen struct {
	kind string
	sold *sold
}

// sold is a sale, and what the customers saw of it.
type sold struct {
	id             kubepay.ID
	number         int
	card           string
	made           time.Time
	shown, thanked time.Time // when its code and its thanks came on the screen
	outage         bool      // there was an outage in its life
}

const (
	salesADay   = 334
	outages     = 100
	cheapSize   = 0 // draws nothing: most frames of a month look like the one before
	dwell       = 10 * time.Second
	dayStarts   = 9 * time.Hour
	salesApart  = 125 * time.Second
	mostHeap    = 2 << 20 // of growth: what gateway and keeper remember of the last days
	mostToThank = dwell + 2500*time.Millisecond
)

// A month of sales, outages and tokens that run out: every sale is shown, no customer
// is shown what became of another's, and the display holds no more at the end than
// after the first day.
func TestAMonth(t *testing.T) {
	days := 30
	if testing.Short() || slow {
		days = 4
	}
	synctest.Test(t, func(t *testing.T) {
		m := openShop(t)
		m.fillLog()
		var heap uint64
		var goroutines int
		for day := range days {
			m.day(day)
			if day == 0 {
				heap, goroutines = m.weigh()
			}
		}
		heapNow, goroutinesNow := m.weigh()
		if goroutinesNow != goroutines {
			t.Errorf("%d goroutines after %d days, %d after one", goroutinesNow, days, goroutines)
		}
		if heapNow > heap+mostHeap {
			t.Errorf("%d KiB are held after %d days, %d after one", heapNow>>10, days, heap>>10)
		}
		t.Logf("%d sales, %d shown, %d thanked for; heap %d and %d KiB; frames %v", m.sold, m.shown, m.thanked, heap>>10, heapNow>>10, m.counts)
		if m.shown != m.sold {
			t.Errorf("of %d sales %d were shown", m.sold, m.shown)
		}
		if m.thanked < m.sold*3/4 {
			t.Errorf("of %d sales %d were thanked for", m.sold, m.thanked)
		}
		m.keeper.Close()
	})
}

func openShop(t *testing.T) *month {
	t.Helper()
	m := &month{
		T: t, gateway: sandbox.New(sandbox.Options{Stretch: 0.1, Unthrottled: true}), news: make(chan keeper.Batch),
		random: rand.New(rand.NewPCG(1, 2)), address: map[string]*sold{}, price: map[string]*sold{}, counts: map[string]int{},
	}
	client, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: sandbox.Token(time.Now()), Version: "test", Transport: m.gateway.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	if m.client, err = kubepay.New("https://gateway.example", kubepay.Options{Transport: m.gateway.Transport()}); err != nil {
		t.Fatal(err)
	}
	m.keeper = keeper.New(watch.New(client, watch.Options{}), nil, keeper.Options{})
	go func() {
		defer close(m.news)
		for {
			b, err := m.keeper.Next(context.Background())
			if err != nil {
				return
			}
			m.news <- b
		}
	}()
	o := shop
	o.Engine, o.Dwell, o.Location = m.keeper, dwell, time.UTC
	if o.Languages, err = words.Parse("en,es"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	m.model = kiosk.New(t.Context(), o.Clocks(func() (time.Time, time.Duration) {
		now := time.Now()
		return now.Round(0).UTC(), now.Sub(began)
	}))
	return m
}

// fillLog has the gateway's log be as long at first as it ever is.
func (m *month) fillLog() {
	for i := range 1 << 15 {
		_, _ = m.client.RetrievePublic(m.Context(), kubepay.ID(fmt.Sprintf("00000000-0000-4000-8000-%012d", i)))
	}
}

// day is a day at the shop: it opens, sells, has its trouble, and closes.
func (m *month) day(day int) {
	midnight := time.Now()
	m.until(midnight.Add(dayStarts))
	troubles := m.troubles(day)
	for i := range salesADay {
		if len(troubles) > 0 && troubles[0] <= i {
			m.trouble()
			troubles = troubles[1:]
		}
		if i == salesADay/2 { // the token runs out, and is renewed
			m.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 401, For: 4 * time.Minute})
		}
		m.sell()
		if m.random.IntN(20) == 0 {
			m.until(time.Now().Add(3 * time.Second))
			m.sell() // at once
		}
		m.until(time.Now().Add(salesApart - time.Duration(m.random.IntN(60))*time.Second))
		if i%20 == 19 {
			m.tidy(5 * time.Minute)
		}
	}
	m.until(time.Now().Add(10 * time.Minute))
	m.tidy(0)
	m.until(midnight.Add(24 * time.Hour))
	clear(m.price)
	clear(m.address)
}

// troubles are the sales of a day before which the gateway goes down.
func (m *month) troubles(day int) []int {
	var at []int
	for i := range outages/30 + min(1, day%3) {
		at = append(at, (i+1)*salesADay/6)
	}
	return at
}

func (m *month) trouble() {
	fault := []sandbox.Fault{
		{Kind: sandbox.ErrorStatus, Code: 503}, {Kind: sandbox.Reset}, {Kind: sandbox.CutOff}, {Kind: sandbox.ErrorStatus, Code: 502},
	}[m.random.IntN(4)]
	fault.For = time.Duration(30+m.random.IntN(150)) * time.Second
	m.breaks(fault)
	for _, s := range m.open {
		s.outage = true
	}
}

func (m *month) breaks(f sandbox.Fault) {
	m.Helper()
	m.gateway.Mend()
	if err := m.gateway.Break(f); err != nil {
		m.Fatal(err)
	}
	if f.Code != 401 {
		m.down = time.Now().Add(f.For + time.Minute) // within which it is asked again
	}
}

func (m *month) sell() {
	m.Helper()
	m.until(later(time.Now(), m.down)) // while it is down nothing can be sold
	card := "plain"
	if m.random.IntN(8) == 0 {
		card = []string{"three_parts", "expired", "failed", "overpaid", "partial_expired", "taken_back", "late"}[m.random.IntN(7)]
	}
	s := &sold{number: m.sold, card: card, made: time.Now()}
	m.sold++
	cents := 1000 + s.number%50000
	if card == "overpaid" {
		cents += 100000 // or what came in the end would be another's price
	}
	price := fmt.Sprintf("%d.%02d", cents/100, cents%100)
	id, err := m.gateway.Create(kubepay.Sale{AmountFiat: price, Currency: "EUR", Token: "BTC", Metadata: map[string]any{"sandbox": card}})
	if err != nil {
		m.Fatal(err)
	}
	s.id = id
	answer, err := m.client.RetrievePublic(m.Context(), id)
	if err != nil {
		m.Fatal(err)
	}
	in, err := answer.Intent()
	if err != nil {
		m.Fatal(err)
	}
	if card == "overpaid" { // what came is on the screen
		for half := range 2 {
			came := cents*5/4 + half
			m.price[fmt.Sprintf("€%d.%02d", came/100, came%100)] = s
		}
	}
	m.open, m.price["€"+price], m.address[string(in.PayAddress)] = append(m.open, s), s, s
	m.keeper.Add(id)
	m.until(time.Now())
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// tidy takes off the list what was made so long ago.
func (m *month) tidy(age time.Duration) {
	var kept []*sold
	for _, s := range m.open {
		if time.Since(s.made) < age {
			kept = append(kept, s)
			continue
		}
		m.judge(s)
		m.keeper.Remove(s.id)
	}
	m.open = kept
	m.until(time.Now().Add(time.Second))
}

// judge looks back at what the customer of a sale saw.
func (m *month) judge(s *sold) {
	m.Helper()
	if s.shown.IsZero() {
		m.Errorf("sale %d of %s was never shown", s.number, s.made.Format(time.DateTime))
		return
	}
	m.shown++
	if !s.thanked.IsZero() {
		m.thanked++
	}
}

// until lets time pass, and looks at the display all the while.
func (m *month) until(at time.Time) {
	synctest.Wait()
	for {
		pace := 2 * time.Second
		if kind, _, _ := m.model.Said(); kind == "idle" {
			pace = 20 * time.Second
		}
		wait := time.NewTimer(min(pace, max(time.Until(at), 0)))
		select {
		case b := <-m.news:
			wait.Stop()
			m.model.Update(kiosk.News(b))
			m.look()
			synctest.Wait()
			continue
		case <-wait.C:
		}
		m.model.Update(kiosk.Second())
		m.look()
		if !time.Now().Before(at) {
			return
		}
	}
}

// look judges what is on the screen.
func (m *month) look() {
	m.Helper()
	kind, said, code := m.model.Said()
	m.counts[kind]++
	now := time.Now()
	if key := kind + said + code; key == m.last {
		return
	} else if m.last = key; kind == "idle" || kind == "moment" {
		return
	}
	s := m.whose(kind, said, code)
	if s == nil {
		m.Errorf("at %s %s is nobody's:\n%s%s", now.Format(time.DateTime), kind, said, code)
		return
	}
	if on := (onScreen{kind, s}); on != m.on {
		if m.on = on; kind != "pay" || s.number%20 == 0 { // to encode a code takes longer than all else
			m.drawn()
		}
	}
	switch kind {
	case "pay":
		if s.thanked = (time.Time{}); s.shown.IsZero() {
			s.shown = now
		}
		if m.latest == nil || s.number > m.latest.number {
			m.latest = s
		}
	case "thanks":
		if s.thanked.IsZero() {
			s.thanked = now
		}
		switch {
		case s.shown.IsZero():
			m.Errorf("at %s thanks for sale %d, which was never shown", now.Format(time.DateTime), s.number)
		case now.Sub(s.thanked) > mostToThank && !s.outage:
			m.Errorf("at %s thanks for sale %d (%s) since %s", now.Format(time.DateTime), s.number, s.card, now.Sub(s.thanked))
		case m.latest.number > s.number && m.latest.shown.After(s.thanked):
			m.Errorf("at %s thanks for sale %d, though sale %d was on the screen since", now.Format(time.DateTime), s.number, m.latest.number)
		}
	}
}

// whose is the sale that the screen speaks of.
func (m *month) whose(kind, said, code string) *sold {
	if kind == "pay" {
		payee, _, _ := strings.Cut(strings.TrimPrefix(code, "bitcoin:"), "?")
		return m.address[payee]
	}
	for text := range strings.FieldsSeq(strings.ReplaceAll(said, ",", "")) {
		if s := m.price[text]; s != nil {
			return s
		}
	}
	if kind == "over" { // it names no amount where nothing came
		return m.latest
	}
	return nil
}

// drawn draws the screen as a terminal would have it, when something else comes on it:
// all frames of a month would take longer than all else.
func (m *month) drawn() {
	m.model.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if lines := strings.Count(m.model.View().Content, "\n") + 1; lines != 24 {
		m.Errorf("a frame of %d lines", lines)
	}
	m.model.Update(tea.WindowSizeMsg{Width: cheapSize, Height: cheapSize})
}

// weigh is what is held, and how many goroutines there are, once all has come to rest.
func (m *month) weigh() (heap uint64, goroutines int) {
	synctest.Wait()
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	if n := m.model.Holds(); n > 10 {
		m.Errorf("the display remembers %d sales at night", n)
	}
	return stats.HeapAlloc, runtime.NumGoroutine()
}
