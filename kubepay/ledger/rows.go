package ledger

import (
	"fmt"
	"strings"
	"sync"
)

// sizes are how many rows one statement takes, the largest first.
var sizes = []int{100, 10, 1}

// rows runs a statement over many rows of so many values, in as few executions
// as its sizes allow.
func rows(c *conn, statement string, width int, values []any) error {
	for _, size := range sizes {
		for n := size * width; len(values) >= n && n > 0; values = values[n:] {
			if err := c.exec(sized(statement, size, width), values[:n]...); err != nil {
				return err
			}
		}
	}
	return nil
}

var sizedStatements sync.Map // of statementSize to string

type statementSize struct {
	statement   string
	size, width int
}

func sized(statement string, size, width int) string {
	key := statementSize{statement, size, width}
	if s, ok := sizedStatements.Load(key); ok {
		return s.(string)
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", width), ",") + ")"
	all := fmt.Sprintf(statement, strings.TrimSuffix(strings.Repeat(one+",", size), ","))
	sizedStatements.Store(key, all)
	return all
}
