package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/tui"
)

const demoNotice = "Demo: send nothing, it goes to nobody"

// Demo opens the screen on a pretended shop: a sandbox on a free port of this
// machine, asked over a real socket.
func Demo(ctx context.Context, s settings.Settings, version string) error {
	if err := needTerminal(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the demo cannot start its gateway: %w; allow paywatch to listen on 127.0.0.1", err)
	}
	client, err := kubepay.New("http://"+listener.Addr().String(), kubepay.Options{JWT: sandbox.Token(time.Now()), Version: version})
	if err != nil {
		return errors.Join(err, listener.Close())
	}

	folder, err := os.MkdirTemp("", "paywatch-demo-") // nobody else can read it
	if err != nil {
		return errors.Join(fmt.Errorf("the demo has nowhere to keep its payments: %w; set TMPDIR to a folder that can be written", err), listener.Close())
	}
	defer os.RemoveAll(folder)

	shop := sandbox.NewDemo()
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- shop.Gateway.Serve(serving, listener) }()

	err = open(ctx, client, watch.Options{Interval: watch.Gap}, book{path: filepath.Join(folder, "ledger.db")}, version, tui.Options{
		Seller:    sellerOf(client, ""),
		Interval:  watch.Gap,
		IDs:       shop.Opening,
		Arrivals:  shop.Arrivals(serving),
		Theme:     themeOf(s),
		Languages: languagesOf(s),
		Notice:    demoNotice,
	})
	stop()
	return errors.Join(err, <-served)
}
