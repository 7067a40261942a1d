package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// keyMap is every key of the main screens. The help screen and the hints at the
// foot are written from it, so that neither can promise what no key does.
type keyMap struct {
	Up, Down, PageUp, PageDown, Top, Bottom key.Binding
	List, Detail                            key.Binding

	Customer, Copy, Explorer, Form, Raw, Acknowledge key.Binding
	New, Filter, Sort, Tabs, Add, Remove, Undo       key.Binding
	History, Watch, Totals, Doubts                   key.Binding
	Mark, MarkAll, Export                            key.Binding
	Developer, Wrong, Compare                        key.Binding
	Look, Pause, Mute                                key.Binding
	Help, Back, Quit                                 key.Binding
}

func bind(help, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
}

var keys = keyMap{
	Up:       bind("↑ k", "up", "up", "k"),
	Down:     bind("↓ j", "down", "down", "j"),
	PageUp:   bind("pgup", "a page up", "pgup", "ctrl+b"),
	PageDown: bind("pgdn", "a page down", "pgdown", "ctrl+f"),
	Top:      bind("g", "to the top", "g", "home"),
	Bottom:   bind("G", "to the end", "G", "shift+g", "end"),
	List:     bind("← h", "to the list", "left", "h", "shift+tab"),
	Detail:   bind("→ l", "to the payment", "right", "l", "tab"),

	Customer:    bind("enter", "show to customer", "enter"),
	Copy:        bind("y", "copy", "y"),
	Explorer:    bind("o", "block explorer's link", "o"),
	Form:        bind("u", "code with the amount, or the address alone", "u"),
	Raw:         bind("J", "the gateway's answer as it came", "J", "shift+j"),
	Acknowledge: bind("A", "acknowledge the alarms", "A", "shift+a"),

	New:    bind("n", "make a sale", "n"),
	Filter: bind("/", "filter: words, status:partial", "/"),
	Sort:   bind("s", "sort", "s"),
	Tabs:   bind("t", "all payments, open or finished ones", "t"),
	Add:    bind("a", "add by id", "a"),
	Remove: bind("x", "take off the list", "x"),
	Undo:   bind("z", "bring back what x took off", "z"),

	Mark:    bind("space", "mark for r, x, y and E", "space"),
	MarkAll: bind("*", "mark all shown, or none", "*"),
	Export:  bind("E", "export to a file", "E", "shift+e"),

	Developer: bind("D", "calls to the gateway", "D", "shift+d"),
	Wrong:     bind("e", "there: only what is wrong", "e"),
	Compare:   bind("c", "there: compare answers", "c"),

	History: bind("H", "history: find any payment", "H", "shift+h"),
	Watch:   bind("w", "in the history: put back on the list", "w"),
	Totals:  bind("T", "totals of the day", "T", "shift+t"),
	Doubts:  bind("ctrl+l", "sales that may have been made", "ctrl+l"),

	Look:  bind("r", "look now", "r"),
	Pause: bind("p", "pause or go on", "p"),
	Mute:  bind("m", "sound on or off", "m"),

	Help: bind("?", "help", "?"),
	Back: bind("esc", "back", "esc"),
	Quit: bind("q", "quit", "q", "ctrl+c"),
}

// stride is how far a key moves where a page is so many lines.
func (k keyMap) stride(pressed tea.KeyPressMsg, page int) (by int, moves bool) {
	switch {
	case key.Matches(pressed, k.Up):
		return -1, true
	case key.Matches(pressed, k.Down):
		return 1, true
	case key.Matches(pressed, k.PageUp):
		return -page, true
	case key.Matches(pressed, k.PageDown):
		return page, true
	case key.Matches(pressed, k.Top):
		return -farAway, true
	case key.Matches(pressed, k.Bottom):
		return farAway, true
	}
	return 0, false
}

// farAway is further than any list is long.
const farAway = 1 << 30

// helpGroup is a heading of the help screen and the keys under it.
type helpGroup struct {
	title    string
	bindings []key.Binding
}

// groups is the help screen.
func (k keyMap) groups() []helpGroup {
	return []helpGroup{
		{"Move", []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.Top, k.Bottom, k.Detail, k.List}},
		{"The list", []key.Binding{k.New, k.Filter, k.Tabs, k.Sort, k.Add, k.Remove, k.Undo, k.Mark, k.MarkAll, k.Export}},
		{"This payment", []key.Binding{k.Customer, k.Form, k.Copy, k.Explorer, k.Raw, k.Acknowledge, k.Look}},
		{"The books", []key.Binding{k.History, k.Watch, k.Totals, k.Doubts}},
		{"The gateway", []key.Binding{k.Developer, k.Wrong, k.Compare}},
		{"The program", []key.Binding{k.Pause, k.Mute, k.Help, k.Back, k.Quit}},
	}
}

// hint is a key at the foot of the screen and what it does, in as few words as
// there is room for.
type hint struct {
	binding key.Binding
	word    string
}

// markedHints are the keys at the foot while several payments are marked.
func (k keyMap) markedHints() []hint {
	return []hint{
		{k.Back, "none"}, {k.Help, "help"}, {k.Look, "look now"}, {k.Copy, "copy"}, {k.Remove, "take off the list"}, {k.Export, "export"},
		{k.Mark, "mark"}, {k.MarkAll, "all shown"}, {k.Quit, "quit"},
	}
}

// hints are the keys at the foot of the main screen, the dearest first.
func (k keyMap) hints(focus pane, hasPayment, sells bool) []hint {
	var sale []hint
	if sells {
		sale = []hint{{k.New, "new sale"}}
	}
	if !hasPayment {
		return append(sale, hint{k.Add, "add a payment"}, hint{k.Help, "help"}, hint{k.Quit, "quit"})
	}
	turn := hint{k.Detail, "payment"}
	if focus == detailPane {
		turn = hint{k.List, "list"}
	}
	return append(sale, []hint{
		{k.Customer, "show to customer"}, {k.Help, "help"}, {k.Quit, "quit"}, turn, {k.Filter, "filter"}, {k.History, "history"}, {k.Tabs, "open, finished"},
		{k.Copy, "copy"}, {k.Look, "look now"}, {k.Form, "address only"}, {k.Add, "add"}, {k.Sort, "sort"}, {k.Pause, "pause"}, {k.Mark, "mark"}, {k.Developer, "calls"},
	}...)
}
