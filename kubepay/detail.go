package kubepay

import (
	"encoding/json"
	"slices"
	"strings"
)

// detailOf finds what the gateway says in the body of a refusal, in the shapes
// of Django REST Framework: a detail, or lists of messages by field. A body that
// is not JSON, such as a proxy's HTML, says nothing.
func detailOf(body []byte) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return ""
	}
	if said := messages(fields["detail"]); said != "" {
		return said
	}
	var all []string
	for name, raw := range fields {
		said := messages(raw)
		switch {
		case said == "":
		case name == "non_field_errors":
			all = append(all, said)
		default:
			all = append(all, Clean(name, 40)+": "+said)
		}
	}
	slices.Sort(all)
	return Clean(strings.Join(all, "; "), maxDetail)
}

// messages reads a message or a list of them.
func messages(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return Clean(one, maxDetail)
	}
	var many []string
	if json.Unmarshal(raw, &many) == nil {
		return Clean(strings.Join(many, " "), maxDetail)
	}
	return ""
}
