package settings

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"paywatch/kubepay/text"
)

const maxFile = 64 << 10 // bytes: a larger file is another one by mistake

// readToken reads the file that holds the token alone.
func (s *Settings) readToken(path string) error {
	data, others, err := readSmall(path)
	if err != nil {
		return fmt.Errorf("the token's file cannot be read: %w; name a file that you may read and that holds your token alone", err)
	}
	token := strings.TrimSpace(string(data))
	if token == "" {
		return fmt.Errorf("%s is empty; put the token into it, and nothing else", path)
	}
	if others.any {
		s.Warnings = append(s.Warnings, fmt.Sprintf("others may read the token in %s; run chmod 600 %[1]s", path))
	}
	s.Token = NewSecret(token)
	return nil
}

// access is what others than its owner may do with a file. Windows keeps that
// elsewhere than in the mode: there it is nothing.
type access struct {
	any   bool // read it, write it or run it
	write bool
}

func accessOf(mode fs.FileMode) access {
	if runtime.GOOS == "windows" {
		return access{}
	}
	return access{any: mode.Perm()&0o077 != 0, write: mode.Perm()&0o022 != 0}
}

// readSmall reads a file, and tells what others may do with it.
func readSmall(path string) (data []byte, others access, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, access{}, plainly(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, access{}, plainly(err)
	}
	data, err = io.ReadAll(io.LimitReader(text.Reader(f), maxFile+1))
	if err != nil {
		return nil, access{}, plainly(err)
	}
	if len(data) > maxFile {
		return nil, access{}, fmt.Errorf("%s is larger than %d KiB", path, maxFile>>10)
	}
	return data, accessOf(info.Mode()), nil
}

// plainly says what failed on which file, without the system call.
func plainly(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}
