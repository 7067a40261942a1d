// Package program runs a screen as a program: it takes the terminal and gives it
// back as it was, ends when it is asked to, and tells of a mistake in paywatch in one
// sentence.
package program
