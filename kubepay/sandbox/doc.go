// Package sandbox is a pretended KubePay gateway: the endpoints of KubePay's
// published documentation (version 1.0.0) with payments whose lives are
// scripted, and faults that can be switched on. No money is involved and every
// address belongs to nobody.
//
// A [Gateway] is an [http.Handler]. It runs over real sockets with
// [Gateway.Serve], or in memory with [Gateway.Transport]; in memory it takes
// all its time from the time package and so runs in testing/synctest's fake
// time.
//
// A [Life] is data: steps at ages. What a payment is at some moment is derived
// from its life and its age, so nothing runs in the background. A [Fault] is
// data too. A [Card] joins them under a name, and is chosen by the cents of
// amount_fiat or by metadata {"sandbox": "name"}. A [Script] gives payments lives
// of their own, and under /_/ is an API that ends a life and goes on with steps of
// its own: whoever chooses what a payment does, the same steps do it. The gateway's
// clock can be stopped, sped up and set ahead.
//
// The documentation names the endpoints, not the manners. The manners are those
// of what the service appears to be built with, Django REST Framework with
// Simple JWT: trailing slashes, error bodies, throttling, decimals as strings.
package sandbox
