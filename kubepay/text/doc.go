// Package text reads what people wrote with an editor or a shell of theirs.
package text
