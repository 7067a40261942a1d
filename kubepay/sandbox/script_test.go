package sandbox_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// sound is the shortest payment: what stands behind it begins in line 5.
const sound = "[[payment]]\namount_fiat = \"25.00\"\ntoken = \"BTC\"\ncurrency = \"EUR\"\n"

func TestWhatAScriptCannotSayIsNamedWithItsLine(t *testing.T) {
	for name, tt := range map[string]struct{ script, want string }{
		"no TOML":                {"seed = 1\nspeed = \n", "line 2 is not TOML: the line ends too early; write"},
		"no value at the end":    {"speed =", "line 1 is not TOML: the line ends too early; write"},
		"a stray character":      {"seed = 1\n= 2\n", "line 2 is not TOML: there is a character that cannot stand there; write"},
		"a name twice":           {"seed = 1\nseed = 2\n", "line 2 is not TOML: key seed is already defined"},
		"an unknown name":        {"seed = 1\n\nsped = 2\n", `line 3: sped: there is no "sped" here; choose among seed, starts, speed, payment, fault`},
		"one of a payment":       {sound + "amount = \"1\"\n", `line 5: amount: there is no "amount" here; choose among`},
		"one of a step":          {sound + "[[payment.step]]\nafter = \"1s\"\nstatsu = \"paid\"\n", `line 7: statsu: there is no "statsu" here`},
		"one of a fault":         {sound + "[[payment.fault]]\nkind = \"hang\"\nuntil = \"1s\"\n", `line 7: until: there is no`},
		"a hostile name":         {"\"\\u001b[31m\\u202e\" = 1\n", `line 1: `},
		"a seed in words":        {"seed = \"seven\"\n", `line 1: seed: "seven" is no whole number`},
		"a speed beyond":         {"speed = 1001\n", "line 1: speed: 1001 is no speed; write a number between 0"},
		"a speed that is none":   {"speed = nan\n", "line 1: speed: JSON has no such number"},
		"a start in words":       {"starts = \"noon\"\n", `line 1: starts: "noon" is no time`},
		"no amount":              {"[[payment]]\ntoken = \"BTC\"\ncurrency = \"EUR\"\n", `line 1: amount_fiat: this field is required; write it as in "25.00"`},
		"an amount as a float":   {"[[payment]]\namount_fiat = 25.10\ntoken = \"BTC\"\ncurrency = \"EUR\"\n", "line 2: amount_fiat: this is a bare number; write it as in \"25.00\", in quotes"},
		"a currency":             {"[[payment]]\namount_fiat = \"1\"\ntoken = \"BTC\"\ncurrency = \"GBP\"\n", `line 4: currency: "GBP" is not a valid choice; write it as in "EUR" or "USD"`},
		"a card":                 {sound + "metadata = { sandbox = \"nope\" }\n", "line 5: metadata: "},
		"metadata beyond JSON":   {sound + "metadata = { n = [1, inf] }\n", "line 5: JSON has no such number"},
		"an id":                  {sound + "id = \"a/b\"\n", `line 5: id: "a/b" is no id`},
		"an id twice":            {sound + "id = \"a\"\n" + sound + "id = \"a\"\n", "line 10: id: another payment above has it"},
		"a time without unit":    {sound + "after = \"5\"\n", `line 5: after: "5" is no length of time; write it as in "90s"`},
		"a time as a number":     {sound + "after = 5\n", "line 5: after: 5 is no length of time"},
		"a time before":          {sound + "after = \"-5s\"\n", "line 5: after: \"-5s\" is no length of time"},
		"a time beyond":          {sound + "after = \"100000h\"\n", "line 5: after: 100000h is out of reach"},
		"an expiry alone":        {sound + "expires = \"1m\"\n", "line 5: expires: a payment without steps"},
		"steps out of order":     {sound + "[[payment.step]]\nafter = \"1m\"\nstatus = \"paid\"\n[[payment.step]]\nafter = \"1s\"\nstatus = \"failed\"\n", "line 9: after: this is before the step above it"},
		"an empty step":          {sound + "[[payment.step]]\nafter = \"1m\"\n", "line 5: nothing happens in this step"},
		"a status":               {sound + "[[payment.step]]\nstatus = \"payed\"\n", `line 6: status: "payed" is none of those that there are; choose among pending, partial, paid`},
		"a step inline":          {sound + "step = [\n  { after = \"1s\", status = \"paid\" },\n  { after = \"2s\", status = \"payed\" },\n]\n", "line 7: status: "},
		"steps that are no list": {sound + "step = 1\n", "line 5: step: this is no list"},
		"too fine an amount":     {sound + "[[payment.step]]\nreceived_amount = \"0.000000001\"\n", "line 6: received_amount: ensure that there are no more than 8 decimal places"},
		"a transaction of none":  {sound + "[[payment.step]]\nreceived_amount = \"0\"\n", "line 6: received_amount: no transaction brings nothing"},
		"taken back too early":   {sound + "[[payment.step]]\nafter = \"1s\"\ntake_back = true\n[[payment.step]]\nafter = \"2s\"\nreceived_amount = \"1\"\n", "line 7: take_back: no transaction has come that could be taken back; have one come before"},
		"taken back twice":       {sound + "[[payment.step]]\nreceived_amount = \"1\"\n[[payment.step]]\ntake_back = true\n[[payment.step]]\ntake_back = true\n", "line 10: take_back: no transaction has come"},
		"coins too fine":         {sound + "[[payment.step]]\nreceived_amount = 1.5\n", `line 6: received_amount: a valid number is required; write it as in "0.0004125", in quotes`},
		"money said twice":       {sound + "[[payment.step]]\nreceived_amount = \"1\"\namount_captured_fiat = \"1\"\n", "line 6: received_amount: this is said by amount_captured_fiat already"},
		"an id without money":    {sound + "[[payment.step]]\nchain_transaction_id = \"x\"\n", "line 6: chain_transaction_id: no money comes with it"},
		"an expiry twice":        {sound + "[[payment.step]]\nexpire = true\nstatus = \"paid\"\n", "line 6: expire: this is said by status already"},
		"a yes in words":         {sound + "[[payment.step]]\nmove = \"yes\"\n", `line 6: move: "yes" is neither true nor false`},
		"a fault without kind":   {"[[fault]]\nfor = \"1s\"\n", "line 1: a fault needs its kind; choose among clock_off"},
		"a kind":                 {"[[fault]]\nkind = \"slow\"\n", `line 2: kind: "slow" is none of those that there are`},
		"an error without code":  {"[[fault]]\nkind = \"error_status\"\n", "line 1: code: a fault of kind error_status needs a code"},
		"a code":                 {"[[fault]]\nkind = \"error_status\"\ncode = 418\n", "line 3: code: 418 is none of the codes that there are; choose among 401"},
		"a code for nothing":     {"[[fault]]\nkind = \"hang\"\ncode = 500\n", "line 3: code: a fault of kind hang has no use for code"},
		"a latency of nothing":   {"[[fault]]\nkind = \"latency\"\n", "line 1: wait: a fault of kind latency needs a wait"},
		"a latency beyond":       {"[[fault]]\nkind = \"latency\"\nwait = \"5m\"\n", "line 3: wait: 5m is out of reach"},
		"a field":                {"[[fault]]\nkind = \"missing_field\"\n", "line 1: field: a fault of kind missing_field needs a field"},
		"an unknown field":       {"[[fault]]\nkind = \"missing_field\"\nfield = \"state\"\n", `line 3: field: "state" is none of those that there are; choose among id, status`},
		"no calls":               {"[[fault]]\nkind = \"hang\"\ncalls = 0\n", "line 3: calls: 0 is no whole number between 1"},
		"a table for a list":     {"[payment]\namount_fiat = \"1\"\n", "line 1: payment: this is no list"},
		"the first of many":      {"speed = -1\n" + sound + "after = \"x\"\n[[fault]]\n", "line 1: speed: "},
		"a large file":           {strings.Repeat("# more and more\n", 1<<17), "it is larger than 1024 KiB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sandbox.ReadScript(strings.NewReader(tt.script))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Fatalf("said %v, want %s", err, tt.want)
			}
			if !strings.Contains(err.Error(), "; ") || strings.ContainsAny(err.Error(), "\n\x1b\u202e") {
				t.Errorf("said %q, want one clean sentence with its remedy", err)
			}
		})
	}
}

func TestAnEmptyScriptIsASandboxLikeAnyOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := scripted(t, "")
		if in := retrieve(t, client(t, g), make25(t, g, "paid")); in.Status != kubepay.Paid || !in.CreatedAt.Equal(time.Now()) {
			t.Errorf("got %s, made at %v, want paid now", in.Status, in.CreatedAt)
		}
	})
}

// Without ids of their own payments get the same ones at each start, and so do the
// payments that are made meanwhile.
func TestTheIDsOfAScriptAreTheSameAtEachStart(t *testing.T) {
	ids := func(script string) []kubepay.ID {
		g := scripted(t, script)
		make25(t, g, "paid")
		return g.IDs()
	}
	first, second, other := ids(sound+sound), ids(sound+sound), ids("seed = 8\n"+sound+sound)
	for i := range 3 {
		if first[i] != second[i] || first[i] == other[i] {
			t.Errorf("payment %d is %s, %s, and with another seed %s", i, first[i], second[i], other[i])
		}
	}
}

// An id that is written keeps its payment, even where another would have been
// given it.
func TestAnIDThatIsWrittenIsKept(t *testing.T) {
	given := scripted(t, sound).IDs()[0]
	ids := scripted(t, sound+sound+"id = \""+string(given)+"\"\n").IDs()
	if ids[1] != given || ids[0] == given {
		t.Errorf("the ids are %s, want the second to be %s, and that alone", ids, given)
	}
}

// What a script leaves to the sandbox goes by the cards, as every payment does.
func TestAPaymentWithoutStepsLivesByItsCard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := scripted(t, strings.Replace(sound, "25.00", "25.02", 1)+"id = \"a\"\n"+sound+"id = \"b\"\nstep = []\n")
		c := client(t, g)
		time.Sleep(14 * time.Minute)
		if in := retrieve(t, c, "a"); in.Status != kubepay.Paid || len(in.Transactions) != 3 {
			t.Errorf("by its cents it is %s in %d, want paid in 3", in.Status, len(in.Transactions))
		}
		if in := retrieve(t, c, "b"); in.Status != kubepay.Pending {
			t.Errorf("with no steps at all it is %s, want pending", in.Status)
		}
	})
}
