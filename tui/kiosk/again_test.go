package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
	"paywatch/tui/kiosk"
)

// again ends the display and starts another on the same file.
func (s *story) again(with scenery) {
	s.Helper()
	s.program.Quit()
	if err := <-s.ended; err != nil {
		s.Fatal(err)
	}
	s.keeper.Close()
	kept, err := ledger.Open(s.path, ledger.Options{Gateway: s.client.Origin()})
	if err != nil {
		s.Fatal(err)
	}
	s.keeper = keeper.New(watch.New(s.client, watch.Options{}), kept, keeper.Options{})
	before := s.screen
	s.start(with)
	s.screen.hide(before.secret...)
	for _, problem := range before.Problems() {
		s.Error(problem)
	}
	s.wait(time.Second)
}

// never complains of every frame from here on that says so.
func (s *story) never(texts ...string) {
	s.screen.watching(func(text string) {
		for _, said := range texts {
			if strings.Contains(text, said) {
				s.complain("at %s %q is on the screen:\n%s", clock(), said, text)
			}
		}
	})
}

// quickShop's thanks are soon gone.
var quickShop = scenery{width: 80, height: 24, options: kiosk.Options{Name: shop.Name, Dwell: 5 * time.Second}}

var smallShop = scenery{width: 80, height: 24, options: shop}

// A display that is started anew thanks for what was paid just before, for no longer
// than the one before it would have.
func TestThanksGoOnAfterARestart(t *testing.T) {
	tell(t, smallShop, func(s *story) {
		made := time.Now()
		s.sale("8.00 EUR LTC", "plain")
		s.until(made, 64*time.Second)
		s.sees("Thank you")
		s.again(smallShop)
		s.sees("Thank you")
		s.until(made, 75*time.Second)
		s.lacks("Thank you")
		s.again(smallShop)
		s.never("Thank you")
		s.wait(time.Minute)
	})
}

// It does not where another sale was begun since.
func TestThanksDoNotGoOnAfterARestartOnceTheNextSaleHasBegun(t *testing.T) {
	tell(t, smallShop, func(s *story) {
		made := time.Now()
		s.sale("8.00 EUR LTC", "plain")
		s.until(made, 64*time.Second)
		next := s.sale("12.50 EUR BTC", "expired")
		s.wait(1500 * time.Millisecond)
		s.asksFor(next)
		s.again(smallShop)
		s.never("Thank you")
		s.wait(time.Second)
		s.asksFor(next)
		s.wait(20 * time.Second)
	})
}

// What the gateway takes back when its customer has gone is nobody's, whether the
// display runs on or is started anew.
func TestWhatIsTakenBackTooLateStaysGone(t *testing.T) {
	tell(t, quickShop, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "taken_back")
		s.until(made, 2*time.Minute+4*time.Second)
		s.sees("Thank you")
		s.until(made, 2*time.Minute+9*time.Second)
		s.lacks("Thank you")
		s.never("Left to pay", "Thank you")
		s.until(made, 2*time.Minute+45*time.Second)
		s.again(quickShop)
		s.never("Left to pay", "Thank you")
		s.wait(30 * time.Second)
		s.scansNothing()
	})
}

// What is taken back during the thanks is asked for again, by the display that is
// started anew too.
func TestWhatIsTakenBackDuringTheThanksIsAskedForAfterARestart(t *testing.T) {
	patient := smallShop
	patient.options.Dwell = 30 * time.Second
	tell(t, patient, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "taken_back")
		s.until(made, 2*time.Minute+45*time.Second)
		s.asksFor(id)
		s.again(patient)
		s.wait(6 * time.Second)
		s.asksFor(id)
	})
}

// It may be paid before the display has seen it open.
func TestWhatIsPaidAtOnceIsThankedFor(t *testing.T) {
	tell(t, smallShop, func(s *story) {
		s.sale("25.00 EUR BTC", "paid")
		s.wait(2 * time.Second)
		s.sees("Thank you")
		s.wait(10 * time.Second)
		s.never("Thank you")
		s.wait(time.Minute)
	})
}

// What was over long before the display was started is nobody's who stands there,
// though the gateway's word on it is only heard now.
func TestWhatWasOverIsNotShown(t *testing.T) {
	tell(t, smallShop, func(s *story) {
		id, err := s.gateway.Create(kubepay.Sale{AmountFiat: "25.00", Currency: "EUR", Token: "BTC", Metadata: map[string]any{"sandbox": "paid"}})
		if err != nil {
			t.Fatal(err)
		}
		s.wait(time.Hour)
		s.never("Thank you")
		if err := s.books.Watch(time.Now(), id); err != nil {
			t.Fatal(err)
		}
		s.wait(time.Minute)
	})
}

// gossip is a display that is told what happened, and when, all at once.
type gossip struct {
	*testing.T
	model *kiosk.Model
	began time.Time
}

func gossips(t *testing.T, plot func(g *gossip)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := shop
		o.Engine, o.Dwell = told{}, 10*time.Second
		plot(&gossip{t, kiosk.New(t.Context(), o), time.Now()})
	})
}

// told is where what is told comes from: nothing is asked of it.
type told struct{ kiosk.Watcher }

func (told) Show(...kubepay.ID) {}

// status is the state of a sale of so many euros.
func (g *gossip) status(euros int64, status kubepay.Status) *kubepay.Intent {
	total := decimal.NewNullDecimal(decimal.NewFromInt(euros))
	return &kubepay.Intent{
		ID: kubepay.ID(fmt.Sprint(euros)), Status: status, Token: "BTC", Currency: "EUR", Fiat: kubepay.Amount{Total: total},
		CreatedAt: g.began, ExpiresAt: g.began.Add(time.Hour), PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
	}
}

// begins is a sale that was put on the list so long after the story began.
func (g *gossip) begins(b *keeper.Batch, after time.Duration, euros int64) {
	at := g.began.Add(after)
	in := g.status(euros, kubepay.Pending)
	b.Added = append(b.Added, keeper.Payment{Payment: ledger.Payment{ID: in.ID, Added: at, Intent: in, SeenAt: at}})
}

// becomes is what was seen of a sale so long after the story began.
func (g *gossip) becomes(b *keeper.Batch, after time.Duration, euros int64, status kubepay.Status) {
	at := g.began.Add(after)
	in := g.status(euros, status)
	b.Events = append(b.Events, kubepay.Event{Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: in.ID, To: string(status)}, At: at})
	b.Observations = append(b.Observations, kubepay.Observation{ID: in.ID, At: at, Intent: in})
}

// hears tells the display all of it, and sees wants that on the screen.
func (g *gossip) hears(b keeper.Batch) { g.model.Update(kiosk.News(b)) }

func (g *gossip) sees(kind, price string) {
	g.Helper()
	g.model.Update(kiosk.Second())
	if got, said, _ := g.model.Said(); got != kind || !strings.Contains(said, price) {
		g.Errorf("%v after the beginning there is %s, not %s of %q:\n%s", time.Since(g.began), got, kind, price, said)
	}
}

// A display that stood still, or could not know, thanks for a whole dwell when it
// learns that the sale which it had open is paid.
func TestWhoPaidIsThankedHoweverLateTheDisplayLearnsIt(t *testing.T) {
	gossips(t, func(g *gossip) {
		var b keeper.Batch
		g.begins(&b, 0, 25)
		g.hears(b)
		g.sees("pay", "25")
		time.Sleep(70 * time.Second)
		b = keeper.Batch{}
		g.becomes(&b, 5*time.Second, 25, kubepay.Paid)
		g.hears(b)
		g.sees("thanks", "25")
		time.Sleep(9 * time.Second)
		g.sees("thanks", "25")
		time.Sleep(2 * time.Second)
		g.sees("idle", "")
	})
}

// It does not once another sale has begun since, though that may be over as well.
func TestTheLastCustomerIsNotThankedInTheNextOnesPlace(t *testing.T) {
	for name, over := range map[string]bool{"the next one pays": false, "the next one has paid": true} {
		t.Run(name, func(t *testing.T) {
			gossips(t, func(g *gossip) {
				var b keeper.Batch
				g.begins(&b, 0, 25)
				g.hears(b)
				time.Sleep(70 * time.Second)
				b = keeper.Batch{}
				g.becomes(&b, 5*time.Second, 25, kubepay.Paid)
				g.begins(&b, 60*time.Second, 12)
				if over {
					g.becomes(&b, 65*time.Second, 12, kubepay.Paid)
				}
				g.hears(b)
				if !over {
					g.sees("pay", "12")
					return
				}
				g.sees("thanks", "12")
				time.Sleep(6 * time.Second) // ten after it was paid: this display never had it open
				g.sees("idle", "")
			})
		})
	}
}

// What became of a sale is said in its own turn: who has a code before them is told
// nothing of another customer's.
func TestNobodysTurnIsEndedByWhatBecameOfAnother(t *testing.T) {
	gossips(t, func(g *gossip) {
		var b keeper.Batch
		g.begins(&b, 0, 25)
		g.hears(b)
		time.Sleep(70 * time.Second)
		b = keeper.Batch{}
		g.begins(&b, 60*time.Second, 12)
		g.becomes(&b, 65*time.Second, 25, kubepay.Paid)
		g.hears(b)
		g.sees("pay", "12")
		time.Sleep(kiosk.Turn - time.Second)
		g.sees("pay", "12")
		time.Sleep(2 * time.Second)
		g.sees("thanks", "25")
		g.sees("thanks", "2 of 2") // and so that it is not taken for the other's
		b = keeper.Batch{}
		g.becomes(&b, 86*time.Second, 12, kubepay.Pending)
		g.hears(b)
		time.Sleep(8 * time.Second)
		g.sees("thanks", "25")
		time.Sleep(3 * time.Second)
		g.sees("pay", "12")
		b = keeper.Batch{}
		g.becomes(&b, 97*time.Second, 12, kubepay.Paid)
		g.hears(b)
		g.sees("thanks", "12")
	})
}

// Who pays in their own turn is thanked at once, whoever else waits.
func TestWhoseTurnItIsIsThankedAtOnce(t *testing.T) {
	gossips(t, func(g *gossip) {
		var b keeper.Batch
		g.begins(&b, 0, 25)
		g.begins(&b, time.Second, 12)
		g.hears(b)
		time.Sleep(3 * time.Second)
		b = keeper.Batch{}
		g.becomes(&b, 2*time.Second, 25, kubepay.Paid)
		g.becomes(&b, 3*time.Second, 12, kubepay.Paid)
		g.hears(b)
		g.sees("thanks", "12")
		time.Sleep(11 * time.Second)
		g.sees("thanks", "25")
		time.Sleep(11 * time.Second)
		g.sees("idle", "")
	})
}

// A time that is still to come was told by a clock that has been set since: how old
// the thanks are nobody knows.
func TestThanksOfATimeToComeAreNotShown(t *testing.T) {
	gossips(t, func(g *gossip) {
		time.Sleep(time.Minute)
		var b keeper.Batch
		g.begins(&b, time.Hour, 25)
		g.becomes(&b, time.Hour+time.Minute, 25, kubepay.Paid)
		g.hears(b)
		g.sees("idle", "")
	})
}

// Where no news come the connection is not blamed, as while something holds the file
// through which they come; where the gateway is away it is.
func TestTheConnectionIsBlamedOnlyWhereItFails(t *testing.T) {
	for says, down := range map[string]bool{"We are checking your payment": false, "we have no connection": true} {
		t.Run(says, func(t *testing.T) {
			gossips(t, func(g *gossip) {
				var b keeper.Batch
				g.begins(&b, 0, 25)
				g.hears(b)
				g.sees("pay", "25")
				time.Sleep(20 * time.Second)
				if down {
					g.hears(keeper.Batch{Health: watch.Health{DownSince: time.Now()}})
				}
				time.Sleep(11 * time.Second)
				g.sees("moment", says)
			})
		})
	}
}

// However many payments are on the list, what is named is soon shown.
func TestWhatIsNamedIsShownSoonThoughTheListIsLong(t *testing.T) {
	named := smallShop
	named.options.Named = true
	tell(t, named, func(s *story) {
		var ids []kubepay.ID
		for range 60 {
			id, err := s.gateway.Create(kubepay.Sale{AmountFiat: "12.50", Currency: "EUR", Token: "BTC", Metadata: map[string]any{"sandbox": "expired"}})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
		if err := s.books.Watch(time.Now(), ids[:59]...); err != nil {
			t.Fatal(err)
		}
		s.wait(700 * time.Millisecond)
		s.arrive <- ids[59]
		s.wait(2 * time.Second)
		s.asksFor(ids[59])
	})
}
