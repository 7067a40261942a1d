package notify_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/notify"
)

// story is a courier between an outbox and endpoints, in a bubble of fake time.
type story struct {
	*testing.T
	*outbox
	courier *notify.Courier
	log     string
	stop    func() // ends the courier's run, and waits

	mu       sync.Mutex
	reported []kubepay.ID
	troubled int
}

// tell plays a story in which each hook is named after its endpoint.
func tell(t *testing.T, plot func(*story), endpoints ...func(*testing.T) (name string, e *endpoint)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &story{T: t, outbox: &outbox{}, log: filepath.Join(t.TempDir(), "log", "notify.log")}
		by := byHost{}
		var configs []notify.Config
		for _, open := range endpoints {
			name, e := open(t)
			by[name+".example"] = e
			configs = append(configs, posting(name, "https://"+name+".example/hook?key=hidden"))
		}
		s.courier = notify.New(load(t, t.TempDir(), configs...), s.outbox, notify.Options{
			Log: s.log, Transport: by, Told: s.told, Troubled: s.changed,
		})
		s.run()
		plot(s)
		s.stop()
		s.courier.Close()
		if log, err := os.ReadFile(s.log); err == nil && strings.Contains(string(log), "hidden") {
			t.Errorf("the log tells a secret:\n%s", log)
		}
	})
}

func (s *story) run() {
	ctx, cancel := context.WithCancel(s.Context())
	done := make(chan struct{})
	go func() {
		s.courier.Run(ctx)
		close(done)
	}()
	s.stop = func() {
		cancel()
		<-done
	}
}

func (s *story) told(id kubepay.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reported = append(s.reported, id)
}

func (s *story) changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubled++
}

// happen records events of payments for a hook, as the keeper does.
func (s *story) happen(hook string, ids ...kubepay.ID) {
	s.owe(hook, ids...)
	s.courier.Poke()
}

func (s *story) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// byHost is the network.
type byHost map[string]*endpoint

func (b byHost) RoundTrip(r *http.Request) (*http.Response, error) { return b[r.URL.Host].RoundTrip(r) }

// at is an endpoint of a name.
func at(name string, e **endpoint, answer func(arrival) reply) func(*testing.T) (string, *endpoint) {
	return func(t *testing.T) (string, *endpoint) {
		*e = newEndpoint(t, answer)
		return name, *e
	}
}

func always(code int) func(arrival) reply {
	return func(arrival) reply { return reply{code: code} }
}

func TestWhatHappensIsToldAtOnce(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.wait(time.Minute)
		began := time.Now()
		s.happen("shop", "p1", "p2", "p1")
		s.wait(time.Second)
		if said := shop.said(); said != "p1#1/1 p2#2/1 p1#3/1" && said != "p2#2/1 p1#1/1 p1#3/1" {
			s.Errorf("came %q", said) // two payments are told of side by side
		}
		if last := shop.arrivals()[2].at.Sub(began); last > 200*time.Millisecond {
			s.Errorf("the last came after %v", last)
		}
		s.outbox.expect(s.T, 3, 0, 0)
		if !slices.Equal(slices.Sorted(slices.Values(s.reported)), []kubepay.ID{"p1", "p1", "p2"}) {
			s.Errorf("reported are %v", s.reported)
		}
		if trouble := s.courier.Trouble(); trouble != nil || s.troubled != 0 {
			s.Errorf("there is trouble: %v", trouble)
		}
	}, at("shop", &shop, nil))
}

func TestASlowEndpointDelaysItselfAlone(t *testing.T) {
	var slow, quick *endpoint
	tell(t, func(s *story) {
		for i := range 100 {
			id := kubepay.ID(fmt.Sprint("p", i))
			s.owe("slow", id)
			s.owe("quick", id)
		}
		began := time.Now()
		s.courier.Poke()
		s.wait(3 * time.Second)
		s.outbox.expect(s.T, 100, 100, 0)
		if last := quick.arrivals()[99].at.Sub(began); last > 3*time.Second {
			s.Errorf("the quick one was told of everything after %v", last)
		}
		if n := len(slow.arrivals()); n != 4 {
			s.Errorf("the slow one has %d requests at once, want 4", n)
		}
	}, at("slow", &slow, always(0)), at("quick", &quick, nil))
}

// One payment that the endpoint chokes on holds up no other payment.
func TestAPaymentThatFailsHoldsUpNoOther(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.happen("shop", "bad", "good", "bad", "fine")
		s.wait(time.Second)
		s.outbox.expect(s.T, 2, 2, 0)
	}, at("shop", &shop, func(a arrival) reply {
		if a.payment() == "bad" {
			return reply{code: 500}
		}
		return reply{code: 200}
	}))
}

func TestAnOutboxThatCannotBeWrittenRepeatsNothing(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.happen("shop", "p1", "p1")
		s.wait(10 * time.Millisecond) // on its way
		s.fail(errors.New("the disk is full"))
		s.wait(time.Hour)
		shop.expect("p1#1/1")
		if trouble := s.courier.Trouble(); len(trouble) != 1 || trouble[0].Why != "the disk is full" {
			s.Errorf("the trouble is %+v", trouble)
		}
		s.fail(nil)
		s.wait(10 * time.Second)
		shop.expect("p1#1/1 p1#2/1")
		s.outbox.expect(s.T, 2, 0, 0)
		s.wait(20 * time.Second)
		if trouble := s.courier.Trouble(); len(trouble) != 0 {
			s.Errorf("the trouble is %+v", trouble)
		}
	}, at("shop", &shop, nil))
}

func TestWhatWasBrokenOffIsRepeatedUnderTheSameID(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.happen("shop", "p1")
		s.wait(time.Second)
		began := time.Now()
		s.stop()
		if took := time.Since(began); took > 3*time.Second {
			s.Errorf("stopping took %v", took)
		}
		s.outbox.expect(s.T, 0, 1, 0)
		s.run()
		s.wait(time.Second)
		shop.expect("p1#1/1 p1#1/2")
		s.outbox.expect(s.T, 1, 0, 0)
	}, at("shop", &shop, func(a arrival) reply {
		if a.try == 1 {
			return reply{}
		}
		return reply{code: 200}
	}))
}

func TestStoppingLetsATryEnd(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.happen("shop", "p1")
		s.wait(10 * time.Millisecond)
		s.stop()
		s.outbox.expect(s.T, 1, 0, 0)
	}, at("shop", &shop, nil))
}

// Another program opens a delivery again, or records an event: nobody pokes.
func TestWhatAnotherProgramOwesIsFound(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.owe("shop", "p1")
		s.wait(3 * time.Second)
		shop.expect("p1#1/1")
	}, at("shop", &shop, nil))
}

func TestTheLogSaysWhatCameOfEachTry(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		s.happen("shop", "p1")
		s.wait(time.Minute)
		log, err := os.ReadFile(s.log)
		if err != nil {
			s.Fatal(err)
		}
		for _, want := range []string{"shop evt_1_shop_", "failed at try 1, next in ", ": 500 Internal Server Error", "told at try 2: 200 OK"} {
			if !strings.Contains(string(log), want) {
				s.Errorf("%q is not in the log:\n%s", want, log)
			}
		}
		info, err := os.Stat(s.log)
		if err != nil || info.Mode().Perm() != 0o600 {
			s.Errorf("the log is open to others: %v", info.Mode())
		}
	}, at("shop", &shop, func(a arrival) reply {
		if a.try == 1 {
			return reply{code: 500, header: http.Header{"Content-Type": {"text/html"}}, body: "<h1>oops</h1>"}
		}
		return reply{code: 200}
	}))
}
