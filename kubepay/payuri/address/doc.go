// Package address tells whether a text is an address that a network could have
// made, so that a damaged one never becomes a code that somebody scans.
//
// One [Format] stands for each way of writing addresses. Only addresses of the
// main networks pass: coins of a test network are worth nothing. What cannot be
// told from a text is whether anybody holds its key, and, where a format has no
// checksum, whether it was mistyped: [Format.HasChecksum].
//
// [Format.FromSeed] makes addresses for pretended payments.
package address
