// Package cli is how commands are told what to do: by arguments, by flags, and by
// the settings that a flag weighs more than. What the commands are called stands
// in main, and what they do in package command.
package cli
