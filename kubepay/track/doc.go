// Package track knows of each payment what the last good look said of it, and
// tells what each further look changes. It is where events come from: the screen
// shows them, and the ledger keeps them.
//
// It is pure data for one goroutine. Looks may come in any order, and some twice:
// what is known never gives way to what an older look says.
package track
