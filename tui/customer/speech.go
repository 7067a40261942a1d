package customer

import (
	"time"

	"paywatch/theme"
	"paywatch/tui/words"
)

// Teller finds the words.
type Teller struct {
	Theme     *theme.Theme
	Languages []words.Language // in which customers are spoken to, in turn
	Now       time.Time        // by the local clock
	Console   bool             // the screen is a Linux console, whose fonts have few letters
	Notice    string           // a line that is always on the screen, "" for none
	Remedy    string           // what gives a code room, where somebody stands at the screen
}

// speech is the languages in which customers are spoken to. Their words change and
// nothing else: amounts keep the habits of the first, and every text has the room that
// the longest of them needs.
type speech struct {
	Teller
	voices []words.Language
	now    words.Language
}

func (n Teller) speech() speech {
	all := []words.Language{{}}
	if len(n.Languages) > 0 {
		all = append(all[:0], n.Languages...)
	}
	for i := range all {
		if n.Theme.ASCII {
			all[i] = all[i].ASCII()
		}
		if n.Console {
			all[i] = all[i].Latin()
		}
	}
	return speech{n, words.Voices(all), words.Turn(all, n.Now)}
}

// spoken is a text in each language.
type spoken func(words.Language) string

// sentence is one of the sentences, with what belongs into it.
func sentence(k words.Key, args ...any) spoken {
	return func(l words.Language) string { return l.Say(k, args...) }
}

// says is a piece that is said in the language of the moment.
func (p speech) says(as part, style theme.Style, text spoken) piece {
	one := piece{part: as, style: style, text: steady(text(p.now))}
	for _, l := range p.voices {
		one.may = append(one.may, steady(text(l)))
	}
	return one
}

// said is a piece that no language changes.
func said(as part, style theme.Style, text string) piece {
	one := piece{part: as, style: style}
	one.say(steady(text))
	return one
}

// timeLeft is how long a sale can still be paid. There is room for all that the time
// has been and will be.
func (p speech) timeLeft(style theme.Style, s Sale) piece {
	at := func(left time.Duration) spoken {
		return func(l words.Language) string { return l.Say(words.TimeLeft, l.Left(left)) }
	}
	one := p.says(word, style, at(s.Left))
	longest := s.Left
	if made := s.Intent.CreatedAt; !made.IsZero() {
		longest = max(longest, s.Intent.ExpiresAt.Sub(made))
	}
	one.may = nil
	for _, from := range widths {
		if from <= longest+time.Second {
			one.may = append(one.may, p.says(word, style, at(from)).may...)
		}
	}
	return one
}

// widths are the times from which on more figures are told: those of minutes, of
// hours, and of days and hours.
var widths = []time.Duration{
	0, 10 * time.Minute, time.Hour, 10 * time.Hour,
	48 * time.Hour, 58 * time.Hour, 240 * time.Hour, 250 * time.Hour, 2400 * time.Hour, 2410 * time.Hour,
}
