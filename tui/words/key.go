package words

// Key is one of the sentences. What is said with one is told behind it: amounts are
// given as [Language.Fiat] and [Language.Crypto] write them, times as
// [Language.Left] does.
type Key int

// All that is ever said.
const (
	Welcome        Key = iota
	OneMoment          // as a heading: nothing can be paid just now
	ToPay              // as a heading: over the amount
	LeftToPay          // as a heading: over what is left of it
	ScanToPay          // beside the code
	ScanToPayRest      // beside the code for what is left
	PayTo              // before the address, where there is no room for a code
	EnterAmount        // the code holds the address alone
	Received           // so much: an amount
	ReceivedOf         // so much of so much, thank you: two amounts
	ReceivedSome       // so much of so much, where it is over: two amounts
	TimeLeft           // a time, as Left writes it
	Paid               // one word in capitals, to be read across a room
	Thanks             // with it
	ReceivedThanks     // so much was received, thank you: an amount
	TooMuch            // so much too much: an amount; ask at the till
	TimeIsUp           // as a heading: it may be over, but the gateway did not say so yet
	Checking           // under it: nothing is to be sent now
	Confirming         // all is there, but the gateway did not say so yet
	Expired            // as a heading: over, because the time was over
	Failed             // as a heading: over, because it failed
	Ended              // as a heading: over, for a reason that is not known
	PaymentOver        // under it: nothing is to be sent, ask at the till
	NoConnection       // under OneMoment: do not pay now
	NoAddress          // under OneMoment: there is nothing to pay to yet
	DoNotPay           // as a heading: an alarm
	WrongAddress       // under it: ask at the till
	NotShown           // this payment is not shown here any more
	OnlyNetwork        // send over this network only: its name
	CheckNetwork       // ask which network
	TagNeeded          // a destination tag may be needed
	MemoNeeded         // a memo may be needed
	CheckCoin          // the coin is not known here: look to coin and network
	InTurn             // which of how many sales is shown: two whole numbers
	keys               // how many there are
)

// Keys lists all of them.
func Keys() []Key {
	all := make([]Key, keys)
	for i := range all {
		all[i] = Key(i)
	}
	return all
}
