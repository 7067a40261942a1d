// Package terminal runs a program in a real pseudo-terminal and is the
// terminal's other end: it answers the questions that a program asks at its
// start, turns what is written into a grid of cells, and sends keys. It serves
// tests and benchmarks; the program itself never links it.
//
// The grid understands what Bubble Tea may send to an xterm: the usual cursor
// movements and erasures of ECMA-48, REP, scroll regions, the alternate screen,
// 24-bit colours, links and wide glyphs. What it does not know it notes as
// [Screen.Unknown], so that a test can insist that there is none.
package terminal
