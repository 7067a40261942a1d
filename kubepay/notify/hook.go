package notify

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// Hook is somebody to be told of events, made by [Load].
type Hook struct {
	Name    string
	Exec    []string      // the command and its arguments, nil for a hook that is posted to
	URL     string        // where to post, "" for a command. It may hold a secret in its query: it is never shown
	Timeout time.Duration // of one try

	on     []kubepay.Topic // nil for what matters to a shop
	secret Secret
	dir    string   // where the command runs
	hidden []string // variables that no command is to see
}

// all is chosen where every event is wanted, whatever it is called.
const all kubepay.Topic = "all"

// small are the topics that a hook is not told of unless it asks: what was
// known before, and steps on the way to what matters.
var small = []kubepay.Topic{
	kubepay.Topic(kubepay.Pending), kubepay.TopicFirstSeen, kubepay.TopicCaptured,
	kubepay.TopicTransaction, kubepay.TopicExpiryMoved,
}

// Wants tells whether the hook is to be told of the event. One that does not
// choose is told of what matters to a shop: paid, partial, failed, expired,
// overpaid, late, moved, total_changed, taken_back, and any status that the
// documentation does not name, which nobody could have chosen.
func (h Hook) Wants(e kubepay.Event) bool {
	return slices.ContainsFunc(e.Topics(), func(t kubepay.Topic) bool {
		switch {
		case len(h.on) == 0:
			return !slices.Contains(small, t)
		case slices.Contains(h.on, all):
			return true
		}
		return slices.Contains(h.on, t)
	})
}

// Wanted says for each event which of the hooks are to be told, by name.
func Wanted(hooks []Hook) func(kubepay.Event, kubepay.Intent) []string {
	return func(e kubepay.Event, _ kubepay.Intent) []string {
		var names []string
		for _, h := range hooks {
			if h.Wants(e) {
				names = append(names, h.Name)
			}
		}
		return names
	}
}
