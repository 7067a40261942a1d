package sandbox

import (
	"time"

	"paywatch/kubepay"
)

// onHold is a status that the documentation does not name.
const onHold kubepay.Status = "on_hold"

const (
	expiry = 15 * time.Minute
	half   = 30 * time.Second
)

// The lives. Steps lie half a minute apart at least, except where the point is
// how fast they come.
var (
	plain = Life{Expires: expiry, Steps: []Step{
		{At: time.Minute, Receive: whole, Status: kubepay.Paid},
	}}
	paidAtOnce = Life{Expires: expiry, Steps: []Step{
		{At: 0, Receive: whole, Status: kubepay.Paid},
	}}
	threeParts = Life{Expires: expiry, Steps: []Step{
		{At: 1 * time.Minute, Receive: 400, Status: kubepay.Partial},
		{At: 3 * time.Minute, Receive: 350},
		{At: 6 * time.Minute, Receive: 250, Status: kubepay.Paid},
	}}
	partialExpired = Life{Expires: 12 * time.Minute, Steps: []Step{
		{At: 2 * time.Minute, Receive: 300, Status: kubepay.Partial},
		{At: 12 * time.Minute, Status: kubepay.Expired},
	}}
	expired = Life{Expires: expiry, Steps: []Step{
		{At: expiry, Status: kubepay.Expired},
	}}
	failed = Life{Expires: expiry, Steps: []Step{
		{At: 4 * time.Minute, Status: kubepay.Failed},
	}}
	overpaid = Life{Expires: expiry, Steps: []Step{
		{At: 2 * time.Minute, Receive: 1250, Status: kubepay.Paid},
	}}
	late = Life{Expires: 9 * time.Minute, Steps: []Step{
		{At: 9 * time.Minute, Status: kubepay.Expired},
		{At: 9*time.Minute + half, Receive: whole},
	}}
	moved = Life{Expires: expiry, Steps: []Step{
		{At: 1 * time.Minute, Receive: 400, Status: kubepay.Partial},
		{At: 3 * time.Minute, Move: true},
		{At: 7 * time.Minute, Receive: 600, Status: kubepay.Paid},
	}}
	// Paid for as long as it is from one look to the next, ten seconds and in the
	// demo three: one look sees it paid, and the look that is to confirm it sees it
	// taken back.
	takenBack = Life{Expires: expiry, Steps: []Step{
		{At: 1 * time.Minute, Receive: 400, Status: kubepay.Partial},
		{At: 2 * time.Minute, Receive: 600, Status: kubepay.Paid, Lasts: lookGap},
		{At: 2*time.Minute + 10*time.Second, TakeBack: true, Status: kubepay.Partial},
		{At: expiry, Status: kubepay.Expired},
	}}
	held = Life{Expires: expiry, Steps: []Step{
		{At: 1 * time.Minute, Receive: 500, Status: kubepay.Partial},
		{At: 3 * time.Minute, Status: onHold},
		{At: 7 * time.Minute, Receive: 500, Status: kubepay.Paid},
	}}
	many = Life{Expires: expiry, Steps: manySteps(200)}
)

// manySteps pays the total in n equal transactions, three seconds apart.
func manySteps(n int) []Step {
	steps := make([]Step, n)
	for i := range steps {
		steps[i] = Step{
			At:      half + time.Duration(i)*3*time.Second,
			Receive: whole / n,
			Status:  kubepay.Partial,
		}
	}
	steps[n-1].Status = kubepay.Paid
	return steps
}
