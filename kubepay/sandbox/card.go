package sandbox

import (
	"net/http"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Card is a choice of what a payment will do, as a test card is: by the cents
// of its fiat amount, or by its name in the metadata.
type Card struct {
	Cents       int // 1 to 99; 0 for the card that all other cents choose
	Name        string
	Description string
	Life        Life
	Faults      []Fault
}

// Cards is the table, in the order in which it is to be read.
func Cards() []Card { return slices.Clone(cards) }

var cards = []Card{
	{0, "plain", "paid in full after a minute", plain, nil},
	{1, "paid", "paid at once", paidAtOnce, nil},
	{2, "three_parts", "partial in three payments, then paid", threeParts, nil},
	{3, "partial_expired", "partial, then expired", partialExpired, nil},
	{4, "expired", "expired, never touched", expired, nil},
	{5, "failed", "failed", failed, nil},
	{6, "overpaid", "paid with a quarter too much", overpaid, nil},
	{7, "late", "expired, then paid in full: the status stays expired", late, nil},
	{8, "moved", "the pay address moves after a part payment", moved, nil},
	{9, "taken_back", "paid, then taken back to partial", takenBack, nil},
	{11, "on_hold", "a status that the documentation does not name", held, nil},
	{12, "many", "paid in 200 transactions", many, nil},

	{51, "latency", "answers take five seconds", threeParts, during(Fault{Kind: Latency, Wait: 5 * time.Second})},
	{52, "throttled", "429 with Retry-After", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusTooManyRequests, Wait: 20 * time.Second})},
	{53, "error_500", "500 as HTML", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusInternalServerError})},
	{54, "error_502", "502 as HTML", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusBadGateway})},
	{55, "error_503", "503 as HTML", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusServiceUnavailable})},
	{56, "reset", "the connection is reset in mid-answer", threeParts, during(Fault{Kind: Reset})},
	{57, "dropped", "the connection ends in mid-answer", threeParts, during(Fault{Kind: Dropped})},
	{58, "hang", "no answer comes", threeParts, during(Fault{Kind: Hang})},
	{59, "drip", "answers drip in over some seconds", threeParts, during(Fault{Kind: Drip, Wait: time.Second})},
	{61, "cut_off", "the JSON stops half way", threeParts, during(Fault{Kind: CutOff})},
	{62, "wrong_types", "an amount is an array", threeParts, during(Fault{Kind: WrongTypes, Field: "amount_crypto"})},
	{63, "missing_field", "the status is missing", threeParts, during(Fault{Kind: MissingField, Field: "status"})},
	{64, "clock_off", "the gateway's clock is seven minutes ahead", threeParts, []Fault{{Kind: ClockOff, Wait: 7 * time.Minute}}},
	{65, "unauthorised", "the token is refused", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusUnauthorized})},
	{66, "forbidden", "the token may not see this payment", threeParts, during(Fault{Kind: ErrorStatus, Code: http.StatusForbidden})},
}

// during puts a fault between the first part payment of [threeParts] and the
// last: it begins after a good look, hides a change, and ends before paid.
func during(f Fault) []Fault {
	f.After, f.For = 90*time.Second, 4*time.Minute
	return []Fault{f}
}

func cardNamed(name string) (Card, bool) {
	i := slices.IndexFunc(cards, func(c Card) bool { return c.Name == name })
	if i < 0 {
		return Card{}, false
	}
	return cards[i], true
}

func cardFor(fiat decimal.Decimal) Card {
	cents := int(fiat.Shift(2).Mod(decimal.NewFromInt(100)).IntPart())
	i := slices.IndexFunc(cards, func(c Card) bool { return c.Cents == cents })
	return cards[max(i, 0)]
}
