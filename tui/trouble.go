package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/theme"
)

// Trouble is a hook that is not told what it wants to be told.
type Trouble struct {
	Hook    string    // by its name in the settings
	Since   time.Time // when telling began to fail, zero where it does not at present
	Why     string    // in a few words
	Waiting int       // how much waits to be told
	Aside   int       // how much was given up, and waits for a person
}

// mostTroubleText is how many characters of a hook's name and of a reason are
// shown.
const mostTroubleText = 200

// learnTroubles takes in how telling goes.
func (c *condition) learnTroubles(all []Trouble) {
	c.troubles = slices.Clone(all)
	for i := range c.troubles {
		t := &c.troubles[i]
		t.Hook, t.Why = kubepay.Clean(t.Hook, mostTroubleText), kubepay.Clean(t.Why, mostTroubleText)
	}
}

// troublePieces warn in the header, in words or in as few as can be.
func troublePieces(t *theme.Theme, troubles []Trouble, now time.Time, words bool) []piece {
	if len(troubles) == 0 {
		return nil
	}
	text := "NOT TOLD"
	if words {
		text = strings.Join(troubleNames(troubles), ", ") + " NOT TOLD"
		if since := troublesSince(troubles); !since.IsZero() {
			text += " since " + timeOfDay(since, now)
		}
	}
	return []piece{{t.Alarm, " " + t.Glyphs.Alert + " " + text + " "}}
}

func troubleNames(troubles []Trouble) []string {
	names := make([]string, len(troubles))
	for i, t := range troubles {
		names[i] = t.Hook
	}
	return names
}

func troublesSince(troubles []Trouble) time.Time {
	var first time.Time
	for _, t := range troubles {
		if !t.Since.IsZero() && (first.IsZero() || t.Since.Before(first)) {
			first = t.Since
		}
	}
	return first
}

// said is why a hook is not told, and where to see more.
func (t Trouble) said() string {
	text := t.Hook
	if t.Why != "" {
		text += ": " + t.Why
	}
	var counts []string
	if t.Waiting > 0 {
		counts = append(counts, fmt.Sprintf("%d waiting", t.Waiting))
	}
	if t.Aside > 0 {
		counts = append(counts, fmt.Sprintf("%d set aside", t.Aside))
	}
	if len(counts) > 0 {
		text += "; " + strings.Join(counts, ", ")
	}
	return text + "; see paywatch notify ls"
}
