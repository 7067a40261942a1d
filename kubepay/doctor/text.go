package doctor

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text is the report for people, in groups.
func (r Report) Text() string {
	var b strings.Builder
	b.WriteString("paywatch " + r.Version)
	if r.Profile != "" {
		b.WriteString(", profile " + r.Standing + " " + r.Profile)
	}
	b.WriteByte('\n')
	widest := 0
	for _, f := range r.Findings {
		widest = max(widest, utf8.RuneCountInString(f.Name))
	}
	group := ""
	for _, f := range r.Findings {
		if f.Group != group {
			group = f.Group
			fmt.Fprintf(&b, "\n%s\n", group)
		}
		said := f.Said
		if f.From != "" {
			said += " (" + f.From + ")"
		}
		fmt.Fprintf(&b, "  %-8s %s  %s\n", f.Verdict, padded(f.Name, widest), said)
		if f.Remedy != "" {
			fmt.Fprintf(&b, "%*s to do: %s\n", 12+widest, "", f.Remedy)
		}
	}
	fmt.Fprintf(&b, "\n%s\n", r.summary())
	return b.String()
}

func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0))
}

func (r Report) summary() string {
	counts := map[Verdict]int{}
	for _, f := range r.Findings {
		counts[f.Verdict]++
	}
	warnings := "warnings"
	if counts[Warning] == 1 {
		warnings = "warning"
	}
	return fmt.Sprintf("%d ok, %d %s, %d failed", counts[OK], counts[Warning], warnings, counts[Failed])
}

// reported and checked are the report for programs. See docs/doctor.md.
type reported struct {
	Version string    `json:"version"`
	Profile string    `json:"profile,omitempty"`
	Live    *bool     `json:"live,omitempty"` // left out where it is not known
	Verdict Verdict   `json:"verdict"`
	Checks  []checked `json:"checks"`
}

type checked struct {
	Group   string         `json:"group"`
	Name    string         `json:"name"`
	Verdict Verdict        `json:"verdict"`
	Said    string         `json:"said"`
	Remedy  string         `json:"remedy,omitempty"`
	From    string         `json:"from,omitempty"`
	Values  map[string]any `json:"values,omitempty"`
}

// JSON is the report for programs, one object on one line.
func (r Report) JSON() ([]byte, error) {
	out := reported{Version: r.Version, Profile: r.Profile, Verdict: r.Worst(), Checks: []checked{}}
	switch r.Standing {
	case "LIVE", "TEST":
		live := r.Standing == "LIVE"
		out.Live = &live
	}
	for _, f := range r.Findings {
		out.Checks = append(out.Checks, checked(f))
	}
	text, err := json.Marshal(out)
	return append(text, '\n'), err
}
