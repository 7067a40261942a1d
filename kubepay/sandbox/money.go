package sandbox

import "github.com/shopspring/decimal"

// money is one amount in the payment's currency and in its coin.
type money struct{ fiat, crypto decimal.Decimal }

func (m money) add(other money) money {
	return money{m.fiat.Add(other.fiat), m.crypto.Add(other.crypto)}
}

// cut is the money as the gateway writes it, in no more places than there are.
func (m money) cut(places int32) money {
	return money{m.fiat.Truncate(fiatPlaces), m.crypto.Truncate(places)}
}

// share is a number of thousandths of the total. It is not cut, so that all
// thousandths together are exactly the total.
func (p *payment) share(thousandths int) money {
	part := decimal.New(int64(thousandths), -3)
	return money{p.sale.fiat.Mul(part), p.sale.crypto.Mul(part)}
}

// ofFiat and ofCrypto are an amount of which one side is given. The other follows
// in proportion to the total.
func (p *payment) ofFiat(fiat decimal.Decimal) money {
	return money{fiat, proportion(fiat, p.sale.fiat, p.sale.crypto, p.places)}
}

func (p *payment) ofCrypto(crypto decimal.Decimal) money {
	return money{proportion(crypto, p.sale.crypto, p.sale.fiat, fiatPlaces), crypto}
}

// proportion is to its total as part is to whole, and nothing where that is
// nothing.
func proportion(part, whole, total decimal.Decimal, places int32) decimal.Decimal {
	if whole.IsZero() {
		return decimal.Zero
	}
	out, _ := part.Mul(total).QuoRem(whole, places)
	return out
}
