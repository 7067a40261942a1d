package ledger

import "paywatch/kubepay"

// timeline gives the events of a payment since a number, oldest first.
func timeline(c *conn, id kubepay.ID, latest, since int64) ([]kubepay.Event, error) {
	looks, err := c.looksAt(latest, since)
	if err != nil {
		return nil, err
	}
	var all []kubepay.Event
	for _, k := range looks {
		events, err := k.events(id)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
	}
	return all, nil
}
