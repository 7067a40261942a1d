// Package doctor finds out what keeps paywatch from working: the settings, the
// gateway, the token, the ledger, and who is to be told. It looks and changes
// nothing: it makes no file, and of the gateway it asks only for payments that
// there are not.
//
// Each check has a time limit of its own, and one that hangs holds up no other.
// What it says can be shown to anybody: secrets are left out, and the home folder
// is called ~. The gateway's own words are never quoted, since they could hold
// anything.
package doctor
