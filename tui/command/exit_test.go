package command

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"testing"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
)

func TestExitCodes(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		want int
	}{
		{"done", nil, 0},
		{"a setting to mend", os.ErrPermission, 2},
		{"the disk is full", fmt.Errorf("add: %w", &ledger.Error{Kind: ledger.Full}), 1},
		{"another program holds the file", &ledger.Error{Kind: ledger.Busy}, 1},
		{"the file is damaged", &ledger.Error{Kind: ledger.Corrupt}, 1},
		{"the disk fails", &ledger.Error{Kind: ledger.Broken}, 1},
		{"another file is to be chosen", &ledger.Error{Kind: ledger.OtherGateway}, 2},
		{"the file is not there", &ledger.Error{Kind: ledger.Gone, Err: os.ErrNotExist}, 2},
		{"the file was taken away", &ledger.Error{Kind: ledger.Gone}, 1},
		{"what was asked for rightly failed", fmt.Errorf("export: %w", &ending{code: exitFailed}), 1},
		{"the gateway refused", fmt.Errorf("watch: %w", &kubepay.Error{Kind: kubepay.Unauthorised, Code: http.StatusUnauthorized}), 4},
		{"a payment was made that is not on the list", &ending{code: exitDone}, 0},
		{"a payment was made whose id was not printed", fmt.Errorf("new: %w", &ending{code: exitMade}), 5},
		{"something that was shown is not recorded", errors.Join(new(keeper.Unrecorded)), 6},
		{"a mistake stopped the screen", afterScreen(errors.New("a mistake in the program stopped it")), 1},
		{"the screen was left", afterScreen(nil), 0},
		{"something failed", unwell(1, false), 1},
		{"the gateway failed", fmt.Errorf("doctor: %w", unwell(2, true)), 4},
		{"the gateway was not reached", &kubepay.Error{Kind: kubepay.Unreachable}, 4},
		{"the payment ended otherwise", fmt.Errorf("wait: %w", &ending{code: exitFailed}), 1},
		{"the time was over", fmt.Errorf("wait: %w", &ending{code: exitOpen}), 3},
		{"the gateway did not say", fmt.Errorf("wait: %w", &ending{code: exitGateway}), 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ExitCode(test.err); got != test.want {
				t.Errorf("exit code %d, want %d", got, test.want)
			}
		})
	}
}
