package sandbox

import (
	"fmt"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// wholePage is the page for people. What is put into its elements may come from anywhere, and
// is escaped there; only its own style and script are written as they are. What has
// data-live is shown anew by the script as it changes.
func wholePage(clock adminClock, faults []adminFault, rows []row) g.Node {
	return h.Doctype(h.HTML(h.Lang("en"),
		h.Head(
			h.Meta(h.Charset("utf-8")),
			h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
			h.Link(h.Rel("icon"), h.Href("data:,")),
			h.TitleEl(g.Text("paywatch sandbox")),
			h.StyleEl(g.Raw(pageStyle)),
		),
		h.Body(
			pageHead(),
			h.Div(h.ID("tools"), saleTools(), clockTools(clock), faultTools(faults)),
			payments(rows),
			h.Footer(form("reset/", button("forget all this and start anew"))),
			h.P(h.ID("said"), h.Role("status")),
			h.Script(g.Raw(pageScript)),
		),
	))
}

func pageHead() g.Node {
	return h.Header(
		h.H1(g.Text("A pretended KubePay gateway")),
		h.P(g.Text("No money is involved: its addresses belong to nobody. Send nothing.")),
		h.NoScript(h.P(g.Text("Without JavaScript this page can be read; to change something, use curl."))),
	)
}

// tool is a part of the page by which the gateway as a whole is set.
func tool(id, heading string, parts ...g.Node) g.Node {
	return h.Section(h.Aria("labelledby", id), h.H2(h.ID(id), g.Text(heading)), g.Group(parts))
}

func clockTools(c adminClock) g.Node {
	return tool("clock", "Clock",
		h.P(h.ID("now"), live(), g.Text("It reads "), h.Time(g.Text(short(c.Now))), g.Textf(" and %s.", c.runs())),
		form("clock/",
			set("jump", "10s", "10 s ahead"), set("jump", "1m", "1 min"), set("jump", "10m", "10 min"), set("jump", "1h", "1 h")),
		form("clock/",
			set("speed", "0", "stop"), set("speed", "1", "×1"), set("speed", "10", "×10"), set("speed", "60", "×60")),
	)
}

func (c adminClock) runs() string {
	switch c.Speed {
	case 0:
		return "stands still"
	case 1:
		return "runs as any clock does"
	}
	return fmt.Sprint("runs ", c.Speed, " times as fast")
}

func live() g.Node { return g.Attr("data-live") }
