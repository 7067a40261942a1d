package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// A payment that was just made is turned to the customer before it is on the list,
// and is selected as soon as it is.
func TestAPaymentOnItsWayToTheList(t *testing.T) {
	intents := someIntents(3)
	m := onStage(t, size{40, 24}, intents[0])
	made := intents[2]
	m.listView.awaited, m.customer.id = made.ID, made.ID
	m.open(customerOverlay)
	m.Update(tea.KeyPressMsg{Code: 'x', Text: "x"}) // no key but esc leaves it
	if shown := ansi.Strip(m.View().Content); !strings.Contains(shown, "One moment, please") {
		t.Fatalf("before it is on the list:\n%s", shown)
	}
	m.Update(listed(made.ID))
	m.Update(m.seen(made))
	if m.listView.selected != made.ID || m.listView.awaited != "" {
		t.Errorf("selected %s, want %s", m.listView.selected, made.ID)
	}
}
