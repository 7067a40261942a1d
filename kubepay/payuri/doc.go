// Package payuri says what to put in the code that a payer scans: a payment URI
// with the amount that is still missing, or the bare address.
//
// A code is money, so nothing is guessed. The gateway's token chooses the coin
// and the coin's rules check the address; one that fails gets no code. Where the
// gateway wrote a URI of the coin, its amount becomes what is missing, and one
// that may ask for something else gets no code. A URI is
// made only for coins whose wallets agree on one: BIP321 and its relatives,
// CashAddr, ZIP 321, Monero's and Solana Pay. For the others the bare address
// is the one payload that every wallet reads and none takes for another payee.
package payuri
