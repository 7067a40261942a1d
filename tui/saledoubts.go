package tui

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// doubt is a sale that was sent, and of which nobody knows whether it was made.
type doubt struct {
	attempt
	draft draft
	why   string
	here  bool // it came up in this program

	given  kubepay.ID // for its id, "" for none
	unlike []string   // in what the payment of that id is not the sale
}

// doubtOf is a doubt that was kept.
func doubtOf(a ledger.Attempt) doubt {
	why := kubepay.Clean(a.Why, mostRemark)
	if why == "" {
		why = "no answer was seen"
	}
	return doubt{attempt: attempt{a.Number, a.At}, draft: draftOf(a.Sale), why: why}
}

// sentence is the doubt in one sentence.
func (d *doubt) sentence(now time.Time) string {
	return "The sale of " + d.draft.words() + " at " + timeOfDay(d.at, now) + " may have been made."
}

// doubts are the sales that may have been made, each until a person says what
// became of it. They are kept with what is recorded, and where that fails here
// alone.
type doubts struct {
	all    []doubt             // oldest first
	shown  int64               // the number of the one on the screen
	back   bool                // from which esc leads back to the form
	sought int64               // the number of the one whose id is asked for
	said   string              // of what was last given for an id
	known  map[kubepay.ID]bool // of which sales they are is not in doubt
	struck []attempt           // that are to be kept no longer
	unkept int64               // how many were in memory only: their numbers are below zero

	desk  desk[[]ledger.Attempt]
	asked time.Time
	heard bool // what was kept is known
}

// add takes in a doubt, and gives its number.
func (d *doubts) add(one doubt) int64 {
	if one.number == 0 {
		d.unkept++
		one.number = -d.unkept
	}
	d.all = append(d.all, one)
	return one.number
}

// take takes in what is kept. What came up here stays until it is said here what
// became of it, whatever happens to the file.
func (d *doubts) take(kept []ledger.Attempt, now time.Time) {
	all := slices.DeleteFunc(slices.Clone(d.all), func(one doubt) bool { return !one.here })
	for _, a := range kept {
		one, old := doubtOf(a), d.numbered(a.Number)
		switch waits := a.Why == "" && now.Sub(a.At) < underWay; {
		case old == nil && waits && d.heard: // another till has just sent it
		case old == nil:
			all = append(all, one)
		case !old.here:
			one.given, one.unlike = old.given, old.unlike
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b doubt) int { return a.at.Compare(b.at) })
	d.all, d.heard = all, true
}

func (d *doubts) index(number int64) int {
	return slices.IndexFunc(d.all, func(one doubt) bool { return one.number == number })
}

// numbered is the doubt of a number, nil where it has ended.
func (d *doubts) numbered(number int64) *doubt {
	if i := d.index(number); i >= 0 {
		return &d.all[i]
	}
	return nil
}

// current is the doubt on the screen, or else the oldest, or nil.
func (d *doubts) current() *doubt {
	if d.index(d.shown) < 0 && len(d.all) > 0 {
		d.shown = d.all[0].number
	}
	return d.numbered(d.shown)
}

// turn shows the next one, or the one before.
func (d *doubts) turn(by int) {
	if n := len(d.all); n > 0 {
		d.shown = d.all[(max(d.index(d.shown), 0)+by+n)%n].number
	}
}

// reminder is what there is, in one sentence, or "".
func (d *doubts) reminder(now time.Time) string {
	switch n := len(d.all); n {
	case 0:
		return ""
	case 1:
		return d.all[0].sentence(now) + " ctrl+l says what to do."
	default:
		return fmt.Sprintf("%d sales may have been made, the last one of %s at %s. ctrl+l says what to do.", n, d.all[n-1].draft.words(), timeOfDay(d.all[n-1].at, now))
	}
}

// doubtPieces warn in the header, in words or in as few as can be.
func doubtPieces(t *theme.Theme, n int, words bool) []piece {
	text := strconv.Itoa(n) + " in doubt"
	switch {
	case n == 0:
		return nil
	case words && n == 1:
		text = "1 sale may have been made: ctrl+l"
	case words:
		text = strconv.Itoa(n) + " sales may have been made: ctrl+l"
	}
	return []piece{{t.Alarm, " " + t.Glyphs.Alert + " " + text + " "}}
}
