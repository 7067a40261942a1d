package kiosk

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/theme"
	"paywatch/tui/customer"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// Watcher is where payments come from: [keeper.Keeper] is one.
type Watcher interface {
	Add(ids ...kubepay.ID)
	Show(ids ...kubepay.ID)
	Next(ctx context.Context) (keeper.Batch, error)
}

// Options is what the display is given.
type Options struct {
	Engine    Watcher
	IDs       []kubepay.ID      // watched from the start
	Arrivals  <-chan kubepay.ID // watched as they come, nil for none
	Named     bool              // only these are shown, and not what else is on the list
	Station   string            // only sales of this station are shown, "" for all
	Name      string            // of the shop, "" for none
	Line      string            // of text under it, "" for none
	Dwell     time.Duration     // for how long what became of a sale is shown
	Languages []words.Language  // that the customers are spoken to in, by turns
	Theme     theme.Options
	Unlock    Unlock
	Beat      func()         // is called for a watchdog at each look, nil for none
	Notice    string         // a line that is always on the screen, "" for none
	Location  *time.Location // in which the time is told, nil for the machine's

	clock   func() instant   // for tests
	resumed <-chan os.Signal // the program goes on after it was stopped, nil where it never is
}

// Model is the display. It is changed by Update alone.
type Model struct {
	ctx  context.Context
	opts Options

	stage   *stage
	now     instant
	theme   *theme.Theme
	width   int
	height  int
	console bool // the terminal is the machine's own
	screen  customer.Screen
	lock    lock
	pulse   pulse
	asked   []kubepay.ID // that the engine was last told to show
	laid    laid
	came    int64 // the minute in which its kind of screen came on
	view    tea.View
}

// laid is the screen as it was last laid out, and what for.
type laid struct {
	scene         customer.Scene
	width, height int
	minute        int64
}

// New returns the display as it starts. Its commands end with ctx.
func New(ctx context.Context, o Options) *Model {
	if o.Location == nil {
		o.Location = time.Local
	}
	if o.clock == nil {
		o.clock = clock(o.Location)
	}
	m := &Model{
		ctx: ctx, opts: o,
		stage: newStage(o.Station, o.Named, o.Dwell), now: o.clock(), lock: lock{unlock: o.Unlock},
		theme: painted(o.Theme, true), screen: customer.Screen{Codes: &qr.Codes{}},
	}
	m.add(o.IDs...)
	m.draw()
	return m
}

// add watches payments that were named.
func (m *Model) add(ids ...kubepay.ID) {
	if len(ids) == 0 {
		return
	}
	if m.opts.Named {
		m.stage.name(ids...)
	}
	m.opts.Engine.Add(ids...)
}

// Init starts the recurring sources and asks the terminal what it is.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(nextSecond(), nextBatch(m.ctx, m.opts.Engine), nextArrival(m.ctx, m.opts.Arrivals), nextResumption(m.ctx, m.opts.resumed), tea.RequestBackgroundColor)
}

// Update takes in one message. What it does not name does nothing: keys but those
// that unlock, the mouse, and what is pasted.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	m.draw()
	return m, cmd
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	m.advance()
	switch msg := msg.(type) {
	case secondMsg:
		m.stage.settle(m.now)
		m.show()
		return tea.Batch(nextSecond(), m.beat(m.pulse.idles(m.now, m.stage)))
	case batchMsg:
		return m.apply(keeper.Batch(msg))
	case arrivedMsg:
		m.add(msg...)
		return nextArrival(m.ctx, m.opts.Arrivals)
	case tea.KeyPressMsg:
		if m.lock.press(msg, m.now) {
			return tea.Quit
		}
	case beatenMsg:
		m.pulse.beating = false
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.EnvMsg:
		m.learnTerminal(msg.Getenv("TERM"))
	case tea.BackgroundColorMsg:
		m.theme = painted(m.opts.Theme, msg.IsDark())
	case resumedMsg:
		return tea.Batch(takeBack(), nextResumption(m.ctx, m.opts.resumed))
	case endedMsg:
		return tea.Quit
	}
	return nil
}

// most is by how much the two clocks may differ between two messages before one of
// them was set.
const most = 2 * time.Second

// advance takes in what time it is.
func (m *Model) advance() {
	now := m.opts.clock()
	if now.jump(m.now) > most {
		m.stage.doubt()
	}
	m.now = now
}

// apply takes in what is new and asks for the next batch.
func (m *Model) apply(b keeper.Batch) tea.Cmd {
	m.stage.take(b, m.now)
	next := nextBatch(m.ctx, m.opts.Engine)
	m.show()
	if len(b.Observations) == 0 {
		return next
	}
	return tea.Batch(next, m.beat(true))
}

// show has what is on the screen looked at most often.
func (m *Model) show() {
	if ids := m.stage.watched(); !slices.Equal(ids, m.asked) {
		m.asked = ids
		m.opts.Engine.Show(ids...)
	}
}

// learnTerminal takes from the environment what the terminal cannot be asked.
func (m *Model) learnTerminal(term string) {
	if m.console = term == "linux"; m.console {
		m.opts.Theme.ASCII = true
		m.theme = painted(m.opts.Theme, true)
	}
}

func painted(o theme.Options, dark bool) *theme.Theme {
	t := theme.New(o, dark)
	return &t
}

func (l laid) equal(other laid) bool {
	return l.width == other.width && l.height == other.height && l.minute == other.minute && l.scene.Equal(other.scene)
}

// draw makes the screen anew, where anything on it has changed.
func (m *Model) draw() {
	now := laid{m.scene(), m.width, m.height, m.now.wall.Unix() / 60}
	if m.view.AltScreen && now.equal(m.laid) {
		return
	}
	if now.scene.State != m.laid.scene.State {
		m.came = now.minute
	}
	m.laid = now
	v := tea.NewView(strings.Join(m.screen.Draw(now.scene, m.width, m.height, m.wander), "\n"))
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion // or the terminal would select text with it
	if v.WindowTitle = m.opts.Name; v.WindowTitle == "" {
		v.WindowTitle = " " // and not what the shell had there
	}
	m.view = v
}

// View hands over the screen as it was made.
func (m *Model) View() tea.View { return m.view }
