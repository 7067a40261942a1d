package keeper

import (
	"errors"

	"paywatch/kubepay"
)

// failure is why a look failed, here or with the leader: for people with the
// remedy, and for programs.
type failure struct {
	why  string
	kind kubepay.ErrorKind // "" where it is none of the gateway's
}

func failed(err error) failure {
	if heard, ok := errors.AsType[failure](err); ok {
		return heard
	}
	e, ok := errors.AsType[*kubepay.Error](err)
	if !ok {
		return failure{why: why(err)}
	}
	f := failure{e.Reason(), e.Kind}
	if r := e.Remedy(); r != "" {
		f.why += "; " + r
	}
	return f
}

// Error is what the leader said.
func (f failure) Error() string { return f.why }

// KindOf sorts why a look failed, whoever made it; "" where that is no failure of
// the gateway's, or the leader does not say.
func KindOf(err error) kubepay.ErrorKind {
	if err == nil {
		return ""
	}
	return failed(err).kind
}
