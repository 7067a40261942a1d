// Package ledger keeps what was seen: the list of watched payments, the last
// good answer about each, every change in the order in which it was observed,
// and what is owed to whoever wants to be told. It is one SQLite file, which
// several programs may share. It knows nothing of the network and of screens.
//
// What is recorded is the answer of each good look, raw, with the changes that it
// brought. A payment's state is its latest answer, read again, with the details
// that only earlier answers had. What people search and add up by follows from
// that and is brought up to date later, never while recording.
//
// What it promises: once [Ledger.Record] has returned, what it was given
// survives the end of the program and of the machine, whole or not at all. What
// cannot be kept is an [Error] that says why; nothing is ever overwritten.
package ledger
