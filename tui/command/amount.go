package command

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

var amountForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]+([.,][0-9]{1,2})?$`) })

// parseAmount reads an amount with a point or a comma before its cents. What
// could be meant in two ways, as 1.234, is refused.
func parseAmount(text string) (string, error) {
	if !amountForm().MatchString(text) {
		return "", fmt.Errorf("%q is no amount%s", kubepay.Clean(text, maxQuoted), amountRemedy(text))
	}
	amount, err := decimal.NewFromString(strings.Replace(text, ",", ".", 1))
	if err != nil {
		return "", fmt.Errorf("%q is no amount; write it as in 12.50", text)
	}
	return amount.StringFixed(2), nil
}

// misspelt are the forms of what was meant as an amount, and what to say of each.
var misspelt = sync.OnceValue(func() []misspelling {
	return []misspelling{
		{regexp.MustCompile(`^-[0-9]`), ": it must be above zero; write it as in 12.50"},
		{regexp.MustCompile(`^[0-9]+[.,][0-9]{3,}$`), ": it has more than two decimals; write it as in 12.50, or 1234.50 with nothing between thousands"},
		{regexp.MustCompile(`^[0-9]+([.,' _][0-9]+)+$`), ": something stands between its thousands; write it as in 12.50 or 1234.50"},
	}
})

type misspelling struct {
	form *regexp.Regexp
	said string
}

func amountRemedy(text string) string {
	for _, m := range misspelt() {
		if m.form.MatchString(text) {
			return m.said
		}
	}
	return "; write it as in 12.50"
}
