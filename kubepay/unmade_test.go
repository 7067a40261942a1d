package kubepay

import "testing"

func TestOnlyWhatIsCertainIsUnmade(t *testing.T) {
	for _, test := range []struct {
		err  Error
		want bool
	}{
		{Error{Kind: Refused, Unsent: true, Field: "token"}, true},
		{Error{Kind: Refused, Code: 400}, true},
		{Error{Kind: Refused, Code: 301}, true},
		{Error{Kind: Refused, Code: 302}, false},
		{Error{Kind: Refused, Code: 303}, false},
		{Error{Kind: Unauthorised, Code: 401}, true},
		{Error{Kind: Throttled, Code: 429}, true},
		{Error{Kind: Unreachable, Unsent: true}, true},
		{Error{Kind: Unreachable}, false},
		{Error{Kind: Broken, Code: 502}, false},
		{Error{Kind: Unreadable, Code: 201}, false},
		{Error{Kind: "new"}, false},
	} {
		if got := test.err.Unmade(); got != test.want {
			t.Errorf("%+v: %v, want %v", test.err, got, test.want)
		}
	}
}
