package address

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPretendedAddressesPassTheirCheck(t *testing.T) {
	for _, f := range formats {
		t.Run(f.Name, func(t *testing.T) {
			seen := map[string]bool{}
			for i := range 200 {
				text := f.FromSeed(fmt.Sprint("order ", i))
				if canonical, err := f.Check(text); err != nil || canonical != text {
					t.Fatalf("%s becomes %q, %v", text, canonical, err)
				}
				seen[text] = true
			}
			if len(seen) != 200 {
				t.Errorf("200 seeds made %d addresses", len(seen))
			}
			if first, again := f.FromSeed("a"), f.FromSeed("a"); first != again {
				t.Errorf("one seed made %s and %s", first, again)
			}
		})
	}
}

// Where a damaged address passes all the same, it must not seem to have been
// proven: one capital lost may leave an Ethereum address in small letters.
func TestEverySingleWrongCharacterIsNoticed(t *testing.T) {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for _, f := range formats {
		texts := []string{f.FromSeed("one wrong character")}
		for _, v := range vectors[f.Name] {
			texts = append(texts, v.text)
		}
		texts = slices.DeleteFunc(texts, func(text string) bool { return !f.HasChecksum(text) })
		for _, text := range texts {
			for i := range text {
				for _, wrong := range letters {
					damaged := text[:i] + string(wrong) + text[i+1:]
					if damaged == text {
						continue
					}
					if _, err := f.Check(damaged); err == nil && f.HasChecksum(damaged) {
						t.Errorf("%s: %s passes as good, damaged from %s", f.Name, damaged, text)
					}
				}
			}
		}
	}
}

func TestMoneroWithPaymentID(t *testing.T) {
	text := encodeMonero(append([]byte{moneroIntegrated}, make([]byte, moneroKeys+moneroPaymentID)...))
	if len(text) != 106 {
		t.Errorf("%s has %d characters, want 106", text, len(text))
	}
	if _, err := Monero.Check(text); err != nil {
		t.Errorf("%s is refused: %v", text, err)
	}
	short := encodeMonero(append([]byte{moneroIntegrated}, make([]byte, moneroKeys)...))
	if _, err := Monero.Check(short); err == nil {
		t.Errorf("%s passes without its payment id", short)
	}
}

func TestGroupsReadAloud(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"fours and a rest", "bc1qw508d6", []string{"bc1q", "w508", "d6"}},
		{"prefix whole", "bitcoincash:qpm2qszn", []string{"bitcoincash:", "qpm2", "qszn"}},
		{"no character is cut", "ab€de", []string{"ab€d", "e"}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Groups(tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if strings.Join(got, "") != tt.text {
				t.Errorf("%q lost characters: %q", tt.text, got)
			}
		})
	}
}

func FuzzAddress(f *testing.F) {
	for _, list := range vectors {
		for _, v := range list {
			f.Add(v.text)
		}
	}
	for _, text := range []string{"", "1", "u1", "bc1", "X", "0x", ":", "bitcoincash:", "\xff", "M" + strings.Repeat("A", 68)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range formats {
			canonical, err := format.Check(text)
			if err != nil {
				if canonical != "" || err.Error() == "" {
					t.Errorf("%s: %q is refused with %q and %q", format.Name, text, canonical, err)
				}
				continue
			}
			if again, err := format.Check(canonical); err != nil || again != canonical {
				t.Errorf("%s: %q is canonically %q, and that %q, %v", format.Name, text, canonical, again, err)
			}
			if strings.ContainsFunc(canonical, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("%s: %q passes", format.Name, canonical)
			}
			format.HasChecksum(text)
		}
	})
}
