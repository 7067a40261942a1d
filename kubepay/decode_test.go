package kubepay_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// read decodes a body that came from somewhere unknown, such as a file.
func read(body string) (kubepay.Intent, error) {
	return kubepay.Answer{Raw: []byte(body)}.Intent()
}

// with is the least answer, with more members.
func with(members string) string {
	if members != "" {
		members = ", " + members
	}
	return `{"id": "p1", "status": "pending"` + members + `}`
}

func TestReadsTheWholePayment(t *testing.T) {
	got, err := read(partial)
	if err != nil {
		t.Fatal(err)
	}
	want := kubepay.Intent{
		ID: payment, Status: kubepay.Partial, Token: "BTC", Currency: "EUR",
		CreatedAt:  time.Date(2026, 3, 1, 10, 0, 0, 123456000, time.UTC),
		UpdatedAt:  time.Date(2026, 3, 1, 9, 5, 0, 0, time.UTC),
		ExpiresAt:  time.Date(2026, 3, 1, 10, 15, 0, 0, time.UTC),
		PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		Fiat:       kubepay.Amount{Total: known("25"), Captured: known("10")},
		Crypto:     kubepay.Amount{Total: known("0.0004125"), Captured: known("0.000165")},
		Metadata:   []kubepay.Field{{Key: "order_id", Value: "1042"}, {Key: "table.number", Value: "7"}},
		Transactions: []kubepay.Transaction{{
			ID: "4f3c9a21", Received: decimal.RequireFromString("0.000165"),
			CreatedAt: time.Date(2026, 3, 1, 10, 4, 59, 0, time.UTC),
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func known(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

func TestReadsStatuses(t *testing.T) {
	for said, want := range map[string]kubepay.Status{
		`"paid"`:                                 kubepay.Paid,
		`{"value": "paid", "label": "Paid"}`:     kubepay.Paid,
		`{"label": "Paid!", "status": "paid"}`:   kubepay.Paid,
		`{"name": "paid", "id": 3}`:              kubepay.Paid,
		`{"code": "paid", "final": true}`:        kubepay.Paid,
		`{"state": "paid", "since": {"a": "b"}}`: kubepay.Paid,
		`"on_hold"`:                              "on_hold",
		`"\u001b[31mhold\u001b[0m"`:              "hold",
		`"PAID"`:                                 "PAID", // not the documented word
	} {
		in, err := read(`{"id": "p1", "status": ` + said + `}`)
		if err != nil || in.Status != want {
			t.Errorf("%s is read as %q, %v, want %q", said, in.Status, err, want)
		}
	}
}

func TestReadsAmountsExactly(t *testing.T) {
	for said, want := range map[string]string{
		`"0.000000000000000001"`:             "0.000000000000000001",
		`0.1`:                                "0.1",
		`123456789012345678901234567890.123`: "123456789012345678901234567890.123",
		`1.5e3`:                              "1500",
		`"1e-8"`:                             "0.00000001",
		`" 25.00 "`:                          "25",
		`".5"`:                               "0.5",
		`-0`:                                 "0",
		`null`:                               "unknown",
		`""`:                                 "unknown",
	} {
		in, err := read(with(`"amount_crypto": ` + said))
		got := "unknown"
		if in.Crypto.Total.Valid {
			got = in.Crypto.Total.Decimal.String()
		}
		if err != nil || got != want {
			t.Errorf("%s is read as %s, %v, want %s", said, got, err, want)
		}
	}
}

func TestTheGuidesNamesServeWhereTheSchemasAreAbsent(t *testing.T) {
	in, err := read(`{"intent_id": "p1", "status": "partial", "total_amount": "2", "partial_amount": 1, "amount_crypto": null}`)
	if err != nil || in.ID != "p1" || !cmp.Equal(in.Crypto, kubepay.Amount{Total: known("2"), Captured: known("1")}) {
		t.Errorf("read %+v, %v", in, err)
	}
	in, err = read(with(`"total_amount": "2", "amount_crypto": "3"`))
	if err != nil || in.Crypto.Total.Decimal.String() != "3" || in.Crypto.Captured.Valid {
		t.Errorf("read %+v, %v", in, err)
	}
}

func TestReadsTimes(t *testing.T) {
	want := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	for _, said := range []string{
		"2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000000Z", "2026-03-01T12:00:00+02:00", "2026-03-01T05:30:00-0430",
		"2026-03-01 10:00:00", "2026-03-01T10:00:00.000", "2026-03-01 11:00:00+01",
	} {
		in, err := read(with(`"expires_at": "` + said + `"`))
		if err != nil || !in.ExpiresAt.Equal(want) {
			t.Errorf("%s is read as %v, %v", said, in.ExpiresAt, err)
		}
	}
}

func TestReadsMetadataOfAnyShape(t *testing.T) {
	type fields = []kubepay.Field
	for said, want := range map[string]fields{
		`null`: nil,
		`{}`:   {},
		`{"b": 1, "a": {"y": [true, "z"], "x": null}}`: {{Key: "a.y.0", Value: "true"}, {Key: "a.y.1", Value: "z"}, {Key: "b", Value: "1"}},
		`["x", {"k": "v"}]`:                            {{Key: "0", Value: "x"}, {Key: "1.k", Value: "v"}},
		`"{\"order_id\": \"7\"}"`:                      {{Key: "order_id", Value: "7"}},
		`"Table 7"`:                                    {{Key: "metadata", Value: "Table 7"}},
		`"{broken"`:                                    {{Key: "metadata", Value: "{broken"}},
		`{"\u202ekey": "a\u001b[2Jb"}`:                 {{Key: "key", Value: "ab"}},
	} {
		in, err := read(with(`"metadata": ` + said))
		if diff := cmp.Diff(want, in.Metadata); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", said, err, diff)
		}
	}
}

func TestMetadataHasBoundsAndSaysSo(t *testing.T) {
	in, err := read(with(`"metadata": [` + strings.Repeat(`"`+strings.Repeat("x", 2000)+`",`, 99) + `1]`))
	if err != nil || len(in.Metadata) != 65 || len([]rune(in.Metadata[0].Value)) != 500 || !strings.HasSuffix(in.Metadata[0].Value, "…") || !in.Shortened() {
		t.Errorf("%d fields, %v", len(in.Metadata), err)
	}
	if diff := cmp.Diff(kubepay.Field{Key: kubepay.LeftOut, Value: "36 more left out"}, in.Metadata[len(in.Metadata)-1]); diff != "" {
		t.Errorf("the last field does not say what is missing:\n%s", diff)
	}
	in, err = read(with(`"metadata": ` + strings.Repeat(`{"a":`, 500) + `1` + strings.Repeat(`}`, 500)))
	if err != nil || len(in.Metadata) != 1 || in.Metadata[0].Key != "a.a.a.a.a.a.a.a" || !strings.HasSuffix(in.Metadata[0].Value, "…") {
		t.Errorf("deep metadata: %+v, %v", in.Metadata, err)
	}
	if in, err = read(with(`"metadata": {"a": 1, "b": "two"}`)); err != nil || in.Shortened() {
		t.Errorf("%+v, %v is said to be shortened", in.Metadata, err)
	}
}

func TestWhatAPaymentIsForIsFoundAmongManyFields(t *testing.T) {
	var many strings.Builder
	for i := range 500 {
		fmt.Fprintf(&many, `"a%d": {"x": %d, "y": [null, 1]}, `, i, i)
	}
	raw := with(`"metadata": {` + many.String() + `"description": "Two coffees", "order": "1042"}`)
	in, err := read(raw)
	if err != nil || in.Title() != "1042" || in.Meta("description") != "Two coffees" || in.Meta(kubepay.LeftOut) != "936 more left out" {
		t.Errorf("the title is %q, %q, %v", in.Title(), in.Meta(kubepay.LeftOut), err)
	}
	if all := kubepay.ReadMetadata([]byte(raw)); len(all) != 1002 || (kubepay.Intent{Metadata: all}).Meta("a499.y.1") != "1" {
		t.Errorf("in full there are %d fields", len(all))
	}
}

func TestMetadataInFullIsBoundedByTheAnswer(t *testing.T) {
	note := strings.Repeat("é\u200b ", 100_000)
	all := kubepay.ReadMetadata([]byte(with(`"metadata": {"note": "` + note + `"}`)))
	if len(all) != 1 || all[0].Value != strings.TrimRight(strings.ReplaceAll(note, "\u200b", ""), " ") {
		t.Errorf("%d fields, the first of %d bytes", len(all), len(all[0].Value))
	}
	wide := kubepay.ReadMetadata([]byte(with(`"metadata": {"` + strings.Repeat("k", 400_000) + `": [` + strings.Repeat("7,", 200_000) + `7]}`)))
	size := 0
	for _, f := range wide {
		size += len(f.Key) + len(f.Value)
	}
	if last := wide[len(wide)-1]; size > 5<<20 || last.Key != kubepay.LeftOut {
		t.Errorf("of a small answer %d bytes are made, the last of them %+v", size, last)
	}
	for _, none := range []string{``, `{`, `{"metadata": null}`, `{"id": "p1"}`, `[]`} {
		if got := kubepay.ReadMetadata([]byte(none)); got != nil {
			t.Errorf("%s holds %v", none, got)
		}
	}
}

func TestTransactionsStandInTheOrderOfTheirTimes(t *testing.T) {
	in, err := read(with(`"transactions": [
		{"received_amount": 2, "chain_transaction_id": "b", "created_at": "2026-03-01T10:02:00Z"},
		{"received_amount": "1", "chain_transaction_id": "a", "created_at": "2026-03-01T10:01:00Z"}]`))
	if err != nil || len(in.Transactions) != 2 || in.Transactions[0].ID != "a" || in.Transactions[1].ID != "b" {
		t.Errorf("read %+v, %v", in.Transactions, err)
	}
	for said, absent := range map[string]bool{`"transactions": null`: true, `"payment_log": null`: true, `"transactions": []`: false} {
		in, err := read(with(said))
		if err != nil || (in.Transactions == nil) != absent {
			t.Errorf("%s is read as %#v, %v", said, in.Transactions, err)
		}
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	entry := `{"received_amount": "1", "chain_transaction_id": "a", "created_at": "2026-03-01T10:01:00Z"}`
	for name, c := range map[string]struct{ body, field string }{
		"amount of letters":       {with(`"amount_fiat": "much"`), "amount_fiat"},
		"amount not a number":     {with(`"amount_fiat": "NaN"`), "amount_fiat"},
		"amount without end":      {with(`"amount_crypto": "Infinity"`), "amount_crypto"},
		"amount below zero":       {with(`"amount_captured_fiat": "-1.00"`), "amount_captured_fiat"},
		"amount of gigabytes":     {with(`"amount_crypto": 1e400000000`), "amount_crypto"},
		"amount with grouping":    {with(`"amount_fiat": "1,000.00"`), "amount_fiat"},
		"amount of many digits":   {with(`"amount_fiat": "` + strings.Repeat("9", 81) + `"`), "amount_fiat"},
		"amount as object":        {with(`"amount_crypto": {"value": "1"}`), "amount_crypto"},
		"amount as truth":         {with(`"amount_crypto": true`), "amount_crypto"},
		"the guide's amount":      {with(`"partial_amount": "x"`), "partial_amount"},
		"time of words":           {with(`"expires_at": "soon"`), "expires_at"},
		"time as number":          {with(`"expires_at": 1772359200`), "expires_at"},
		"address as list":         {with(`"pay_address": ["a"]`), "pay_address"},
		"address without end":     {with(`"pay_address": "` + strings.Repeat("a", 300) + `"`), "pay_address"},
		"no status":               {`{"id": "p1"}`, "status"},
		"status null":             {`{"id": "p1", "status": null}`, "status"},
		"status invisible":        {`{"id": "p1", "status": "\u200b"}`, "status"},
		"status as list":          {`{"id": "p1", "status": ["paid"]}`, "status"},
		"status of two words":     {`{"id": "p1", "status": {"a": "paid", "b": "pending"}}`, "status"},
		"no id":                   {`{"status": "paid"}`, "id"},
		"id with a slash":         {`{"id": "a/b", "status": "paid"}`, "id"},
		"transactions as object":  {with(`"transactions": {}`), "transactions"},
		"transaction of nothing":  {with(`"transactions": [{"chain_transaction_id": "a"}]`), "transactions"},
		"transaction's amount":    {with(`"transactions": [` + entry + `, {"received_amount": "x"}]`), "transactions/1/received_amount"},
		"too many transactions":   {with(`"transactions": [` + strings.Repeat(`{"received_amount":1},`, 10_000) + entry + `]`), "transactions"},
		"address twice":           {with(`"pay_address": "a", "pay_address": "b"`), "pay_address"},
		"twice under another hat": {with(`"pay_address": "a", "pay\u005faddress": "b"`), "pay_address"},
		"cut off":                 {`{"id": "p1", "status": "pai`, ""},
		"more behind it":          {with("") + `{}`, ""},
		"a list":                  {`[]`, ""},
		"nothing":                 {``, ""},
		"nested without end":      {with(`"x": ` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := read(c.body)
			var e *kubepay.Error
			if !errors.As(err, &e) || e.Kind != kubepay.Unreadable || !strings.HasPrefix(e.Field, c.field) || c.field == "" && e.Field != "" {
				t.Fatalf("read %+v with error %v (field %q), want one that blames %q", in, err, e.Field, c.field)
			}
			if c.field != "" && !strings.Contains(e.Error(), c.field) {
				t.Errorf("%q does not name %s", e, c.field)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(partial))
	f.Add([]byte(usual))
	f.Add([]byte(with(`"amount_fiat": 1e-60, "metadata": "[[1],{\"a\":null}]", "transactions": [null]`)))
	f.Add([]byte(`{"reference": 7, "status": {"x": "paid"}, "metadata": "\ud800\u001b]0;"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		in, err := kubepay.Answer{Raw: body}.Intent()
		if err != nil {
			var e *kubepay.Error
			if !errors.As(err, &e) || e.Kind != kubepay.Unreadable || kubepay.Clean(err.Error(), 1000) != err.Error() {
				t.Errorf("error %q", err)
			}
			return
		}
		if _, err := kubepay.ParseID(string(in.ID)); err != nil || in.Status == "" {
			t.Errorf("read id %q and status %q", in.ID, in.Status)
		}
		said := []string{string(in.Status), string(in.Token), string(in.Currency), string(in.PayAddress)}
		for _, m := range in.Metadata {
			said = append(said, m.Key, m.Value)
		}
		for _, m := range kubepay.ReadMetadata(body) {
			if kubepay.Clean(m.Key, 1<<20) != m.Key || kubepay.Clean(m.Value, 1<<20) != m.Value {
				t.Errorf("%q is not clean", m)
			}
		}
		for _, tx := range in.Transactions {
			said = append(said, string(tx.ID))
		}
		for _, s := range said {
			if kubepay.Clean(s, 1000) != s {
				t.Errorf("%q is not clean", s)
			}
		}
		for _, a := range []kubepay.Amount{in.Fiat, in.Crypto} {
			if a.Total.Decimal.IsNegative() || a.Captured.Decimal.IsNegative() || len(a.Total.Decimal.String()) > 200 {
				t.Errorf("read amount %+v", a)
			}
		}
		if again := kubepay.Changes(&in, in); len(again) != 0 {
			t.Errorf("the same answer twice changes %v", again)
		}
	})
}
