package report

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

const bufferSize = 64 << 10

type csvTable struct {
	buffer *bufio.Writer
	out    *csv.Writer
}

func newCSV(w io.Writer) *csvTable {
	buffer := bufio.NewWriterSize(w, bufferSize)
	out := csv.NewWriter(buffer)
	out.UseCRLF = true
	return &csvTable{buffer, out}
}

func (t *csvTable) begin(names []string) error { return t.out.Write(names) }

func (t *csvTable) row(r row) error {
	cells := r.cells()
	for i := range cells {
		cells[i] = cell(cells[i])
	}
	return t.out.Write(cells)
}

func (t *csvTable) end() error {
	t.out.Flush()
	if err := t.out.Error(); err != nil {
		return err
	}
	return t.buffer.Flush()
}

// cell makes a text one that no spreadsheet takes for a formula: an apostrophe
// stands before a first = + - or @, also before a full-width one and one behind
// white space. So it does behind a semicolon or a tab, where a spreadsheet of
// another country begins the next cell. Nothing else is changed: an amount is
// never below zero, and so none is marked.
func cell(s string) string {
	if !strings.ContainsFunc(s, beginsFormula) {
		return s
	}
	var b strings.Builder
	first := true // in a cell, so far
	for _, r := range s {
		switch {
		case first && beginsFormula(r):
			b.WriteByte('\'')
			first = beginsCell(r)
		case beginsCell(r):
			first = true
		case !unicode.IsSpace(r):
			first = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func beginsFormula(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '=' || r == '+' || r == '-' || r == '@' || r == '\t' || r == '\r' || r == '\n'
	}
	return r == '＝' || r == '＋' || r == '－' || r == '＠'
}

func beginsCell(r rune) bool { return r == ';' || r == '\t' }
