package kubepay

import "strconv"

// Quantity is how many there are of something, in words: 1 payment, 2 payments.
func Quantity(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
