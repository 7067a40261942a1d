package command

import (
	"context"
	"maps"

	"paywatch/kubepay"
	"paywatch/tui"
)

// stationKey is what the name of a till stands under in the metadata of its sales.
const stationKey = "station"

// seller makes the sales of one till.
type seller struct {
	tui.Seller
	station string
}

// sellerOf is nil without a token: nobody can make a sale then.
func sellerOf(client *kubepay.Client, station string) tui.Seller {
	if !client.HasJWT() {
		return nil
	}
	return seller{client, station}
}

func (s seller) Create(ctx context.Context, sale kubepay.Sale) (kubepay.Answer, error) {
	sale.Metadata = stationed(sale.Metadata, s.station)
	return s.Seller.Create(ctx, sale)
}

// stationed adds a station to metadata that names none.
func stationed(metadata map[string]any, station string) map[string]any {
	if _, named := metadata[stationKey]; named || station == "" {
		return metadata
	}
	all := map[string]any{stationKey: station}
	maps.Copy(all, metadata)
	return all
}
