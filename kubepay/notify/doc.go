// Package notify tells others of what happened to payments: a command is run,
// or an address is posted to, as the [[notify]] parts of the settings say. Each
// is a [Hook].
//
// What is to be told comes from an outbox, into which it was put together with
// the change itself. What the package promises of it:
//   - Each event reaches each hook that wants it at least once. One that is
//     repeated has the same id.
//   - The events of one payment are told in their order: a later one waits until
//     the earlier was told, or was set aside.
//   - What fails for a reason that may pass is tried again, ever more slowly, for
//     three days, then set aside for a person to see. What is refused is set aside
//     at once.
//   - A hook that is slow or hangs delays itself alone.
//
// What is told is one JSON document, the same for a command's standard input and
// for the body of a POST: see [Message]. A POST is signed as the Standard
// Webhooks specification has it, and goes by https, or stays on this machine.
package notify
