package kiosk

import (
	"crypto/subtle"
	"time"

	tea "charm.land/bubbletea/v2"
)

// lock is what keys can open. Nothing of it is ever on the screen.
type lock struct {
	unlock  Unlock
	typed   []byte
	last    instant // a digit was typed
	wrong   int     // PINs in a row
	deafTil instant
	deaf    time.Duration
}

const (
	forgetAfter = 10 * time.Second // without a key, what was typed is forgotten
	mostTyped   = 64
	triesFree   = 3 // wrong PINs before there is a wait
	firstWait   = 30 * time.Second
	longestWait = 10 * time.Minute
)

// press takes in a key, and tells whether it opens the lock.
func (l *lock) press(key tea.KeyPressMsg, now instant) bool {
	if l.unlock.chord != "" && key.String() == l.unlock.chord {
		return true
	}
	if l.unlock.pin == nil || now.since(l.deafTil) < l.deaf {
		return false
	}
	if now.since(l.last) > forgetAfter {
		l.typed = nil
	}
	l.last = now
	switch text := key.String(); {
	case text == "enter":
		return l.enter(now)
	case len(text) == 1 && text[0] >= '0' && text[0] <= '9' && len(l.typed) < mostTyped:
		l.typed = append(l.typed, text[0])
	default:
		l.typed = nil
	}
	return false
}

// enter tries what was typed. After some wrong PINs it waits, and longer every time.
func (l *lock) enter(now instant) bool {
	typed := l.typed
	l.typed = nil
	if len(typed) == 0 {
		return false
	}
	if subtle.ConstantTimeCompare(typed, []byte(l.unlock.pin())) == 1 {
		return true
	}
	if l.wrong++; l.wrong >= triesFree {
		l.deafTil, l.deaf = now, min(firstWait<<min(l.wrong-triesFree, 10), longestWait)
	}
	return false
}
