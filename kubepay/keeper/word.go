package keeper

import (
	"encoding/json"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// word is what the leader says to the others with every beat.
type word struct {
	Me      string
	Looked  time.Time // until when it may have looked
	Health  watch.Health
	Failing map[kubepay.ID]string            `json:",omitempty"` // why the last look failed
	Kinds   map[kubepay.ID]kubepay.ErrorKind `json:",omitempty"` // the same for programs
	Late    map[kubepay.ID]bool              `json:",omitempty"` // should have been confirmed by now
	Many    bool                             `json:",omitempty"` // there are more of them than are named

	// Looked at as others asked, and when: what was seen then is in the file.
	Answered map[kubepay.ID]time.Time `json:",omitempty"`
}

// mostNamed is how many payments a word names at most.
const mostNamed = 100

// word is what this program says at a time, having looked until another. The caller
// holds mu.
func (k *Keeper) word(now, looked time.Time) []byte {
	w := word{Me: k.me, Looked: latest(k.leader.looked, looked)}
	if k.looking && !k.paused {
		w.Health = k.health
		k.name(&w, now)
	}
	data, err := json.Marshal(w)
	if err != nil {
		return nil // figures that JSON has no word for: nothing is confirmed
	}
	return data
}

// name names the payments of which the states may not be as they were.
func (k *Keeper) name(w *word, now time.Time) {
	w.Failing, w.Late = map[kubepay.ID]string{}, map[kubepay.ID]bool{}
	w.Kinds, w.Answered = map[kubepay.ID]kubepay.ErrorKind{}, k.answers(now)
	for id, f := range k.failing {
		if len(w.Failing) == mostNamed {
			w.Many = true
			break
		}
		w.Failing[id] = f.why
		if f.kind != "" {
			w.Kinds[id] = f.kind
		}
	}
	for id := range k.known.Listed() {
		if !k.known.Late(id, now) {
			continue
		}
		if len(w.Late) == mostNamed {
			w.Many = true
			break
		}
		w.Late[id] = true
	}
}

// readWord reads another program's word, which is nothing where it cannot be read.
func readWord(data []byte) word {
	var w word
	if len(data) == 0 || json.Unmarshal(data, &w) != nil {
		return word{}
	}
	for id, text := range w.Failing {
		w.Failing[id] = kubepay.Clean(text, mostWhy)
	}
	return w
}
