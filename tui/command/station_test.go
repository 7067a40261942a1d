//go:build !windows

package command_test

import (
	"strings"
	"testing"
)

// Several tills sell, and each one's display shows its own sales: so a sale says
// at which it was made, unless its metadata does.
func TestASaleCarriesTheNameOfItsTill(t *testing.T) {
	url, _ := sandboxWith(t)
	o := account(t, url, sandboxToken, "PAYWATCH_STATION=front")
	for _, sale := range []struct {
		args []string
		want string
	}{
		{nil, `"station": "front"`},
		{[]string{"--station", "bar"}, `"station": "bar"`},
		{[]string{"--meta", "station=garden"}, `"station": "garden"`},
	} {
		id := strings.TrimSpace(does(t, o.Env, append([]string{"new", "12.50", "--token", "BTC"}, sale.args...)...))
		if raw := does(t, o.Env, "show", id, "--raw"); !strings.Contains(strings.ReplaceAll(raw, `":"`, `": "`), sale.want) {
			t.Errorf("%v: %s", sale.args, raw)
		}
	}
}
