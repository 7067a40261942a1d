package notify

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"paywatch/kubepay/text"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// Secret signs what is posted. No way of printing shows it.
type Secret struct {
	sign func(id string, at time.Time, body []byte) (string, error)
}

// String stands for the secret where it could be read.
func (s Secret) String() string {
	if s.sign == nil {
		return "none"
	}
	return "hidden"
}

const (
	secretPrefix  = "whsec_"
	maxSecretFile = 4 << 10 // bytes: a larger file is another one by mistake

	// Bounds of a secret in bytes, by the Standard Webhooks specification.
	shortestSecret = 24
	longestSecret  = 64
)

const makeSecret = `make one with: echo "whsec_$(openssl rand -base64 32)"`

// parseSecret reads a secret as Standard Webhooks writes it. Its errors never
// quote it.
func parseSecret(s string) (Secret, error) {
	encoded, ok := strings.CutPrefix(strings.TrimSpace(s), secretPrefix)
	key, err := base64.StdEncoding.DecodeString(encoded)
	switch {
	case !ok:
		return Secret{}, errors.New("the secret does not begin with whsec_; " + makeSecret)
	case err != nil:
		return Secret{}, errors.New("the secret is not whsec_ and base64; " + makeSecret)
	case len(key) < shortestSecret || len(key) > longestSecret:
		return Secret{}, fmt.Errorf("the secret has %d bytes, not %d to %d; %s", len(key), shortestSecret, longestSecret, makeSecret)
	}
	signer, err := standardwebhooks.NewWebhookRaw(key)
	if err != nil {
		return Secret{}, errors.New("the secret cannot be used; " + makeSecret)
	}
	return Secret{signer.Sign}, nil
}

// readSecret reads the file that holds the secret alone.
func readSecret(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", unreadable(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", unreadable(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("others may read the secret in %s; run chmod 600 %[1]s", path)
	}
	data, err := io.ReadAll(io.LimitReader(text.Reader(f), maxSecretFile+1))
	if err != nil {
		return "", unreadable(err)
	}
	if len(data) > maxSecretFile {
		return "", fmt.Errorf("%s is too large for a secret's file; put the secret into it, and nothing else", path)
	}
	return string(data), nil
}

// unreadable says which file failed and why, without the system call.
func unreadable(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return fmt.Errorf("the secret's file cannot be read: %w; name a file that you may read and that holds the secret alone", err)
}
