// Package settings is what a person has chosen: on the command line, in the
// environment and in the settings file, in that order of weight. [All] is the
// one table of what there is to choose; help, flags and the file follow it.
//
// Every refusal says where the value stands, what is wrong with it and what to
// write instead. A token is never part of one.
package settings
