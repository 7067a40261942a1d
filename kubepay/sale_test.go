package kubepay_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

var sale = kubepay.Sale{AmountFiat: "25.00", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"order_id": "1042"}}

func TestCreateAPayment(t *testing.T) {
	for name, said := range map[string]string{
		"as retrieve has it": `{"id": "p1", "status": "pending", "amount_fiat": "25.00"}`,
		"as the guide does":  `{"intent_id": "p1", "amount_fiat": "25.00"}`,
		"older still":        `{"reference": "p1", "amount_fiat": 25}`,
	} {
		t.Run(name, func(t *testing.T) {
			g := gateway(t, func(w http.ResponseWriter, r *http.Request) {
				var got map[string]any
				if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
					t.Error(err)
				}
				want := map[string]any{"amount_fiat": "25.00", "token": "BTC", "currency": "EUR", "metadata": map[string]any{"order_id": "1042"}}
				if diff := cmp.Diff(want, got); diff != "" || r.Method != http.MethodPost || r.URL.Path != "/api/gateway/payments/" ||
					r.Header.Get("Authorization") != "Bearer "+secret || r.Header.Get("Content-Type") != "application/json" {
					t.Errorf("%s %s %v (-want +got)\n%s", r.Method, r.URL, r.Header, diff)
				}
				w.WriteHeader(http.StatusCreated)
				_, _ = io.WriteString(w, said)
			})
			answer, err := g.Create(t.Context(), sale)
			if err != nil {
				t.Fatal(err)
			}
			if in, err := answer.Intent(); err != nil || in.ID != "p1" || in.Fiat.Total.Decimal.String() != "25" {
				t.Errorf("read %+v, %v", in, err)
			}
		})
	}
}

func TestACreateWithoutIDShowsWhatCameBack(t *testing.T) {
	g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"amount_fiat": "25.00", "token": "BTC"}`)
	})
	answer, err := g.Create(t.Context(), sale)
	if err != nil {
		t.Fatal(err)
	}
	_, err = answer.Intent()
	if e := failure(t, err); e.Kind != kubepay.Unreadable || e.Field != "id" || !strings.Contains(e.Error(), `{"amount_fiat": "25.00", "token": "BTC"}`) {
		t.Errorf("got %v", e)
	}
}

func TestAnAmountThatIsTooLongIsToldSo(t *testing.T) {
	for amount, want := range map[string]string{
		"123456789012345678.90": "more than 17 digits before the point",
		"1.001":                 "at most 2 decimals",
		"00":                    "above zero",
	} {
		s := sale
		s.AmountFiat = amount
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is refused with %v, want %q", amount, err, want)
		}
	}
}

func TestSalesAreCheckedBeforeTheyAreSent(t *testing.T) {
	change := func(f func(*kubepay.Sale)) kubepay.Sale {
		s := sale
		f(&s)
		return s
	}
	for name, c := range map[string]struct {
		sale  kubepay.Sale
		field string
	}{
		"good":                          {sale, ""},
		"good in coins":                 {change(func(s *kubepay.Sale) { s.AmountFiat, s.AmountCrypto = "", "0.000000000000001" }), ""},
		"largest":                       {change(func(s *kubepay.Sale) { s.AmountFiat = "12345678901234567.89" }), ""},
		"no amount":                     {change(func(s *kubepay.Sale) { s.AmountFiat = "" }), "amount_fiat"},
		"three decimals":                {change(func(s *kubepay.Sale) { s.AmountFiat = "1.001" }), "amount_fiat"},
		"a comma":                       {change(func(s *kubepay.Sale) { s.AmountFiat = "1,50" }), "amount_fiat"},
		"below zero":                    {change(func(s *kubepay.Sale) { s.AmountFiat = "-1" }), "amount_fiat"},
		"nothing":                       {change(func(s *kubepay.Sale) { s.AmountFiat = "0.00" }), "amount_fiat"},
		"a point":                       {change(func(s *kubepay.Sale) { s.AmountFiat = "." }), "amount_fiat"},
		"a line end":                    {change(func(s *kubepay.Sale) { s.AmountFiat = "1\n" }), "amount_fiat"},
		"16 decimals":                   {change(func(s *kubepay.Sale) { s.AmountCrypto = "0.1234567890123456" }), "amount_crypto"},
		"exponent":                      {change(func(s *kubepay.Sale) { s.AmountCrypto = "1e3" }), "amount_crypto"},
		"no coin":                       {change(func(s *kubepay.Sale) { s.Token = "" }), "token"},
		"coin out of sight":             {change(func(s *kubepay.Sale) { s.Token = "B\u200bTC" }), "token"},
		"no coin, and another currency": {change(func(s *kubepay.Sale) { s.Token, s.Currency = "", "GBP" }), "currency"},
		"another currency":              {change(func(s *kubepay.Sale) { s.Currency = "GBP" }), "currency"},
		"metadata that is no JSON": {
			change(func(s *kubepay.Sale) { s.Metadata = map[string]any{"f": func() {}} }), "metadata",
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := gateway(t, func(w http.ResponseWriter, _ *http.Request) {
				if c.field != "" {
					t.Error("it was sent")
				}
				_, _ = io.WriteString(w, `{"id": "p1"}`)
			})
			_, err := g.Create(t.Context(), c.sale)
			if c.field == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if e := failure(t, err); e.Field != c.field || !e.Unsent || !strings.Contains(e.Error(), c.field) {
				t.Errorf("got %+v, want %s to blame", e, c.field)
			}
		})
	}
}
