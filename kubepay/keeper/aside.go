package keeper

import (
	"fmt"
	"path/filepath"

	"paywatch/kubepay"
)

// tellAside says, once, that the ledger was damaged, and what became of it. The
// caller holds mu.
func (k *Keeper) tellAside() {
	aside := k.book.Aside()
	if aside == "" || aside == k.aside {
		return
	}
	k.aside = aside
	notice := asideNotice(aside, k.book.Brought())
	k.hand(func(b *Batch) { b.Notice = notice })
}

// asideNotice says first what matters most: a narrow screen cuts its end off.
func asideNotice(path string, brought int) string {
	what := "of which nothing could be brought over"
	switch {
	case brought == 1:
		what = "and 1 payment brought over to a new one"
	case brought > 1:
		what = fmt.Sprintf("and %d payments brought over to a new one", brought)
	}
	return "the ledger was damaged, " + what + "; the damaged one is " + kubepay.Clean(filepath.Base(path), mostWhy)
}
