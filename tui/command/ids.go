package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/text"
)

// Stdin among the arguments stands for ids from standard input.
const Stdin = "-"

// named are the payments that a person named.
type named struct {
	ids   []kubepay.ID
	input io.Reader // more ids come from here, nil if none do

	wrong chan error // the first line of input that is no id
}

// gatherIDs reads the ids among the arguments and in the file at path, if there
// is one. Any that is none is refused before a screen hides the refusal.
func gatherIDs(args []string, path string, stdin *os.File) (*named, error) {
	n := &named{wrong: make(chan error, 1)}
	for _, arg := range args {
		if arg == Stdin {
			n.input = stdin
			continue
		}
		id, err := kubepay.ParseID(arg)
		if err != nil {
			return nil, fmt.Errorf("%q cannot be watched: %w", arg, err)
		}
		n.ids = append(n.ids, id)
	}
	if n.input != nil && term.IsTerminal(int(stdin.Fd())) {
		return nil, errors.New("standard input is the keyboard, which the screen needs; pipe ids into paywatch -, or add them on the screen with a")
	}
	if path == "" {
		return n, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the ids cannot be read: %w; name another file with --ids", err)
	}
	defer file.Close()
	var wrong error
	readIDs(file, func(id kubepay.ID, err error) bool {
		if wrong = err; err == nil {
			n.ids = append(n.ids, id)
		}
		return err == nil
	})
	if wrong != nil {
		return nil, fmt.Errorf("%s, %w", path, wrong)
	}
	return n, nil
}

// take hands the ids over: a hundred thousand are not held for as long as the
// program runs.
func (n *named) take() []kubepay.ID {
	ids := n.ids
	n.ids = nil
	return ids
}

// arrivals are the ids from the input as they come, nil if there is no input.
// What is no id is left out: a screen that watches money does not end for it.
func (n *named) arrivals(ctx context.Context) <-chan kubepay.ID {
	if n.input == nil {
		return nil
	}
	ids := make(chan kubepay.ID)
	go func() {
		defer close(ids)
		readIDs(n.input, func(id kubepay.ID, err error) bool {
			if err != nil {
				select {
				case n.wrong <- err:
				default: // the first one is enough to go by
				}
				return true
			}
			select {
			case ids <- id:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	return ids
}

// complaint says, once the screen is closed, what of the input was no id.
func (n *named) complaint() error {
	select {
	case err := <-n.wrong:
		return fmt.Errorf("not all that was piped in was watched: %w", err)
	default:
		return nil
	}
}

// longestWord is how many bytes of a word are kept: more than any id has, so that
// a longer word is told from an id, and an endless one fills no memory.
const longestWord = 1 << 10

// readIDs reads ids separated by white space, commas and semicolons, on lines of
// any length; # begins a comment. It gives each id, or why there is none, as soon
// as it ends, until there are no more or found returns false, and tells how many
// lines held nothing but a comment.
func readIDs(r io.Reader, found func(kubepay.ID, error) bool) (comments int) {
	in := bufio.NewReader(text.Reader(r))
	var word strings.Builder
	line, empty, comment := 1, true, false
	for {
		c, _, err := in.ReadRune()
		if err != nil && err != io.EOF {
			found("", fmt.Errorf("line %d cannot be read: %w", line, err))
			return comments
		}
		if err == nil && !comment && !endsWord(c) {
			if word.Len() < longestWord {
				word.WriteRune(c)
			}
			continue
		}
		empty = empty && word.Len() == 0
		if word.Len() > 0 && !found(parseWord(word.String(), line)) || err == io.EOF {
			return comments
		}
		word.Reset()
		switch {
		case c == '#' && !comment:
			comment = true
			if empty {
				comments++
			}
		case c == '\n':
			line, empty, comment = line+1, true, false
		}
	}
}

func endsWord(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;#", c) }

func parseWord(word string, line int) (kubepay.ID, error) {
	id, err := kubepay.ParseID(strings.Clone(word)) // without the room that it was built in
	if err != nil {
		return "", fmt.Errorf("line %d: %w", line, err)
	}
	return id, nil
}
