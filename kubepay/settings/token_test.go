package settings_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"paywatch/kubepay/settings"
)

func TestTheTokenHasOnePlace(t *testing.T) {
	type place struct{ flagFile, env, envFile, file, fileFile string }
	for _, test := range []struct {
		name  string
		given place
		want  string // the token, or what the refusal says
	}{
		{"variable", place{env: "a"}, "a"},
		{"file named by flag over variable", place{flagFile: "b", env: "a"}, "b"},
		{"variable over a file named in the settings", place{env: "a", fileFile: "c"}, "a"},
		{"file named by variable over the settings' token", place{envFile: "d", file: "e"}, "d"},
		{"the settings' token", place{file: "e"}, "e"},
		{"twice in the environment", place{env: "a", envFile: "d"}, "KUBEPAY_TOKEN and KUBEPAY_TOKEN_FILE are both set; keep one"},
		{"twice in the settings", place{file: "e", fileFile: "c"}, "both set; keep one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := from(t)
			named := func(token string) string {
				if token == "" {
					return ""
				}
				path := filepath.Join(filepath.Dir(sources.File), token)
				write(t, path, token+"\n", 0o600)
				return path
			}
			if path := named(test.given.flagFile); path != "" {
				sources.Flags = map[string]string{"token-file": path}
			}
			sources.LookupEnv = env(map[string]string{"KUBEPAY_TOKEN": test.given.env, "KUBEPAY_TOKEN_FILE": named(test.given.envFile)})
			var text string
			if test.given.file != "" {
				text += fmt.Sprintf("token = %q\n", test.given.file)
			}
			if named(test.given.fileFile) != "" {
				text += fmt.Sprintf("token-file = %q\n", test.given.fileFile) // beside the settings
			}
			write(t, sources.File, text, 0o600)

			got, err := settings.Load(sources, settings.All())
			if err != nil {
				if !strings.Contains(err.Error(), test.want) {
					t.Errorf("refusal %q, want %q in it", err, test.want)
				}
				return
			}
			if got.Token.Reveal() != test.want {
				t.Errorf("token %q, want %q", got.Token.Reveal(), test.want)
			}
		})
	}
}

func TestFilesFromWindowsAreReadLikeAnyOther(t *testing.T) {
	sources := from(t)
	write(t, sources.File, "\xef\xbb\xbftoken-file = \"token\"\r\n", 0o600)
	write(t, filepath.Join(filepath.Dir(sources.File), "token"), "\xff\xfea\x00b\x00\r\x00\n\x00", 0o600)
	got, err := settings.Load(sources, settings.All())
	if err != nil || got.Token.Reveal() != "ab" {
		t.Errorf("token %q, %v; want ab", got.Token.Reveal(), err)
	}
}

func TestATokenIsForItsOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // there the mode says nothing
	}
	const token = "s3cret-token"

	sources := from(t)
	write(t, sources.File, "token = \""+token+"\"", 0o644)
	_, err := settings.Load(sources, settings.All())
	if err == nil || !strings.Contains(err.Error(), "chmod 600 "+sources.File) {
		t.Errorf("a token in a settings file that others may read gives %v", err)
	}
	if err != nil && strings.Contains(err.Error(), token) {
		t.Errorf("the refusal shows the token: %v", err)
	}

	sources = from(t)
	path := filepath.Join(filepath.Dir(sources.File), "token")
	sources.Flags = map[string]string{"token-file": path}
	write(t, path, token, 0o644)
	got, err := settings.Load(sources, settings.All())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Warnings) != 1 || !strings.Contains(got.Warnings[0], "chmod 600 "+path) {
		t.Errorf("a token's file that others may read warns %q", got.Warnings)
	}
	write(t, path, token, 0o600)
	if got, err = settings.Load(sources, settings.All()); err != nil || len(got.Warnings) != 0 {
		t.Errorf("a token's file of mode 600 gives %v and warns %q", err, got.Warnings)
	}
}

func TestABrokenFileDoesNotShowItsToken(t *testing.T) {
	const token = "s3cret-token"
	for _, text := range []string{
		"token = " + token,
		"token = \"" + token + "\ninterval = 1",
		"token = [\"" + token + "\"]",
		"token = \"" + token + "\\u001b\"",
	} {
		sources := from(t)
		write(t, sources.File, text, 0o600)
		_, err := settings.Load(sources, settings.All())
		if err == nil {
			t.Errorf("%q is not refused", text)
			continue
		}
		if strings.Contains(err.Error(), token) {
			t.Errorf("%q shows the token: %v", text, err)
		}
	}
}

func TestNoPrintingShowsTheToken(t *testing.T) {
	const token = "s3cret-token"
	sources := from(t)
	sources.LookupEnv = env(map[string]string{"KUBEPAY_TOKEN": token})
	got, err := settings.Load(sources, settings.All())
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		fmt.Sprint(got), fmt.Sprintf("%v", got), fmt.Sprintf("%+v", got), fmt.Sprintf("%#v", got), fmt.Sprintf("%q", got.Token), string(asJSON),
	} {
		if strings.Contains(text, token) {
			t.Errorf("%s shows the token", text)
		}
	}
}
