// Package command is what each of paywatch's commands does, one file a command:
// it joins the gateway, the watch engine and the screen. Their names and flags are
// in main, and the codes that they exit with in exit.go.
package command
