package text_test

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"paywatch/kubepay/text"
)

func TestATextIsTheSameWhicheverEditorWroteIt(t *testing.T) {
	for _, test := range []struct{ editor, written, want string }{
		{"vim", "pay-1\n€\n", "pay-1\n€\n"},
		{"Notepad", "\xef\xbb\xbfpay-1\r\n€", "pay-1\r\n€"},
		{"> in PowerShell 5", "\xff\xfep\x00a\x00y\x00\r\x00\n\x00\xac\x20", "pay\r\n€"},
		{"UTF-16, the high byte first", "\xfe\xff\x00p\x00a\x00y\x20\xac", "pay€"},
		{"one that stops in the middle", "\xff\xfep\x00a", "p\uFFFD"},
		{"one that writes what is no text", "a\xff\xfe", "a\xff\xfe"},
		{"one that writes a mark and no more", "\xef\xbb\xbf", ""},
		{"one that writes a letter", "a", "a"},
		{"touch", "", ""},
	} {
		for _, in := range []io.Reader{strings.NewReader(test.written), iotest.OneByteReader(strings.NewReader(test.written))} {
			got, err := io.ReadAll(text.Reader(in))
			if err != nil || string(got) != test.want {
				t.Errorf("of what %s wrote is read %q, %v; want %q", test.editor, got, err, test.want)
			}
		}
	}
}
