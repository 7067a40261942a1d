package doctor

// Verdict is what a finding comes to.
type Verdict string

// The verdicts.
const (
	OK      Verdict = "ok"
	Warning Verdict = "warning" // it works, but should not stay so
	Failed  Verdict = "failed"
)

// The groups of findings, in their order.
const (
	Settings = "settings"
	Gateway  = "gateway"
	Token    = "token"
	Ledger   = "ledger"
	Outbox   = "outbox"
	Notify   = "notify"
	Terminal = "terminal"
)

// Finding is one line of a report.
type Finding struct {
	Group, Name string
	Verdict     Verdict
	Said        string         // what was found
	Remedy      string         // what to do about it, "" where nothing is
	From        string         // where a setting was found, "" for what is none
	Values      map[string]any // the figures in it, for programs
}

// found is a finding of a group, from which the others are made.
func found(group, name string, v Verdict, said, remedy string) Finding {
	return Finding{Group: group, Name: name, Verdict: v, Said: said, Remedy: remedy}
}

// with adds a figure for programs.
func (f Finding) with(name string, value any) Finding {
	values := map[string]any{name: value}
	for n, v := range f.Values {
		values[n] = v
	}
	f.Values = values
	return f
}

// Report is what was found.
type Report struct {
	Version  string // of paywatch
	Profile  string // "" where none is chosen
	Standing string // LIVE, TEST or LIVE?, "" without a profile
	Findings []Finding
}

// Worst is what the report comes to.
func (r Report) Worst() Verdict {
	worst := OK
	for _, f := range r.Findings {
		switch {
		case f.Verdict == Failed:
			return Failed
		case f.Verdict == Warning:
			worst = Warning
		}
	}
	return worst
}

// Failed is how many findings failed, and whether it is the gateway that cannot be
// reached or refuses.
func (r Report) Failed() (n int, gateway bool) {
	for _, f := range r.Findings {
		if f.Verdict != Failed {
			continue
		}
		n++
		if f.Group == Gateway && f.Name == "answer" || f.Group == Token && f.Name == "accepted" {
			gateway = true
		}
	}
	return n, gateway
}
