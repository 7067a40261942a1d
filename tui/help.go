package tui

import (
	"paywatch/theme"
)

// helpView is every key, from the same bindings that the keys obey.
type helpView struct {
	scroller
	under overlay // what is shown again afterwards
}

// legend says what the signs mean.
var legend = []string{
	"Every payment shows how fresh it is: a state that the gateway has not confirmed for twice the time it should have says how old it is.",
	"Only the gateway's own word makes a payment paid or expired. Overpaid, late and underpaid are worked out here, and say so.",
	"A sign before a payment asks you to read what happened to it; A says that you have.",
}

func (v *helpView) render(t *theme.Theme) []string {
	groups := keys.groups()
	columns := 1
	if v.width >= 100 {
		columns = 2
	}
	s := sheet{theme: t, width: v.width/columns - 2}
	var halves [][]string
	total := 0
	for _, g := range groups {
		total += len(g.bindings) + 2
	}
	for _, g := range groups {
		s.text(t.Strong, g.title)
		for _, b := range g.bindings {
			s.pair(t.Key, "  "+plainKey(t, b.Help().Key), 11, t.Text, b.Help().Desc)
		}
		s.blankLine()
		if columns == 2 && halves == nil && len(s.lines) >= total*2/5 {
			halves = append(halves, s.lines)
			s.lines = nil
		}
	}
	halves = append(halves, s.lines)
	all := beside(halves, s.width, v.width)
	words := sheet{theme: t, width: v.width}
	for _, text := range legend {
		words.text(t.Faint, text)
	}
	return titled(t, "Keys", v.window(append(all, words.lines...)), v.width)
}

// beside sets columns of one width next to each other.
func beside(columns [][]string, columnWidth, width int) []string {
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c))
	}
	var lines []string
	for i := range rows {
		text, used := " ", 1
		for _, c := range columns {
			cell := blank(columnWidth)
			if i < len(c) {
				cell = c[i]
			}
			text, used = text+cell, used+columnWidth
		}
		lines = append(lines, text+blank(width-used))
	}
	return lines
}

// sideways sets two sheets next to each other, with a gap between them.
func sideways(first, second sheet, gap int) []string {
	var lines []string
	for i := range max(len(first.lines), len(second.lines)) {
		text := blank(first.width)
		if i < len(first.lines) {
			text = first.lines[i]
		}
		if i < len(second.lines) {
			text += blank(gap) + second.lines[i]
		} else {
			text += blank(gap + second.width)
		}
		lines = append(lines, text)
	}
	return lines
}
