package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/alert"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// Watcher is where payments come from: [keeper.Keeper] is one. What is on the list
// is what its batches say.
type Watcher interface {
	Add(ids ...kubepay.ID)
	Made(o kubepay.Observation)
	Remove(ids ...kubepay.ID)
	Show(ids ...kubepay.ID)
	Look(id kubepay.ID) time.Time
	Pause(paused bool)
	Acknowledge(id kubepay.ID, upTo int64)
	Next(ctx context.Context) (keeper.Batch, error)
}

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

// overlay is what lies over the main screen.
type overlay int

const (
	noOverlay overlay = iota
	customerOverlay
	rawOverlay
	helpOverlay
	copyOverlay
	linkOverlay
	saleOverlay
	historyOverlay
	totalsOverlay
	devOverlay
)

// Model is the whole screen. It is changed by Update alone.
type Model struct {
	ctx  context.Context
	opts Options

	list      *watchlist.List
	answers   answers
	health    watch.Health
	now       time.Time // by the local clock, as of the last tick or batch
	refused   bool      // the token's refusal waits to be acknowledged
	elsewhere bool      // another program looks

	theme  theme.Theme
	window size // the terminal's
	size   size // without the lines of alarm
	layout layout
	focus  pane

	over     overlay
	chosen   bool       // the selection is a person's, or has found its place
	shown    kubepay.ID // what the engine was last told is on show
	listView listView
	detail   detailView
	customer customerView
	raw      rawView
	links    linkView
	copying  copyMenu
	sale     saleView
	prompt   prompt
	help     helpView
	history  historyView
	totals   totalsView
	dev      devView
	question question
	telling  tellingView
	troubles []Trouble // as of the last tick

	created    kubepay.Observation             // the answer to the last create, while its payment is not on the list
	awaited    kubepay.ID                      // is to be selected once it is on the list
	removed    [][]*watchlist.Entry            // for undo, together what was taken off together, the latest last
	returning  map[kubepay.ID]*watchlist.Entry // those that were undone, and are not on the list yet
	away       absence
	recording  keeper.Recording
	unkept     unkept
	leaving    bool // a person wants to quit and was told what is not recorded
	warned     bool // that was so before the last key
	note       note
	title      titleLine
	muted      bool
	bell       alert.Bell
	desk       alert.Desk
	unwatched  bool // the terminal says that it has not the focus
	paused     bool // as a person last asked; the health follows
	progressOK bool // the terminal shows progress: OSC 9;4

	frame frame
}

// New returns the screen as it starts. Its commands end with ctx.
func New(ctx context.Context, o Options) *Model {
	if o.Location == nil {
		o.Location = time.Local
	}
	m := &Model{
		ctx: ctx, opts: o,
		list: watchlist.New(), now: time.Now().In(o.Location),
		theme: theme.New(o.Theme, true), returning: map[kubepay.ID]*watchlist.Entry{},
	}
	codes := &qr.Codes{}
	m.detail.codes, m.customer.screen.Codes = codes, codes
	m.listView.sells = o.Seller != nil
	m.sale.profile = o.Profile
	o.Engine.Add(o.IDs...)
	m.opts.IDs = nil // a hundred thousand are not held twice
	m.frame.view = m.compose("")
	return m
}

// Init starts the two recurring sources and asks the terminal what it is.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(
		nextSecond(),
		nextBatch(m.ctx, m.opts.Engine),
		nextArrivals(m.ctx, m.opts.Arrivals),
		tea.RequestBackgroundColor,
		m.askDoubts(),
	)
}

// moment is the time by both clocks.
func (m *Model) moment() moment {
	return moment{local: m.now, gateway: m.now.Add(m.health.Offset)}
}

// selected is the selected payment, or nil.
func (m *Model) selected() *watchlist.Entry { return m.list.Get(m.listView.selected) }
