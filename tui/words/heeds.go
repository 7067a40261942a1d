package words

import "paywatch/kubepay/payuri"

// heeded is how the customer is told what to look to.
var heeded = map[payuri.Heed]Key{
	payuri.CheckNetwork: CheckNetwork,
	payuri.TagNeeded:    TagNeeded,
	payuri.MemoNeeded:   MemoNeeded,
}

// Heeds are what the payer should look to before sending, each in a sentence. What
// is doubtful in other ways is for whoever stands at the till.
func (l Language) Heeds(r payuri.Request) []string {
	var all []string
	if !r.Known {
		all = append(all, l.Say(CheckCoin))
	}
	for _, h := range r.Heeds {
		if h == payuri.OnlyNetwork {
			all = append(all, l.Say(OnlyNetwork, r.Coin.Network))
			continue
		}
		all = append(all, l.Say(heeded[h]))
	}
	return all
}
