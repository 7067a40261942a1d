package kubepay_test

import (
	"net/url"
	"strings"
	"testing"

	"paywatch/kubepay"
)

func TestParseID(t *testing.T) {
	for name, c := range map[string]struct{ in, want, problem string }{
		"as the gateway gives it":  {in: payment, want: payment},
		"with the paste's ends":    {in: " \t" + payment + "\r\n", want: payment},
		"every character":          {in: "aZ09._~-", want: "aZ09._~-"},
		"longest":                  {in: strings.Repeat("a", 128), want: strings.Repeat("a", 128)},
		"empty":                    {in: " ", problem: "empty"},
		"too long":                 {in: strings.Repeat("a", 129), problem: "longer than 128"},
		"path upwards":             {in: "..", problem: `".."`},
		"slash":                    {in: "a/../b", problem: `'/'`},
		"two ids":                  {in: "a b", problem: `' '`},
		"escape":                   {in: "a\x1b[2J", problem: `'\x1b'`},
		"letter of another script": {in: "pаyment", problem: `'а'`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := kubepay.ParseID(c.in)
			if string(got) != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if c.problem == "" && err != nil || c.problem != "" && (err == nil || !strings.Contains(err.Error(), c.problem)) {
				t.Errorf("error %v, want one that says %s", err, c.problem)
			}
		})
	}
}

func FuzzParseID(f *testing.F) {
	f.Add(payment)
	f.Add("a%2fb")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := kubepay.ParseID(s)
		if err != nil {
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
				t.Errorf("the error %q holds control characters", err)
			}
			return
		}
		if again, err := kubepay.ParseID(string(id)); again != id || err != nil {
			t.Errorf("%q is read again as %q, %v", id, again, err)
		}
		if url.PathEscape(string(id)) != string(id) || id == "." || id == ".." {
			t.Errorf("%q is not one segment of a path", id)
		}
	})
}
