package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// maxBody is the most that a proxy of nginx lets through by default.
const maxBody = 1 << 20

// create answers a POST.
func (g *Gateway) create(r *http.Request, now time.Time) answer {
	fields, refusal := readFields(r)
	if refusal != nil {
		return *refusal
	}
	s, wrong := saleOf(fields)
	if len(wrong) > 0 {
		return jsonAnswer(http.StatusBadRequest, wrong)
	}
	return created(g.add(order{sale: s, card: s.card()}, now))
}

// idShapeKey is the metadata key that chooses under which name the answer to a
// create gives the id, since the documentation does not say: "id" (also by
// default), "intent_id", "reference" or "none".
const idShapeKey = "sandbox_id"

// created echoes the five fields, as documented, and adds the id, as the guide
// needs it.
func created(p *payment) answer {
	body := map[string]any{
		"amount_fiat":   p.sale.fiat.StringFixed(fiatPlaces),
		"amount_crypto": p.sale.crypto.StringFixed(cryptoPlaces),
		"token":         p.sale.token,
		"currency":      p.sale.currency,
		"metadata":      p.sale.metadata,
	}
	switch shape := p.sale.metadata[idShapeKey]; shape {
	case "none":
	case "intent_id", "reference":
		body[shape.(string)] = p.id
	default:
		body["id"] = p.id
	}
	return jsonAnswer(http.StatusCreated, body)
}

// readFields reads the JSON object of a request, or says why not.
func readFields(r *http.Request) (map[string]any, *answer) {
	refuse := func(a answer) (map[string]any, *answer) { return nil, &a }
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return refuse(page(http.StatusRequestEntityTooLarge))
	} else if err != nil {
		return refuse(page(http.StatusBadRequest))
	}
	if len(body) == 0 {
		return map[string]any{}, nil
	}
	kind := r.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(kind); err != nil || media != "application/json" {
		return refuse(detail(http.StatusUnsupportedMediaType, fmt.Sprintf("Unsupported media type %q in request.", kind)))
	}
	return decodeFields(body)
}

// decodeFields reads a JSON object, or refuses it.
func decodeFields(body []byte) (map[string]any, *answer) {
	refuse := func(a answer) (map[string]any, *answer) { return nil, &a }
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber() // the merchant's numbers come back as they were sent
	var v any
	if err := dec.Decode(&v); err != nil {
		return refuse(detail(http.StatusBadRequest, "JSON parse error - "+err.Error()))
	}
	if _, err := dec.Token(); err != io.EOF {
		return refuse(detail(http.StatusBadRequest, "JSON parse error - Extra data"))
	}
	fields, ok := v.(map[string]any)
	if !ok {
		return refuse(jsonAnswer(http.StatusBadRequest, problems{"non_field_errors": {"Invalid data. Expected a dictionary."}}))
	}
	return fields, nil
}
