package track_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/track"
)

var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// look is the nth look at payment a, an interval after the one before it.
func look(n int, in *kubepay.Intent) kubepay.Observation {
	at := noon.Add(time.Duration(n) * 10 * time.Second)
	return kubepay.Observation{
		ID: "a", Seq: uint64(n), At: at, Date: at.Add(time.Second), Next: at.Add(10 * time.Second),
		Intent: in, Unchanged: in == nil,
	}
}

func standing(s kubepay.Status) *kubepay.Intent {
	return &kubepay.Intent{ID: "a", Status: s, Metadata: []kubepay.Field{{Key: "order", Value: "7"}}}
}

func TestALookIsToldWithWhatItChanged(t *testing.T) {
	known := track.New()
	known.Take(look(1, standing(kubepay.Pending)))
	public := standing(kubepay.Paid)
	public.Metadata = nil
	o, events, ok := known.Take(look(2, public))
	if !ok {
		t.Fatal("a newer look is held to be older")
	}
	want := []kubepay.Event{{
		Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: "a", From: "pending", To: "paid"},
		At:     o.At, Date: o.Date, Source: kubepay.Watching,
	}}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error(diff)
	}
	if o.Intent.Meta("order") != "7" || o.Intent != known.Intent("a") {
		t.Error("want the whole state handed on, the same that is held")
	}
}

func TestAnOlderLookChangesNothing(t *testing.T) {
	known := track.New()
	known.Take(look(2, standing(kubepay.Paid)))
	if _, events, ok := known.Take(look(1, standing(kubepay.Pending))); ok || events != nil {
		t.Error("an older look was taken in")
	}
	if _, _, ok := known.Take(look(2, standing(kubepay.Paid))); ok {
		t.Error("a look was taken in twice")
	}
	if known.Intent("a").Status != kubepay.Paid || !known.SeenAt("a").Equal(noon.Add(20*time.Second)) {
		t.Error("the state gave way")
	}
}

func TestWhatTheFirstLookAfterAnAbsenceFindsHappenedMeanwhile(t *testing.T) {
	for name, c := range map[string]struct {
		looks  []kubepay.Observation
		source kubepay.Source
	}{
		"it changed meanwhile":         {[]kubepay.Observation{look(1, standing(kubepay.Paid))}, kubepay.WhileAway},
		"it was the same, and changed": {[]kubepay.Observation{look(1, standing(kubepay.Pending)), look(2, standing(kubepay.Paid))}, kubepay.Watching},
		"the first look failed": {[]kubepay.Observation{
			{ID: "a", Seq: 1, At: noon, Err: &kubepay.Error{Kind: kubepay.Broken}}, look(2, standing(kubepay.Paid))}, kubepay.WhileAway},
		"it was unchanged": {[]kubepay.Observation{look(1, nil), look(2, standing(kubepay.Paid))}, kubepay.Watching},
	} {
		t.Run(name, func(t *testing.T) {
			known := track.New()
			known.Restore("a", standing(kubepay.Pending), noon.Add(-time.Hour))
			known.Away()
			var all []kubepay.Event
			for _, o := range c.looks {
				_, events, _ := known.Take(o)
				all = append(all, events...)
			}
			if len(all) != 1 || all[0].Source != c.source {
				t.Errorf("told of %+v, want one of source %s", all, c.source)
			}
		})
	}
	known := track.New()
	known.Restore("a", nil, time.Time{})
	known.Away()
	if _, events, _ := known.Take(look(1, standing(kubepay.Paid))); events[0].Source != kubepay.Watching {
		t.Error("a payment that was never seen was away")
	}
}

func TestWhatIsRestoredGivesWayToWhatIsKnown(t *testing.T) {
	known := track.New()
	known.Take(look(1, standing(kubepay.Paid)))
	known.Restore("a", standing(kubepay.Pending), noon.Add(-time.Hour))
	if known.Intent("a").Status != kubepay.Paid {
		t.Error("what is known gave way to what was kept")
	}
}

func TestAStateIsLateASecondAfterItWasDue(t *testing.T) {
	known := track.New()
	known.Take(look(1, standing(kubepay.Pending)))
	for after, late := range map[time.Duration]bool{10 * time.Second: false, 11 * time.Second: false, 12 * time.Second: true} {
		if known.Late("a", noon.Add(10*time.Second+after)) != late {
			t.Errorf("%v after it was seen: late %t", after, !late)
		}
	}
	rest := look(2, standing(kubepay.Paid))
	rest.Next = time.Time{}
	known.Take(rest)
	if known.Late("a", noon.Add(1000*time.Hour)) {
		t.Error("a payment at rest is late")
	}
}

func TestAnAmountThatIsTakenInStaysExact(t *testing.T) {
	known := track.New()
	in := standing(kubepay.Partial)
	in.Crypto.Captured = decimal.NewNullDecimal(decimal.RequireFromString("0.000000000000000001"))
	o, _, _ := known.Take(look(1, in))
	if got := o.Intent.Crypto.Captured.Decimal.String(); got != "0.000000000000000001" {
		t.Errorf("captured %s", got)
	}
}
