package keeper

import (
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
	if brought > 0 {
		what = "and " + kubepay.Quantity(brought, "payment") + " brought over to a new one"
	}
	return "the ledger was damaged, " + what + "; the damaged one is " + kubepay.Clean(filepath.Base(path), mostWhy)
}
