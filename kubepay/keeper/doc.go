// Package keeper joins the watching and the ledger. What it hands on is recorded
// first, and what was recorded before is handed on at the start. It is what the
// screen watches.
//
//	watch.Engine ─▶ track.Tracker ─▶ ledger.Record ─▶ Keeper.Next ─▶ the screen
//	                                      ▲
//	                other programs on the same file, twice a second
//
// What it promises:
//   - What is handed on as recorded survives the end of the program and of the
//     machine. A batch is one transaction.
//   - A ledger that fails stops nothing: what was seen is handed on all the same,
//     with the word that it is not recorded, and written as soon as it can be,
//     with the times at which it was seen.
//   - Of the programs that share a file one looks, and the others show what it
//     sees, within a second. When it ends or dies another takes over within
//     seconds, and no payment is looked at twice within [watch.Gap] for it.
//   - While the file cannot be written, whoever looks looks on, and the others wait
//     for as long as its process is known to run. Where it was stopped another looks
//     in its place, until it goes on. Where nobody can know that, as on two hosts,
//     each looks by itself in the end; what both saw is kept and told once.
//   - A program that stood still, as one that was stopped or whose machine slept,
//     begins no look before it has found out who looks: see licence.
//   - No screen is waited for: what is seen is recorded while the terminal hangs.
//   - What is not recorded when the program ends is told, by [Keeper.Close].
//   - What happened while nobody looked is told once, and marked.
//
// One goroutine, run, does everything that the ledger may take its time for; one,
// pump, takes what the engine saw. No method that a screen calls waits for either,
// but Next and Close.
package keeper
