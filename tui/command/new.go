package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Sale is a payment to be made, as a person asks for it.
type Sale struct {
	Amount   string
	Currency string
	Token    string   // "" for the coin last used
	Meta     []string // each as in order=1042
	JSON     bool     // the answer is to be told as JSON
}

// New makes a payment, puts it on the list, and tells out its id. Whatever goes
// wrong, it is asked for once.
func New(ctx context.Context, s settings.Settings, wanted Sale, out io.Writer, version string) error {
	if s.URL == "" {
		return ErrNoGateway
	}
	client, err := kubepay.New(s.URL, kubepay.Options{JWT: s.Token.Reveal(), Version: version})
	if err != nil {
		return err
	}
	defer client.Close()
	if !client.HasJWT() {
		return errors.New("cannot make a payment without your token; set KUBEPAY_TOKEN")
	}
	return writing(s, func(l *ledger.Ledger) error {
		sale, err := wanted.sale(ctx, l)
		if err != nil {
			return err
		}
		in, err := create(ctx, client, sale)
		if err != nil {
			return err
		}
		listed := l.Watch(time.Now(), in.ID)
		if listed != nil {
			listed = fmt.Errorf("the payment %s is made, but is not on the list: %w", in.ID, listed)
		}
		return errors.Join(wanted.tell(out, in, listed == nil), listed)
	})
}

// create asks the gateway once. A signal does not hide what may have been done.
func create(ctx context.Context, client *kubepay.Client, sale kubepay.Sale) (kubepay.Intent, error) {
	ctx, stop := stoppable(ctx)
	defer stop()
	answer, err := client.Create(ctx, sale)
	if err != nil && ctx.Err() != nil {
		err = &kubepay.Error{Kind: kubepay.Unreachable, Op: "create a payment", Detail: "stopped before it answered"}
	}
	if err != nil {
		return kubepay.Intent{}, err
	}
	return answer.Intent()
}

func (w Sale) tell(out io.Writer, in kubepay.Intent, listed bool) error {
	text := []byte(string(in.ID) + "\n")
	if w.JSON {
		var err error
		if text, err = report.PaymentJSON(ledger.Payment{ID: in.ID, Watched: listed, Intent: &in}); err != nil {
			return err
		}
	}
	return put(out, text)
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
	token := kubepay.Token(w.Token)
	if token == "" {
		if token, err = lastToken(ctx, l); err != nil {
			return kubepay.Sale{}, err
		}
	}
	sale := kubepay.Sale{AmountFiat: amount, Token: token, Currency: kubepay.Currency(strings.ToUpper(w.Currency)), Metadata: meta}
	return sale, refusal(sale.Check())
}

// refusal says of a sale that would be refused what to correct on the command
// line: nothing was asked of the gateway, and so it is no failure of the
// gateway's.
func refusal(err error) error {
	var e *kubepay.Error
	if !errors.As(err, &e) {
		return err
	}
	where := map[string]string{"amount_fiat": "the amount", "token": "--token", "currency": "--currency"}[e.Field]
	return fmt.Errorf("%s is not right: %s", where, e.Detail)
}

var amountForm = regexp.MustCompile(`^[0-9]+([.,][0-9]{1,2})?$`)

// parseAmount reads an amount with a point or a comma before its cents. What
// could be meant in two ways, as 1.234, is refused.
func parseAmount(text string) (string, error) {
	if !amountForm.MatchString(text) {
		return "", fmt.Errorf("%q is no amount; write it as in 12.50, without anything between thousands", kubepay.Clean(text, maxQuoted))
	}
	amount, err := decimal.NewFromString(strings.Replace(text, ",", ".", 1))
	if err != nil {
		return "", fmt.Errorf("%q is no amount; write it as in 12.50", text)
	}
	return amount.StringFixed(2), nil
}

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

// lastToken is the coin of the newest payment.
func lastToken(ctx context.Context, l *ledger.Ledger) (kubepay.Token, error) {
	found, err := l.Search(ctx, "", 1)
	if err != nil {
		return "", err
	}
	if len(found) == 0 || found[0].Token == "" {
		return "", errors.New("no coin is named, and no payment is kept whose coin could be taken; name one, as in --token BTC")
	}
	return found[0].Token, nil
}
