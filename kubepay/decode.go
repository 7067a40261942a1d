package kubepay

import (
	"errors"
	"slices"
	"strings"
	"unique"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"
)

// wire is a payment as KubePay's documentation writes it. Retrieve sends the
// schema's names; the guide has other ones.
type wire struct {
	ID        text `json:"id"`
	IntentID  text `json:"intent_id"`
	Reference text `json:"reference"`

	Status    word    `json:"status"`
	Token     text    `json:"token"`
	Currency  text    `json:"currency"`
	CreatedAt instant `json:"created_at"`
	UpdatedAt instant `json:"updated_at"`
	ExpiresAt instant `json:"expires_at"`
	Address   text    `json:"pay_address"`

	Fiat           amount `json:"amount_fiat"`
	Crypto         amount `json:"amount_crypto"`
	CapturedFiat   amount `json:"amount_captured_fiat"`
	CapturedCrypto amount `json:"amount_captured_crypto"`
	GuideTotal     amount `json:"total_amount"`   // the guide's amount_crypto
	GuidePartial   amount `json:"partial_amount"` // the guide's amount_captured_crypto

	Metadata     metadata     `json:"metadata"`
	Transactions transactions `json:"transactions"`
}

// reading holds for every answer. A name that stands twice in an object is an
// error, since there is no telling which of two addresses is meant; so is
// anything behind the object. Bytes that are no UTF-8 go when they are cleaned.
var reading = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(false))

// shared is a text of which there are few, such as a status: a hundred thousand
// payments then hold it once.
func shared(s string) string { return unique.Make(s).Value() }

// Intent reads the answer. What cannot be read is an [Error] of kind Unreadable
// that names the field; what the gateway left out is unknown, never zero.
//
// An answer without an id is taken to be about the payment that was asked for.
// An answer about another payment is an error, and so is one to a create that
// has no id. The answer to a create may lack everything else, the status too; if
// anything else cannot be read, the error names the payment that was made.
func (a Answer) Intent() (Intent, error) {
	var w wire
	if err := json.Unmarshal(a.Raw, &w, reading); err != nil {
		if a.op == opCreate {
			a.id = a.idAlone()
		}
		return Intent{}, a.unreadable(whatIsWrong(err))
	}
	id, err := a.identify(w)
	if err != nil {
		return Intent{}, err
	}
	status := Status(shared(Clean(string(w.Status), maxWord)))
	if status == "" && a.op != opCreate && a.op != opRead {
		return Intent{}, a.unreadable("status", "it is missing")
	}
	if len(w.Address) > maxAddress {
		a.id = id
		return Intent{}, a.unreadable("pay_address", "it is too long")
	}
	return Intent{
		ID:         id,
		Status:     status,
		Token:      Token(shared(Clean(string(w.Token), maxWord))),
		Currency:   Currency(shared(Clean(string(w.Currency), maxWord))),
		CreatedAt:  w.CreatedAt.Time,
		UpdatedAt:  w.UpdatedAt.Time,
		ExpiresAt:  w.ExpiresAt.Time,
		PayAddress: Address(Clean(string(w.Address), maxAddress)),
		Fiat:       Amount{Total: w.Fiat.NullDecimal, Captured: w.CapturedFiat.NullDecimal},
		Crypto: Amount{
			Total:    firstValid(w.Crypto, w.GuideTotal),
			Captured: firstValid(w.CapturedCrypto, w.GuidePartial),
		},
		Metadata:     w.Metadata,
		Transactions: slices.Clip(w.Transactions),
	}, nil
}

// idAlone is the id of an answer in which something else cannot be read, or "".
func (a Answer) idAlone() ID {
	var w struct {
		ID        text `json:"id"`
		IntentID  text `json:"intent_id"`
		Reference text `json:"reference"`
	}
	if err := json.Unmarshal(a.Raw, &w, reading); err != nil {
		return ""
	}
	id, err := a.identify(wire{ID: w.ID, IntentID: w.IntentID, Reference: w.Reference})
	if err != nil {
		return ""
	}
	return id
}

// identify finds whose answer it is.
func (a Answer) identify(w wire) (ID, error) {
	for _, said := range []text{w.ID, w.IntentID, w.Reference} {
		if said == "" {
			continue
		}
		id, err := ParseID(string(said))
		switch {
		case err != nil:
			return "", a.unreadable("id", err.Error())
		case a.id != "" && a.id != id:
			return "", a.unreadable("id", "it is about "+string(id)+", another payment")
		case a.id != "":
			return a.id, nil // the same text, held once
		}
		return id, nil
	}
	if a.id == "" {
		return "", a.unreadable("id", "it is missing in "+string(a.Raw[:min(len(a.Raw), 4*maxDetail)]))
	}
	return a.id, nil
}

func firstValid(documented, guide amount) decimal.NullDecimal {
	if documented.Valid {
		return documented.NullDecimal
	}
	return guide.NullDecimal
}

func (a Answer) unreadable(field, detail string) error {
	op := a.op
	if op == "" {
		op = opRead
	}
	return &Error{Kind: Unreadable, Op: op, ID: a.id, Field: Clean(field, maxWord), Detail: Clean(detail, maxDetail)}
}

// whatIsWrong finds the field to blame, as in "transactions/0/received_amount",
// and the reason.
func whatIsWrong(err error) (field, detail string) {
	var wrong *wrongValue
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &wrong) && errors.As(err, &semantic):
		return strings.TrimPrefix(string(semantic.JSONPointer), "/"), wrong.reason
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntactic):
		return strings.TrimPrefix(string(syntactic.JSONPointer), "/"), "it is there twice"
	}
	return "", "it is no JSON object, or not a whole one"
}
