// Package kubepay speaks to the KubePay payment gateway: the vocabulary of its
// payments, and the client that asks for them.
//
// The facts are those of KubePay's published documentation, version 1.0.0. What
// the documentation leaves open is decoded leniently and kept strictly: a
// status may be a string or an object, an amount a string or a number, but a
// field that cannot be read is an error that names it, never a zero.
//
// The vocabulary has three layers. An [Intent] is what the gateway says of one
// payment. An [Observation] is one look at it, good or failed. A [Change] is
// what happened between two good looks, and the one source of everything that
// paywatch announces.
//
// The package knows nothing of screens, files or schedules.
package kubepay
