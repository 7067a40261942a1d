package sandbox_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

const coffee = `{"amount_fiat": "9.80", "amount_crypto": "0.07", "token": "SOL", "currency": "EUR", "metadata": {"order": "☕ <2> 🥐", "n": 1.50}}`

func post(t testing.TB, g *sandbox.Gateway, kind, body string) result {
	t.Helper()
	header := bearer(sandbox.Token(time.Now()))
	header.Set("Content-Type", kind)
	return ask(t, g, "POST", payments, header, body)
}

func TestACreateEchoesItsFieldsAndAddsTheID(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	r := post(t, g, "application/json; charset=utf-8", coffee)
	id, _ := fields(t, r)["id"].(string)
	want(t, r, 201, `{"amount_crypto":"0.070000000000000","amount_fiat":"9.80","currency":"EUR","id":"`+id+
		`","metadata":{"n":1.50,"order":"☕ <2> 🥐"},"token":"SOL"}`)
	if len(id) != 36 || id[14] != '4' {
		t.Errorf("the id %q is no UUID of version 4", id)
	}
	in := retrieve(t, client(t, g), kubepay.ID(id))
	if in.Title() != "☕ <2> 🥐" || in.Status != kubepay.Pending || in.Crypto.Total.Decimal.String() != "0.07" {
		t.Errorf("got %+v", in)
	}
}

func TestTheIDStandsWhereTheMetadataChooses(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	for _, shape := range []string{"id", "intent_id", "reference", "none"} {
		body := strings.Replace(coffee, `"n": 1.50`, `"sandbox_id": "`+shape+`"`, 1)
		got := fields(t, post(t, g, "application/json", body))
		for _, field := range []string{"id", "intent_id", "reference"} {
			if _, ok := got[field]; ok != (field == shape) {
				t.Errorf("%s: the answer is %v", shape, got)
			}
		}
	}
}

func TestWhatACreateLacksIsSaidByField(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	const sale = `{"amount_fiat":"1.00","token":"BTC","currency":"EUR",`
	for _, tt := range []struct{ name, kind, body, want string }{
		{"nothing", "", "", `{"amount_fiat":["This field is required."],"currency":["This field is required."],"token":["This field is required."]}`},
		{"no number", "application/json", `{"amount_fiat":"ten","token":"BTC","currency":"EUR"}`, `{"amount_fiat":["A valid number is required."]}`},
		{"empty number", "application/json", `{"amount_fiat":".","token":"BTC","currency":"EUR"}`, `{"amount_fiat":["A valid number is required."]}`},
		{"below zero", "application/json", `{"amount_fiat":-1,"token":"BTC","currency":"EUR"}`, `{"amount_fiat":["A valid number is required."]}`},
		{"too fine", "application/json", `{"amount_fiat":"1.005","token":"BTC","currency":"EUR"}`, `{"amount_fiat":["Ensure that there are no more than 2 decimal places."]}`},
		{"too long", "application/json", `{"amount_fiat":"123456789012345678","token":"BTC","currency":"EUR"}`, `{"amount_fiat":["Ensure that there are no more than 17 digits before the decimal point."]}`},
		{"too fine a coin", "application/json", sale + `"amount_crypto":"0.0000000000000001"}`, `{"amount_crypto":["Ensure that there are no more than 15 decimal places."]}`},
		{"null", "application/json", sale + `"metadata":null}`, `{"metadata":["This field may not be null."]}`},
		{"metadata no object", "application/json", sale + `"metadata":[]}`, `{"metadata":["Expected a dictionary of items."]}`},
		{"no such card", "application/json", sale + `"metadata":{"sandbox":"joker"}}`, `{"metadata":["\"sandbox\": \"joker\" is not the name of a test card."]}`},
		{"blank token", "application/json", `{"amount_fiat":"1","token":" ","currency":"EUR"}`, `{"token":["This field may not be blank."]}`},
		{"token no string", "application/json", `{"amount_fiat":"1","token":7,"currency":"EUR"}`, `{"token":["Not a valid string."]}`},
		{"other currency", "application/json", `{"amount_fiat":"1","token":"BTC","currency":"GBP"}`, `{"currency":["\"GBP\" is not a valid choice."]}`},
		{"no object", "application/json", `[]`, `{"non_field_errors":["Invalid data. Expected a dictionary."]}`},
		{"no JSON", "application/json", `{`, `{"detail":"JSON parse error - unexpected EOF"}`},
		{"two values", "application/json", `{} {}`, `{"detail":"JSON parse error - Extra data"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want(t, post(t, g, tt.kind, tt.body), 400, tt.want)
		})
	}
	want(t, post(t, g, "text/plain", coffee), 415, `{"detail":"Unsupported media type \"text/plain\" in request."}`)
	isPage(413)(t, post(t, g, "application/json", `"`+strings.Repeat("x", 1<<20)+`"`))
}

// One amount is enough: the other follows from the sandbox's rates.
func TestTheOtherAmountIsPriced(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	for _, tt := range []struct {
		sale         kubepay.Sale
		fiat, crypto string
	}{
		{kubepay.Sale{AmountFiat: "25.00", Token: "BTC", Currency: "EUR"}, "25", "0.00041667"},
		{kubepay.Sale{AmountFiat: "108.00", Token: "btc", Currency: "USD"}, "108", "0.00166667"},
		{kubepay.Sale{AmountCrypto: "2", Token: "LTC", Currency: "EUR"}, "150", "2"},
		{kubepay.Sale{AmountFiat: "9.20", Token: "USDT_TRC20", Currency: "EUR"}, "9.2", "10"},
	} {
		answer, err := client(t, g).Create(t.Context(), tt.sale)
		if err != nil {
			t.Fatal(err)
		}
		made, err := answer.Intent()
		if err != nil {
			t.Fatal(err)
		}
		in := retrieve(t, client(t, g), made.ID)
		if fiat, crypto := in.Fiat.Total.Decimal.String(), in.Crypto.Total.Decimal.String(); fiat != tt.fiat || crypto != tt.crypto {
			t.Errorf("%+v: %s and %s, want %s and %s", tt.sale, fiat, crypto, tt.fiat, tt.crypto)
		}
	}
}

// A merchant may price more finely than the coin can be divided: paid is paid.
func TestAFineAmountIsPaidToTheLastDigit(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	id, err := g.Create(kubepay.Sale{AmountFiat: "25.01", AmountCrypto: "0.000416833333333", Token: "BTC", Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	if in := retrieve(t, client(t, g), id); !in.Crypto.Captured.Decimal.Equal(in.Crypto.Total.Decimal) {
		t.Errorf("paid with %s of %s", in.Crypto.Captured.Decimal, in.Crypto.Total.Decimal)
	}
}

func TestTheCentsChooseTheCard(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	c := client(t, g)
	for fiat, status := range map[string]kubepay.Status{"7.01": kubepay.Paid, "1234.01": kubepay.Paid, "7.00": kubepay.Pending, "7.04": kubepay.Pending, "7.1": kubepay.Pending} {
		id, err := g.Create(kubepay.Sale{AmountFiat: fiat, Token: "BTC", Currency: "EUR"})
		if err != nil {
			t.Fatal(err)
		}
		if got := retrieve(t, c, id).Status; got != status {
			t.Errorf("%s: %s, want %s", fiat, got, status)
		}
	}
}

func TestTheTableOfCardsIsSound(t *testing.T) {
	cents, names := map[int]bool{}, map[string]bool{}
	for _, card := range sandbox.Cards() {
		if cents[card.Cents] || names[card.Name] || card.Cents < 0 || card.Cents > 99 || card.Name == "" || card.Description == "" {
			t.Errorf("the card %+v is there twice, or lacks something", card)
		}
		cents[card.Cents], names[card.Name] = true, true
	}
}

func TestOneSeedMakesTheSameIDs(t *testing.T) {
	first := func(seed uint64) kubepay.ID { return make25(t, sandbox.New(sandbox.Options{Seed: seed}), "paid") }
	one, again, two := first(1), first(1), first(2)
	if one != again || one == two {
		t.Errorf("seed 1 makes %s and %s, seed 2 makes %s", one, again, two)
	}
}

func TestASaleThatTheGatewayRefusesIsNoPayment(t *testing.T) {
	g := sandbox.New(sandbox.Options{})
	_, err := g.Create(kubepay.Sale{AmountFiat: "1.00", Token: "BTC", Currency: "GBP", Metadata: map[string]any{"sandbox": "joker"}})
	if err == nil || !strings.Contains(err.Error(), "currency") || !strings.Contains(err.Error(), "joker") {
		t.Errorf("got %v, want both fields named", err)
	}
}

// Whatever is posted, the answer is a payment that can be looked at, a refusal
// in JSON, or the page of a proxy.
func FuzzCreate(f *testing.F) {
	f.Add("application/json", coffee)
	f.Add("application/json", `{"amount_fiat": 1e3, "token": "BTC", "currency": ["EUR"], "metadata": {"sandbox": {}}}`)
	f.Add("application/json", `{"amount_crypto": "0", "token": "XMR", "currency": "USD", "metadata": {"sandbox_id": 5}}`)
	f.Add("text/html;;", "\xff")
	f.Fuzz(func(t *testing.T, kind, body string) {
		g := sandbox.New(sandbox.Options{})
		req, err := http.NewRequestWithContext(context.Background(), "POST", "https://gateway.example"+payments, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = bearer(sandbox.Token(time.Now()))
		req.Header["Content-Type"] = []string{kind}
		res, err := g.Transport().RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		var made struct{ ID kubepay.ID }
		switch res.StatusCode {
		case 201:
			if err := json.Unmarshal(text, &made); err != nil {
				t.Fatal(err)
			}
			if made.ID != "" {
				fields(t, get(context.Background(), "https://gateway.example", g.Transport(), made.ID))
			}
		case 400, 415:
			if !json.Valid(text) {
				t.Errorf("%d with %q", res.StatusCode, text)
			}
		case 413:
		default:
			t.Errorf("%d with %q", res.StatusCode, text)
		}
	})
}
