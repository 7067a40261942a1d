package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// Options is what the screen is given.
type Options struct {
	Engine    Watcher
	Seller    Seller            // nil where no sale can be made
	Attempts  Attempts          // sales of unknown outcome, nil where they are not kept
	Archive   Archive           // everything that was recorded, nil where nothing is
	Troubles  func() []Trouble  // hooks that cannot be told at present; asked once a second, nil without hooks
	Calls     *calls.Log        // what was asked of the gateway, nil where nobody notes it
	Export    Exporter          // writes tables to files, nil where none can be written
	Interval  time.Duration     // the pace that was asked for: a slower one is said
	IDs       []kubepay.ID      // watched from the start
	Arrivals  <-chan kubepay.ID // watched as they come, nil for none
	Theme     theme.Options
	Languages []words.Language // in which customers are spoken to, in turn; English without any
	Notice    string           // a line that is always on the screen, "" for none
	Player    Player           // plays sounds, nil for the bell alone
	Location  *time.Location   // in which times are told, nil for the machine's
	Profile   settings.Profile // whose payments these are
}

// Model is the whole screen. It is changed by Update alone.
type Model struct {
	ctx  context.Context
	opts Options
	now  time.Time // by the local clock, as of the last tick or batch

	engine    engine
	condition condition
	list      *watchlist.List
	takenOff  takenOff
	unkept    unkept
	away      absence
	answers   answers
	telling   tellingView
	herald    herald

	screen
	listView listView
	detail   detailView
	lastLine // under both
	overlays // over all of it
}

// New returns the screen as it starts. Its commands end with ctx.
func New(ctx context.Context, o Options) *Model {
	if o.Location == nil {
		o.Location = time.Local
	}
	m := &Model{
		ctx: ctx, opts: o, now: time.Now().In(o.Location),
		engine: engine{Watcher: o.Engine}, list: watchlist.New(), herald: herald{player: o.Player},
		screen: screen{theme: theme.New(o.Theme, true), notice: o.Notice},
	}
	codes := &qr.Codes{}
	m.detail.codes, m.customer.screen.Codes = codes, codes
	m.listView.sells = o.Seller != nil
	m.sale.profile = o.Profile
	m.engine.Add(o.IDs...)
	m.opts.IDs = nil // a hundred thousand are not held twice
	m.frame.view = m.compose("")
	return m
}

// Init starts the two recurring sources and asks the terminal what it is.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(
		nextSecond(),
		nextBatch(m.ctx, m.engine.Watcher),
		nextArrivals(m.ctx, m.opts.Arrivals),
		tea.RequestBackgroundColor,
		m.askDoubts(),
	)
}

// moment is the time by both clocks.
func (m *Model) moment() moment {
	return moment{local: m.now, gateway: m.now.Add(m.condition.health.Offset)}
}

// selected is the selected payment, or nil.
func (m *Model) selected() *watchlist.Entry { return m.list.Get(m.listView.selected) }
