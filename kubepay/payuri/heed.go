package payuri

import "strings"

// Heed is what a payer should look to before sending, as a sentence.
type Heed string

// All that there is to heed.
const (
	OnlyNetwork  Heed = "Send over this network only." // the coin's
	CheckNetwork Heed = "Check the network with the merchant."
	TagNeeded    Heed = "A destination tag may be needed: ask the merchant."
	MemoNeeded   Heed = "A memo may be needed: ask the merchant."
)

// heedsFor leaves out what the address itself settles.
func (c Coin) heedsFor(text string) []Heed {
	if c.selfTag != "" && strings.HasPrefix(text, c.selfTag) {
		return nil
	}
	return c.Heeds
}

// advice joins what is to be heeded, and names the network.
func (c Coin) advice(all []Heed) string {
	var sentences []string
	for _, h := range all {
		if h == OnlyNetwork {
			h = Heed("Send over " + c.Network + " only.")
		}
		sentences = append(sentences, string(h))
	}
	return strings.Join(sentences, " ")
}
