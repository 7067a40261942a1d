package settings

import (
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"paywatch/kubepay/notify"
)

// Settings are the choices that are in force.
type Settings struct {
	URL      string // the gateway's address, "" if none is chosen
	Token    Secret
	Interval time.Duration // between two looks at one payment
	MaxRPS   float64       // requests a second for the whole program
	Theme    string
	ASCII    bool
	Lang     string        // the languages in which customers are spoken to, "" for the machine's
	Station  string        // the name of this till: its sales carry it, "" for none
	IDs      string        // path of a file with ids, "" if none is chosen
	DB       string        // path of the ledger's file
	Keep     time.Duration // how long a payment that is over is kept after its last change

	Kiosk Display // the customers' display

	Hooks  []notify.Hook  // who is to be told of changes
	Player *notify.Player // plays sounds, nil where none is chosen

	Profile Profile // of the settings file

	// Origins says for each setting where its value was found: a flag, a
	// variable, a file, or "default".
	Origins map[string]string

	// Values are the same as they were written, but for those that may hold a
	// secret.
	Values map[string]string

	// Warnings are sentences for the person, about what works but should not
	// stay so.
	Warnings []string
}

// Secret is a token that no way of printing shows.
type Secret struct{ reveal func() string }

// NewSecret hides a token.
func NewSecret(token string) Secret { return Secret{func() string { return token }} }

// Reveal is the token itself, "" if there is none.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// String stands for the token where it could be read.
func (s Secret) String() string {
	if s.Reveal() == "" {
		return "none"
	}
	return "hidden"
}

// File is where the settings file belongs by the XDG Base Directory
// Specification, whether there is one or not.
func File() string {
	return filepath.Join(xdg.ConfigHome, "paywatch", "settings.toml")
}
