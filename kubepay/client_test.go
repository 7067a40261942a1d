package kubepay_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"paywatch/kubepay"
)

const (
	payment = "7f9c24e8-3b12-4e5d-9a77-1c0e5d2b6f41"
	secret  = "eyJhbGciOiJIUzI1NiJ9.eyJzaG9wIjo3fQ.c2lnbmF0dXJl"
)

// gateway serves as KubePay would; its client has the token.
func gateway(t *testing.T, serve http.HandlerFunc) *kubepay.Client {
	t.Helper()
	server := httptest.NewServer(serve)
	t.Cleanup(server.Close)
	return client(t, server.URL)
}

func client(t *testing.T, base string) *kubepay.Client {
	t.Helper()
	c, err := kubepay.New(base, kubepay.Options{JWT: secret, Version: "1.2.3"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

const partial = `{
  "id": "` + payment + `", "status": "partial", "token": "BTC", "currency": "EUR",
  "created_at": "2026-03-01T10:00:00.123456Z", "updated_at": "2026-03-01T10:05:00+01:00",
  "expires_at": "2026-03-01T10:15:00Z", "pay_address": "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
  "amount_fiat": "25.00", "amount_crypto": "0.00041250",
  "amount_captured_fiat": "10.00", "amount_captured_crypto": "0.00016500",
  "metadata": {"order_id": "1042", "table": {"number": 7}},
  "transactions": [{"received_amount": "0.00016500", "chain_transaction_id": "4f3c9a21", "created_at": "2026-03-01T10:04:59Z"}],
  "payment_log": {}
}`

func TestLookAtAPayment(t *testing.T) {
	var got *http.Request
	c := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		_, _ = w.Write([]byte(partial))
	})
	answer, err := c.Retrieve(t.Context(), payment)
	if err != nil {
		t.Fatal(err)
	}
	in, err := answer.Intent()
	if err != nil {
		t.Fatal(err)
	}
	if in.Status != kubepay.Partial || in.Title() != "1042" || in.Crypto.Missing().Decimal.String() != "0.0002475" {
		t.Errorf("read %+v", in)
	}
	if string(answer.Raw) != partial || answer.Date.IsZero() {
		t.Error("the answer is not kept as it came, with the gateway's clock")
	}
	if got.URL.Path != "/api/gateway/payments/"+payment+"/" ||
		got.Header.Get("Authorization") != "Bearer "+secret || got.UserAgent() != "paywatch/1.2.3" {
		t.Errorf("asked %s with %v", got.URL, got.Header)
	}
}

func TestPublicLookNeverSendsTheToken(t *testing.T) {
	var got *http.Request
	c := gateway(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		_, _ = w.Write([]byte(partial))
	})
	if _, err := c.RetrievePublic(t.Context(), payment); err != nil {
		t.Fatal(err)
	}
	if got.URL.Path != "/api/gateway/payments/"+payment+"/public/" {
		t.Errorf("asked for %s", got.URL.Path)
	}
	if sent := got.Header.Get("Authorization"); sent != "" {
		t.Errorf("sent %q", sent)
	}
}
