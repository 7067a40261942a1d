package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Sale is a payment to be made, as a person asks for it.
type Sale struct {
	Amount   string
	Currency string
	Token    string   // "" for the coin last used
	Meta     []string // each as in order=1042
	Station  string   // the till's name, "" for none
	JSON     bool     // the answer is to be told as JSON

	// Hooks are who is to be told that it was made. Where they are not known, it
	// is left to the next look to find that out.
	Hooks      []notify.Hook
	HooksKnown bool
}

// NewHelp says what there is to know of [New].
const NewHelp = `Make a payment, put it on the list, and print its id. It is asked for once: where no
answer comes, it may have been made, and paywatch says so. Once it is made, the exit code
is 0 where the id was printed, even if it could not be put on the list, and 5 where it was
not: standard error says what remains to be done. Do not repeat it after 4 or 5 unseen.`

// New makes a payment, puts it on the list, and tells out its id. Whatever goes
// wrong, it is asked for once. What goes wrong after it was made is said, and by
// [ExitCode] whether its id was told out.
func New(ctx context.Context, s settings.Settings, wanted Sale, out io.Writer, version string) error {
	if s.URL == "" {
		return errNoGateway
	}
	if s.Profile.Stray != "" {
		return errors.New("no payment is made: " + s.Profile.Stray)
	}
	client, err := kubepay.New(s.URL, kubepay.Options{JWT: s.Token.Reveal(), Version: version})
	if err != nil {
		return err
	}
	defer client.Close()
	if !client.HasJWT() {
		return errors.New("cannot make a payment without your token; set KUBEPAY_TOKEN")
	}
	ctx, stop := stoppable(ctx) // until all is said
	defer stop()
	var m made
	err = writingWith(s, ledger.Options{Hooks: notify.Wanted(wanted.Hooks)}, func(l *ledger.Ledger) error {
		sale, err := wanted.sale(ctx, l)
		if err != nil {
			return err
		}
		noted := note(l, sale)
		answer, in, err := create(ctx, client, sale)
		if in.ID == "" {
			return noted.end(err)
		}
		m = made{id: in.ID, unreadable: err}
		wanted.list(l, answer, in, sale, &m)
		if m.unlisted == nil {
			noted.strikeOut() // until then the note is all that is kept of it
		}
		m.unprinted = wanted.tell(out, in, m.unlisted == nil)
		return nil
	})
	if m.id == "" {
		return err
	}
	m.other = err
	return m.error()
}

// list keeps what the gateway answered and puts the payment on the list, in this
// order: whoever watches sees it with its amounts, and nothing older than what he
// sees. The sale is kept with it, for the list and for a sale that names no coin: an
// answer without a status is not kept.
func (w Sale) list(l *ledger.Ledger, answer kubepay.Answer, in kubepay.Intent, sale kubepay.Sale, m *made) {
	now := time.Now()
	if w.HooksKnown && in.Told() {
		r := ledger.Record{Intent: in, Raw: answer.Raw, SeenAt: now, Date: answer.Date}
		for _, c := range kubepay.Changes(nil, in) {
			r.Events = append(r.Events, kubepay.Event{Change: c, At: now, Date: answer.Date, Source: kubepay.Watching})
		}
		m.unkept = l.Record([]ledger.Record{r}, true)
	}
	m.unlisted = l.Sold(now, in.ID, sale)
}

// create asks the gateway once. A signal does not hide what may have been done.
// With an error, the intent has the id if that could be read.
func create(ctx context.Context, client *kubepay.Client, sale kubepay.Sale) (kubepay.Answer, kubepay.Intent, error) {
	answer, err := client.Create(ctx, sale)
	if err != nil && ctx.Err() != nil {
		err = &kubepay.Error{Kind: kubepay.Unreachable, Op: "create a payment", Detail: "stopped before it answered"}
	}
	if err != nil {
		return answer, kubepay.Intent{}, err
	}
	in, err := answer.Intent()
	var e *kubepay.Error
	if errors.As(err, &e) {
		in.ID = e.ID
	}
	return answer, in, err
}

var errClosed = errors.New("standard output is closed, or leads nowhere")

// tell prints the id. That nobody reads it is no success here.
func (w Sale) tell(out io.Writer, in kubepay.Intent, listed bool) error {
	text := []byte(string(in.ID) + "\n")
	if w.JSON {
		var err error
		if text, err = report.PaymentJSON(ledger.Payment{ID: in.ID, Watched: listed, Intent: &in}); err != nil {
			return err
		}
	}
	if closed(out) {
		return errClosed
	}
	signal.Ignore(syscall.SIGPIPE)
	_, err := out.Write(text)
	return err
}

// sale is what the gateway is asked for, within the limits that it names.
func (w Sale) sale(ctx context.Context, l *ledger.Ledger) (kubepay.Sale, error) {
	amount, err := parseAmount(w.Amount)
	if err != nil {
		return kubepay.Sale{}, err
	}
	meta, err := parseMeta(w.Meta)
	if err != nil {
		return kubepay.Sale{}, err
	}
	sale := kubepay.Sale{AmountFiat: amount, Token: kubepay.Token(w.Token), Currency: kubepay.Currency(strings.ToUpper(w.Currency)), Metadata: stationed(meta, w.Station)}
	err = sale.Check() // which judges the coin last
	if w.Token == "" && blames(err, "token") {
		if sale.Token, err = lastToken(ctx, l); err != nil {
			return kubepay.Sale{}, err
		}
		err = sale.Check()
	}
	return sale, refusal(err)
}

func blames(err error, field string) bool {
	var e *kubepay.Error
	return errors.As(err, &e) && e.Field == field
}

// refusal says of a sale that would be refused what to correct on the command
// line: nothing was asked of the gateway, and so it is no failure of the
// gateway's.
func refusal(err error) error {
	var e *kubepay.Error
	if !errors.As(err, &e) {
		return err
	}
	return fmt.Errorf("%s is not right: %s", onCommandLine[e.Field], e.Detail)
}

// onCommandLine is where the fields of a sale are given.
var onCommandLine = map[string]string{"amount_fiat": "the amount", "token": "--token", "currency": "--currency"}

// maxQuoted is how many characters of what was given are quoted.
const maxQuoted = 60

func parseMeta(pairs []string) (map[string]any, error) {
	if len(pairs) == 0 {
		return nil, nil
	}
	meta := map[string]any{}
	for _, pair := range pairs {
		key, value, found := strings.Cut(pair, "=")
		if _, twice := meta[key]; !found || key == "" || twice {
			return nil, fmt.Errorf("--meta %q cannot be used; write a key once, as in --meta order=1042", kubepay.Clean(pair, maxQuoted))
		}
		meta[key] = value
	}
	return meta, nil
}

// lastToken is the coin of the newest payment whose coin is known.
func lastToken(ctx context.Context, l *ledger.Ledger) (kubepay.Token, error) {
	token, err := l.NewestToken(ctx)
	if err == nil && token == "" {
		err = errors.New("no coin is named, and no payment is kept whose coin could be taken; name one, as in --token BTC")
	}
	return token, err
}
