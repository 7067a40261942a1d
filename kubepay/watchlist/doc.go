// Package watchlist is what is being watched, as it is looked at: the entries
// with their last good state and what happened to each, in an order, through a
// filter, with counts and totals.
//
// It is pure data for one goroutine: no I/O, no clock, no colours. Time comes in
// with the observations and with the questions that need it. What one
// observation costs does not grow with the number of payments, but for moving a
// run of pointers when its place in the order changes.
package watchlist
