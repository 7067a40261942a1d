// Package tui is the screen: one Bubble Tea model and its panes.
//
// The model owns all state, and only Update changes it. Panes are plain structs
// with verbs: they keep a selection, a scroll position and their rendered lines,
// never a copy of a payment, which lives in the watchlist alone.
// What changes together stands together in the model, in structs that know nothing
// of one another, such as [condition], [takenOff] and [herald].
//
// Two sources recur: the batch of observations, for which one command waits on
// the engine, and the clock, once a second. Everything else is a key, the mouse
// or the terminal. Time is data: it enters with the clock and with the batch, and
// no pane asks for it.
//
// Panes are rendered when something that they show has changed, at the end of
// Update. View hands over what is ready: it reads no clock, does no I/O and changes
// nothing.
package tui
