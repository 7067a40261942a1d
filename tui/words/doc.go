// Package words speaks to the customer: a shop's few sentences in ten languages,
// and amounts and times by each language's habits.
//
// A [Language] is words and habits: "es-MX" speaks Spanish and writes amounts as
// Mexico does. Habits come from golang.org/x/text as far as it tells them. It
// cannot write a decimal that is not a float, and so it is asked only for its
// separators and signs: an amount goes from its digits to the screen untouched.
//
// Where languages take turns, the words alone do: [Turn] keeps the habits of the
// first, so that an amount never seems to change.
package words
