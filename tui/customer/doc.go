// Package customer draws what a customer sees of a sale, at the till and on the
// display: the code and what it asks for, what became of it, and why nothing can be
// paid for the moment.
//
// A [Teller] finds the words, and what it has to say is a [Scene]; a [Screen] lays
// it out, as large as it fits. Both are told what time it is, and read nothing. A
// code is in a scene only while it may be paid by.
package customer
