package tui

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/theme"
	"paywatch/tui/words"
)

// speech is the languages in which the customer is spoken to, in turn. Their words
// change and nothing else: amounts keep the habits of the first, and every text has
// the room that the longest of them needs.
type speech struct {
	voices []words.Language
	now    words.Language
}

func speechAt(all []words.Language, now time.Time, ascii bool) speech {
	p := speech{words.Voices(all), words.Turn(all, now)}
	if ascii {
		p.now = p.now.ASCII()
	}
	return p
}

// fiat is an amount of money for the customer.
func (p speech) fiat(in *kubepay.Intent, d decimal.NullDecimal) string {
	if !d.Valid {
		return withUnit(unknown, string(in.Currency))
	}
	return p.now.Fiat(d.Decimal, in.Currency)
}

// spoken is a text in each language.
type spoken func(words.Language) string

// sentence is one of the sentences, with what belongs into it.
func sentence(k words.Key, args ...any) spoken {
	return func(l words.Language) string { return l.Say(k, args...) }
}

// spokenSheet writes lines for the customer.
type spokenSheet struct {
	sheet
	speech
}

func (v *customerView) sheet(t *theme.Theme, width int) *spokenSheet {
	return &spokenSheet{sheet{theme: t, width: width}, v.speech}
}

// set adds a text, wrapped and aligned.
func (s *spokenSheet) set(style theme.Style, text string, a align) {
	for _, part := range words.Wrap(steady(text), s.width) {
		s.finish(s.line().put(style, part, s.width, a))
	}
}

// say adds a text in the language of the moment, with the room that it needs in any.
func (s *spokenSheet) say(style theme.Style, text spoken, a align) {
	room := 0
	for _, l := range s.voices {
		room = max(room, len(words.Wrap(steady(text(l)), s.width)))
	}
	upTo := len(s.lines) + room
	s.set(style, text(s.now), a)
	for len(s.lines) < upTo {
		s.set(style, "", a)
	}
}

// sayLarge adds a word in large figures where there are some and they fit, in the
// middle of the room that it needs in any language.
func (s *spokenSheet) sayLarge(style theme.Style, text spoken, room size) {
	height := 1
	for _, l := range s.voices {
		height = max(height, len(s.large(text(l), room)))
	}
	lines := s.large(text(s.now), room)
	before := (height - len(lines)) / 2
	for i := range height {
		part := ""
		if i >= before && i-before < len(lines) {
			part = lines[i-before]
		}
		s.set(style, part, center)
	}
}

// large is a text in large figures, or as it is.
func (s *spokenSheet) large(text string, room size) []string {
	g := s.theme.Glyphs
	if lines, ok := large(text, room, g.Upper, g.Lower, g.Full); ok {
		return lines
	}
	return words.Wrap(text, s.width)
}

// amount is an amount of money in large figures with its unit small at its side, or
// in plain ones where there is no room.
func (s *spokenSheet) amount(style theme.Style, d decimal.Decimal, c kubepay.Currency, room size, a align) {
	g, f := s.theme.Glyphs, s.now.Figures(d, c)
	unit := steady(f.Unit)
	lines, ok := large(f.Number, size{room.width - cellWidth(unit) - 1, room.height}, g.Upper, g.Lower, g.Full)
	if !ok {
		s.set(style, s.now.Fiat(d, c), a)
		return
	}
	for i, part := range lines {
		beside := blank(cellWidth(unit))
		switch {
		case f.First && i == 0, !f.First && i == len(lines)-1:
			beside = unit
		}
		if f.First {
			part = beside + " " + part
		} else {
			part += " " + beside
		}
		s.finish(s.line().put(style, part, s.width, a))
	}
}

// putBar adds the progress of a payment.
func (s *spokenSheet) putBar(in *kubepay.Intent, style theme.Style, a align) {
	bar := min(s.width, 40)
	s.lines = append(s.lines, pad(s.line().putBar(in, bar, style).b.String(), s.width-bar, a))
}

// coins is an amount of coins for the customer, which no language changes.
func (p speech) coins(in *kubepay.Intent, d decimal.NullDecimal) string {
	return p.now.Crypto(d.Decimal, in.Token)
}
