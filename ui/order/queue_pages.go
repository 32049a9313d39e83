package order

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// slot is where a card stands on a page. A tall card takes both rows of its
// column.
type slot struct {
	card, col, row int
	tall           bool
}

// deal lays cards out on pages of cols columns and two rows, each at the first
// free place in reading order, so that the oldest are met first. Rows below two
// are a window so low that every card takes its column whole.
func deal(tall []bool, cols, rows int) [][]slot {
	var pages [][]slot
	var page []slot
	taken := make([][2]bool, cols)
	free := func(high bool) (int, int, bool) {
		for row := range rows {
			for col := range cols {
				if !taken[col][row] && (!high || row == 0 && (rows < 2 || !taken[col][1])) {
					return col, row, true
				}
			}
		}
		return 0, 0, false
	}
	for i := range tall {
		high := tall[i] || rows < 2
		col, row, ok := free(high)
		if !ok {
			pages, page = append(pages, page), nil
			clear(taken)
			col, row, _ = free(high)
		}
		taken[col][row] = true
		if high {
			taken[col] = [2]bool{true, true}
		}
		page = append(page, slot{i, col, row, high})
	}
	if len(page) > 0 {
		pages = append(pages, page)
	}
	return pages
}

// shown lists the lines of a card that somebody still has to look at.
func shown(o data.OrderView) []data.LineView {
	var lines []data.LineView
	for _, l := range o.Lines {
		if l.State.Open() || l.State == data.Voided && l.VoidSeen == 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// options are a line's choices in words. What can be had in one way only is not
// said, nor what everybody takes.
func options(w data.Say, o data.Order, l data.LineView) string {
	var words []string
	add := func(s string) {
		if s != "" {
			words = append(words, s)
		}
	}
	if l.Serve != "" && l.Serve != "cup" && len(l.Serves) > 1 {
		add(w("menu.serve." + l.Serve))
	}
	add(choice(w, "temp", l.Temp, nil))
	add(choice(w, "taste", l.Taste, l.Tastes))
	add(choice(w, "milk", l.Milk, nil))
	if l.Kind == "fruit" {
		add(w("queue.asked"))
		add(o.Occasion)
	}
	add(l.Note)
	return strings.Join(words, " · ")
}

// choice is one choice in words. The usual taste of what can be had without
// sugar is about sugar.
func choice(w data.Say, what, code string, among []string) string {
	switch {
	case code == "":
		return ""
	case what == "taste" && code == "normal" && slices.Contains(among, "none"):
		return w("menu.sugar.normal")
	}
	return w("menu." + what + "." + code)
}

// forWhom is the guest and who ordered: 王先生 · 安小样.
func forWhom(w data.Say, o data.OrderView) string {
	guest := data.GuestName(w, o.Guest, o.Title)
	if guest == "" {
		guest = w("order.walkIn")
	}
	by := o.ByName
	if o.Refill {
		by = w("queue.refill")
	}
	if by == "" {
		return guest
	}
	return w("queue.by", guest, by)
}

// waited is how long a card has been waiting, in words and in colour.
func waited(w data.Say, s data.Settings, o data.OrderView, now data.Time) (string, kit.Tone) {
	age := o.Age(now)
	if age < time.Minute {
		return w("queue.now"), kit.TonePrimary
	}
	return w("queue.min", int(age/time.Minute)), []kit.Tone{kit.ToneGood, kit.ToneSoon, kit.ToneLate}[s.AgeTone(age)]
}

// stepWords says what the button of a card does.
func stepWords(s data.Step) string {
	switch {
	case s.Direct:
		return "order.act.direct"
	case s.To == data.Ready && s.Many:
		return "order.act.allReady"
	}
	return "order.act." + string(s.To)
}

// length is a span in minutes and seconds.
func length(w data.Say, d time.Duration) string {
	sec := int(d / time.Second)
	if sec < 60 {
		return w("queue.sec", sec)
	}
	return w("queue.minSec", sec/60, sec%60)
}

// queueLayout tells the queue how much room its cards have.
type queueLayout struct{ q *queue }

func (l *queueLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if q := l.q; q.wide != size.Width || q.high != size.Height {
		q.wide, q.high = size.Width, size.Height
		q.lay()
	}
}

func (l *queueLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }
