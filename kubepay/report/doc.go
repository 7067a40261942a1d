// Package report puts what was kept into words: receipts, exports, totals, the
// list, and what was told to whom. It is pure text, for paper, people and other
// programs, and knows neither the ledger's file nor the network nor screens.
//
// What programs read has these forms throughout: an amount is a plain decimal,
// in JSON as a string; a time is RFC 3339 in UTC; what is not known is null in
// JSON and empty in CSV, never zero. Names are those of KubePay's documentation
// where it has one.
package report
