package kubepay

// Topic is what an event is called where people choose of what to be told: a
// status, or what else happened.
type Topic string

// The topics that are no status.
const (
	TopicFirstSeen    Topic = "first_seen"
	TopicCaptured     Topic = "captured"
	TopicTransaction  Topic = "transaction"
	TopicMoved        Topic = "moved"
	TopicExpiryMoved  Topic = "expiry_moved"
	TopicTotalChanged Topic = "total_changed"
	TopicOverpaid     Topic = "overpaid"
	TopicLate         Topic = "late"
	TopicTakenBack    Topic = "taken_back"
)

// Topics lists all that can be chosen, the documented statuses first.
func Topics() []Topic {
	return []Topic{
		Topic(Pending), Topic(Partial), Topic(Paid), Topic(Failed), Topic(Expired),
		TopicFirstSeen, TopicCaptured, TopicTransaction, TopicOverpaid, TopicLate,
		TopicMoved, TopicExpiryMoved, TopicTotalChanged, TopicTakenBack,
	}
}

// Topics are what the change goes by. One that says where a payment stands goes
// by the status, at the first look too: whoever waits for paid waits for that.
func (c Change) Topics() []Topic {
	switch c.Kind {
	case FirstSeen:
		return []Topic{TopicFirstSeen, Topic(c.To)}
	case StatusChanged:
		return []Topic{Topic(c.To)}
	case Captured:
		return []Topic{TopicCaptured}
	case NewTx:
		return []Topic{TopicTransaction}
	case AddressMoved:
		return []Topic{TopicMoved}
	case ExpiryMoved:
		return []Topic{TopicExpiryMoved}
	case TotalChanged:
		return []Topic{TopicTotalChanged}
	case Overpaid:
		return []Topic{TopicOverpaid}
	case Late:
		return []Topic{TopicLate}
	case WentBack:
		return []Topic{TopicTakenBack}
	}
	return nil
}
