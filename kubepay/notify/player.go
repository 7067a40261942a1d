package notify

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Sound is the [sound] of the settings as it is written there: commands that
// play a sound, which no shell reads. What has none rings the bell.
type Sound struct {
	Good []string `toml:"good"` // a payment became paid
	Bad  []string `toml:"bad"`  // one became partial, failed or expired, or something is wrong with it
}

// playTime is the time limit of a player: a sound is over by then.
const playTime = 10 * time.Second

// Player plays sounds, one at a time.
type Player struct {
	sound   Sound
	dir     string
	hidden  []string
	playing sync.Mutex
}

// NewPlayer checks what is written and makes a player of it, nil if nothing is.
// Relative names of commands are taken from dir, where the settings are. The
// hooks' secrets are hidden from players too.
func NewPlayer(s Sound, dir string, hooks []Hook) (*Player, error) {
	if len(s.Good) == 0 && len(s.Bad) == 0 {
		return nil, nil
	}
	p := &Player{dir: dir, hidden: []string{tokenVariable}}
	for _, h := range hooks {
		p.hidden = append(p.hidden, h.hidden...)
	}
	var err error
	if p.sound.Good, err = command("good", s.Good, dir); err != nil {
		return nil, fmt.Errorf("[sound] %w", err)
	}
	if p.sound.Bad, err = command("bad", s.Bad, dir); err != nil {
		return nil, fmt.Errorf("[sound] %w", err)
	}
	return p, nil
}

// Plays tells whether there is a sound for good news, or for bad.
func (p *Player) Plays(good bool) bool { return p != nil && len(p.command(good)) > 0 }

// Play plays the sound and returns when it is over. While one is playing,
// another is left out.
func (p *Player) Play(ctx context.Context, good bool) error {
	if !p.Plays(good) || !p.playing.TryLock() {
		return nil
	}
	defer p.playing.Unlock()
	argv := p.command(good)
	if _, err := run(ctx, argv, p.dir, nil, p.hidden, playTime); err != nil {
		return fmt.Errorf("cannot play %s: %w; check [sound] in the settings", argv[0], err)
	}
	return nil
}

// Command is the program that plays the sound for good news, or for bad, without
// its arguments; "" where there is none.
func (p *Player) Command(good bool) string {
	if !p.Plays(good) {
		return ""
	}
	return p.command(good)[0]
}

func (p *Player) command(good bool) []string {
	if good {
		return p.sound.Good
	}
	return p.sound.Bad
}
