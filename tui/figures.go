package tui

import "strings"

// The figures of large amounts, and the letters of the one word that stands beside
// them: five pixels high and mostly three wide, a string a row.
var figures = map[rune][5]string{
	'0':      {"###", "# #", "# #", "# #", "###"},
	'1':      {" # ", "## ", " # ", " # ", "###"},
	'2':      {"###", "  #", "###", "#  ", "###"},
	'3':      {"###", "  #", " ##", "  #", "###"},
	'4':      {"# #", "# #", "###", "  #", "  #"},
	'5':      {"###", "#  ", "###", "  #", "###"},
	'6':      {"###", "#  ", "###", "# #", "###"},
	'7':      {"###", "  #", "  #", " # ", " # "},
	'8':      {"###", "# #", "###", "# #", "###"},
	'9':      {"###", "# #", "###", "  #", "###"},
	'.':      {" ", " ", " ", " ", "#"},
	' ':      {" ", " ", " ", " ", " "},
	',':      {" ", " ", " ", "#", "#"},
	'\'':     {"#", "#", " ", " ", " "},
	'\u00a0': {" ", " ", " ", " ", " "},
	'P':      {"###", "# #", "###", "#  ", "#  "},
	'A':      {"###", "# #", "###", "# #", "# #"},
	'I':      {"#", "#", "#", "#", "#"},
	'D':      {"## ", "# #", "# #", "# #", "## "},
}

// large writes a text in figures as large as the room allows, and reports
// whether there are figures for all of it and they fit. Pixels are twice as wide
// as high in cells, since cells are twice as high as wide; the smallest size
// draws two rows of pixels in one of cells, with the half blocks given.
func large(text string, room size, upper, lower, full string) ([]string, bool) {
	pixels, ok := bitmap(text)
	if !ok {
		return nil, false
	}
	for scale := 3; scale >= 1; scale-- {
		if len(pixels[0])*2*scale <= room.width && len(pixels)*scale <= room.height && full != "" {
			return magnified(pixels, scale, full), true
		}
	}
	if len(pixels[0]) <= room.width && (len(pixels)+1)/2 <= room.height && upper != "" {
		return halved(pixels, upper, lower, full), true
	}
	return nil, false
}

func bitmap(text string) ([]string, bool) {
	rows := make([]string, 5)
	for i, r := range text {
		figure, ok := figures[r]
		if !ok {
			return nil, false
		}
		for y := range rows {
			if i > 0 {
				rows[y] += " "
			}
			rows[y] += figure[y]
		}
	}
	return rows, text != ""
}

func magnified(pixels []string, scale int, full string) []string {
	var lines []string
	for _, row := range pixels {
		var b strings.Builder
		for _, p := range row {
			cell := " "
			if p == '#' {
				cell = full
			}
			b.WriteString(strings.Repeat(cell, 2*scale))
		}
		for range scale {
			lines = append(lines, b.String())
		}
	}
	return lines
}

func halved(pixels []string, upper, lower, full string) []string {
	var lines []string
	for y := 0; y < len(pixels); y += 2 {
		var b strings.Builder
		for x := range len(pixels[y]) {
			top := pixels[y][x] == '#'
			bottom := y+1 < len(pixels) && pixels[y+1][x] == '#'
			switch {
			case top && bottom:
				b.WriteString(full)
			case top:
				b.WriteString(upper)
			case bottom:
				b.WriteString(lower)
			default:
				b.WriteByte(' ')
			}
		}
		lines = append(lines, b.String())
	}
	return lines
}
