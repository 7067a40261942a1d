// Package command is what each of paywatch's commands does, one file a command:
// it joins the gateway, the watch engine and the screen. Their names, flags and
// exit codes are in main.
package command
