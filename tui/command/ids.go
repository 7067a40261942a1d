package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"paywatch/kubepay"
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

// readIDs reads ids separated by blanks, commas and ends of lines; # begins a
// comment. It gives each id, or why there is none, until there are no more or
// found returns false.
func readIDs(r io.Reader, found func(kubepay.ID, error) bool) {
	lines := bufio.NewScanner(r)
	number := 0
	for lines.Scan() {
		number++
		text, _, _ := strings.Cut(lines.Text(), "#")
		for _, word := range strings.FieldsFunc(text, separator) {
			id, err := kubepay.ParseID(word)
			if err != nil {
				err = fmt.Errorf("line %d: %w", number, err)
			}
			if !found(id, err) {
				return
			}
		}
	}
	if err := lines.Err(); err != nil {
		found("", fmt.Errorf("line %d cannot be read: %w", number+1, err))
	}
}

func separator(r rune) bool { return strings.ContainsRune(" \t\r,;", r) }
