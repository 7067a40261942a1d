package kubepay_test

import (
	"testing"

	"paywatch/kubepay"
)

// BenchmarkDecode reads an answer of 1 KB with three transactions, as a look
// does whose answer has changed.
func BenchmarkDecode(b *testing.B) {
	answer := kubepay.Answer{Raw: []byte(usual)}
	b.SetBytes(int64(len(usual)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := answer.Intent(); err != nil {
			b.Fatal(err)
		}
	}
}

// usual is an answer of the usual size.
const usual = `{"id":"7f9c24e8-3b12-4e5d-9a77-1c0e5d2b6f41","status":"partial","token":"BTC","currency":"EUR",` +
	`"created_at":"2026-03-01T10:00:00.123456Z","updated_at":"2026-03-01T10:05:00.654321Z","expires_at":"2026-03-01T10:15:00.000000Z",` +
	`"pay_address":"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq","amount_fiat":"25.00","amount_crypto":"0.000412500000000",` +
	`"amount_captured_fiat":"10.00","amount_captured_crypto":"0.000165000000000",` +
	`"metadata":{"order_id":"1042","table":"7","note":"terrace"},"transactions":[` +
	`{"received_amount":"0.000065000000000","chain_transaction_id":"4f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:02:11.000001Z"},` +
	`{"received_amount":"0.000050000000000","chain_transaction_id":"5f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:03:12.000002Z"},` +
	`{"received_amount":"0.000050000000000","chain_transaction_id":"6f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:04:13.000003Z"}],` +
	`"payment_log":{"entries":[]}}`
