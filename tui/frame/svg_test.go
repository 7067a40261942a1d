package frame_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"paywatch/tui/frame"
)

// The picture shows every word and needs nothing from anywhere.
func TestSVGIsWholeAndAlone(t *testing.T) {
	content := "\x1b[1;32m● paid\x1b[m <b>&\"'\n╭──╮ ▰▱ ▀ 日本"
	picture := frame.Parse(content, 20, 3).SVG(frame.Dark, "paywatch <demo>")
	words, elements := read(t, picture)
	for _, want := range []string{"paywatch <demo>", "●", "paid", "<b>&\"'", "日", "本"} {
		if !words[want] {
			t.Errorf("%q is missing among %v", want, words)
		}
	}
	for _, shape := range []string{"╭", "─", "▰", "▱", "▀"} {
		if words[shape] {
			t.Errorf("%q is left to the font", shape)
		}
	}
	for _, element := range elements {
		for _, attribute := range element.Attr {
			if strings.Contains(attribute.Value, "url(") || strings.Contains(attribute.Value, "://") && attribute.Name.Local != "xmlns" {
				t.Errorf("<%s> refers to %s", element.Name.Local, attribute.Value)
			}
		}
	}
}

// Words stay on their cells in any font: each starts at its column and is held
// to its width.
func TestSVGPinsWordsToCells(t *testing.T) {
	picture := frame.Parse("ab  cde\n日x", 10, 2).SVG(frame.Light, "")
	for _, want := range []string{
		`<text x="0" y="13.5" fill="#24292f" textLength="18" lengthAdjust="spacingAndGlyphs">ab</text>`,
		`<text x="36" y="13.5" fill="#24292f" textLength="27" lengthAdjust="spacingAndGlyphs">cde</text>`,
		`<text x="9" text-anchor="middle" y="31.5" fill="#24292f">日</text>`,
		`<text x="18" y="31.5" fill="#24292f">x</text>`,
	} {
		if !bytes.Contains(picture, []byte(want)) {
			t.Errorf("no %s in\n%s", want, picture)
		}
	}
}

// Whatever a frame holds, its picture is well-formed.
func FuzzSVG(f *testing.F) {
	f.Add("\x1b[31m<script>\x1b[m ▀╭日\u0301", "<title>")
	f.Add("\x00\xff\x1b]8;;\"onload=\x07&", "\x1b\"'")
	f.Fuzz(func(t *testing.T, content, title string) {
		read(t, frame.Parse(content, 20, 5).SVG(frame.Dark, title))
	})
}

// read parses an SVG and returns the texts and elements in it.
func read(t *testing.T, picture []byte) (words map[string]bool, elements []xml.StartElement) {
	t.Helper()
	words = map[string]bool{}
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return words, elements
		}
		if err != nil {
			t.Fatalf("not well-formed: %v in\n%s", err, picture)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements = append(elements, token.Copy())
		case xml.CharData:
			words[string(token)] = true
		}
	}
}
