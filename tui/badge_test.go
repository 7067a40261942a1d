package tui_test

import (
	"strings"
	"testing"

	"paywatch/kubepay/settings"
	"paywatch/theme"
)

// Whoever glances at the screen, or is about to ask for money, knows whether it is
// real: by a word, whatever the colours are.
func TestAProfileIsOnTheScreen(t *testing.T) {
	plain := theme.Options{Name: theme.Plain, ASCII: true}
	for _, test := range []struct {
		profile settings.Profile
		look    theme.Options
		want    string
	}{
		{settings.Profile{Name: "shop", Standing: settings.Live}, theme.Options{}, "LIVE shop"},
		{settings.Profile{Name: "shop", Standing: settings.Trial}, plain, "TEST shop"},
		{settings.Profile{Name: "in the High Street", Standing: settings.Unsure}, theme.Options{}, "LIVE? in the High Str"},
	} {
		t.Run(test.want, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, theme: test.look, profile: test.profile}, func(s *story) {
				shop(s)
				word, _, _ := strings.Cut(test.want, " ")
				for _, size := range [][2]int{{200, 60}, {120, 36}, {80, 24}, {40, 60}, {27, 12}} {
					s.resize(size[0], size[1])
					list, form := test.want, test.want
					if size[0] < 100 {
						list = word // the figures say more than the name
					}
					if size[0] < 40 {
						form = word
					}
					s.firstLine(list)
					s.press("n")
					s.firstLine(form)
					s.press("esc")
				}
			})
		})
	}
}

func TestGoldenFramesOfProfiles(t *testing.T) {
	for view, standing := range map[string]settings.Standing{"live": settings.Live, "test": settings.Trial} {
		t.Run(view, func(t *testing.T) {
			tellWith(t, scenery{width: 80, height: 24, profile: settings.Profile{Name: "shop", Standing: standing}}, func(s *story) {
				shop(s)
				s.golden("list-" + view)
				s.press("n")
				s.types("1250")
				s.golden("sale-" + view)
			})
		})
	}
}

// firstLine insists on what stands in the first line.
func (s *story) firstLine(want string) {
	s.Helper()
	shown := s.frame()
	if first, _, _ := strings.Cut(shown.Text(), "\n"); !strings.Contains(first, want) {
		s.Errorf("on %d×%d the first line is %q, want %q in it", shown.Cols(), shown.Rows(), first, want)
	}
}
