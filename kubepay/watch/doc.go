// Package watch decides when to look at payments, looks, and hands on what was
// seen, one batch a frame. It knows nothing of what a payment means beyond
// whether it is still worth looking at, and nothing of screens.
//
// What it promises the gateway:
//   - From one look at a payment to the next there are at least 3 s, whatever is
//     called, and one payment has at most one request under way (KubePay's
//     documentation: at least 3 seconds between calls, 10 recommended).
//   - Looks are spread over the interval by a hash of the id, so that a thousand
//     payments are a steady trickle, at start too. Requests a second and requests
//     at once are bounded for the whole program.
//   - Retry-After is kept to the letter, up to a day. A gateway that is down, or that throttles
//     everybody, is asked by one look at a time, ever more slowly, until it answers.
//
// What it promises the program:
//   - Nothing stops it looking. The next look is scheduled before the request is
//     made, so that every way in which a look can end leaves one behind.
//   - A payment that fails, hangs or answers nonsense slows itself and no other.
//   - The recovery of the gateway is noticed within one interval.
//   - A status that ends a payment is handed on, however slowly batches are taken,
//     and a good answer never gives way to a later failure.
//   - The payment on show, and one that a person asks for, go before all others.
//
// Paid and failed payments are looked at once more, then rest. Expired ones are
// looked at slowly for a day, since money can arrive late, then rest.
//
// One timer drives it all. Due looks are released together every 50 ms, which
// costs a fraction of waking for each; a payment at rest or waiting is one small
// struct without goroutine or timer.
package watch
