// Package wake has one part of the program wake another that waits.
package wake
