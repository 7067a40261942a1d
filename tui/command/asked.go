package command

import (
	"paywatch/kubepay"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
)

// watched is the watching that a command asks for which has no screen: with the
// settings of watch, but started by whoever asks.
func watched(s settings.Settings, version string) (*watching, error) {
	if s.URL == "" {
		return nil, errNoGateway
	}
	client, err := kubepay.New(s.URL, kubepay.Options{JWT: s.Token.Reveal(), Version: version})
	if err != nil {
		return nil, err
	}
	if err := needFile(s.DB); err != nil {
		return nil, err
	}
	pace := watch.Options{Interval: s.Interval, MaxRPS: s.MaxRPS, Public: !client.HasJWT()}
	w := book{path: s.DB, keep: s.Keep, hooks: s.Hooks}.watching(client, pace, version)
	w.keeps.Unattended = true
	return w, nil
}
