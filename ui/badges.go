package ui

import (
	"context"

	"yingbin/data"
	"yingbin/ui/screen"
)

// badges counts anew what is to do on each screen of the rail, one count at a
// time: what changes meanwhile is counted once more afterwards.
func (w *Window) badges() {
	f := w.frame
	if f == nil {
		return
	}
	if w.counting {
		w.recount = true
		return
	}
	w.counting, w.recount = true, false
	now, who := w.now(), data.Viewer{Person: w.me.ID, Role: w.me.Role, Station: w.set.Station}
	var open []data.Matter
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		open, err = w.set.Office.Matters(ctx, now, who)
		return err
	}, func(err error) {
		w.counting = false
		switch {
		case err != nil:
			w.note(err)
		case w.frame == f:
			f.rail.count(open)
		}
		if w.recount {
			w.badges()
		}
	})
}

// countNews shows at each screen how much is new there that nobody looked at.
func (w *Window) countNews() {
	if w.frame == nil {
		return
	}
	r := w.frame.rail
	for i, e := range r.entries {
		n := 0
		if s := w.seats[e.Name]; s != nil {
			if c, ok := s.screen.(screen.Newcomer); ok {
				n = c.Unseen()
			}
		}
		r.items[i].setNews(n)
	}
}

// count shows at each screen how many matters it opens, and whether one is late.
func (r *rail) count(open []data.Matter) {
	for i, item := range r.items {
		n, late := 0, false
		for _, m := range open {
			if r.entries[i].Opens(screen.ToMatter(m)) {
				n++
				late = late || m.Tone == data.ToneLate
			}
		}
		item.setCount(n, late)
	}
}
