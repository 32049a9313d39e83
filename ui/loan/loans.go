package loan

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 借用 screen asks of the office.
type Office interface {
	Items(ctx context.Context) ([]data.Item, error)
	Lendings(ctx context.Context, f data.LendingFilter) ([]data.Lending, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
}

// Screen is 借用: what can be lent, and what is out.
func Screen(o Office) screen.Builder {
	return screen.New("loans", "loan.title", "key", func(sh screen.Shell) *loans { return newLoans(o, sh) },
		screen.OpensRef(data.LoanRef, (*loans).follow),
	)
}

// recentDays is how far back the screen looks for who borrows.
const recentDays = 7

// loans is the board of keys, radios and loans: out in two taps, back in one.
type loans struct {
	office Office
	sh     screen.Shell
	view   loanView
	latest screen.Latest // of loading
	busy   bool          // a command is on its way
	wanted data.ID       // a lending to open once it is known

	content  fyne.CanvasObject
	search   *kit.Field
	kinds    *kit.Chips
	sections []loanSection
	all      *kit.Scroll
	nothing  *kit.Empty
	trouble  *kit.Banner
	outCard  *kit.Card
	outList  *kit.List
}

// loanSection is the part of the board that holds one kind.
type loanSection struct {
	kind  data.ItemKind
	all   *fyne.Container
	count *kit.Text
	board *kit.Board
}

func newLoans(o Office, sh screen.Shell) *loans {
	s := &loans{office: o, sh: sh}
	s.build()
	s.load()
	return s
}

func (s *loans) build() {
	say := s.sh.Say
	s.search = kit.NewField("").SetHint(say("loan.search"))
	s.search.OnChanged = func(string) { s.show() }
	s.search.OnEnter = func() { s.Enter() }
	choices := []kit.Choice{{Code: "", Label: say("common.all")}}
	for _, k := range data.ItemKinds {
		choices = append(choices, kit.Choice{Code: string(k), Label: say("loan.kind." + string(k))})
	}
	s.kinds = kit.NewChips("", choices)
	s.kinds.Select("")
	s.kinds.OnChanged = func() { s.show(); s.all.ScrollToTop() }
	var boards []fyne.CanvasObject
	for _, k := range data.ItemKinds {
		part := loanSection{kind: k, count: kit.NewText("", kit.Label), board: kit.NewBoard(tileWidth)}
		part.board.OnTap = s.tapped
		part.all = kit.VBox(kit.HBox(kit.NewText(say("loan.kind."+string(k)), kit.BodyBold), part.count), part.board)
		s.sections = append(s.sections, part)
		boards = append(boards, part.all)
	}
	s.nothing = kit.NewEmpty("", "", nil)
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.all = kit.NewScroll(kit.VBoxGap(kit.SizePad, append(boards, s.nothing)...))
	s.outList = kit.NewList().SetEmpty(say("loan.noneOut"), "", nil)
	s.outList.OnTap = func(id string) { s.openLending(data.ID(id)) }
	s.outCard = kit.NewCard(say("loan.outTitle"), nil, s.outList)
	print := kit.NewButton(say("common.print"), kit.Secondary, func() {
		today := s.sh.Settings().Calendar.Day(s.sh.Now())
		s.sh.Go(screen.To(screen.Print{Record: "keys", From: today, To: today}))
	}).SetIcon("print")
	head := kit.VBox(kit.Row(nil, s.search, print), s.kinds, s.trouble)
	left := kit.NewCard("", nil, kit.Pin(head, nil, nil, nil, s.all))
	weights := []float32{7, 3}
	if s.sh.Compact() {
		weights = []float32{13, 7}
	}
	s.content = kit.Columns(weights, left, s.outCard)
}

// tileWidth is the least width of a tile of the boards at the desk.
const tileWidth = 168

// Content gives what is shown.
func (s *loans) Content() fyne.CanvasObject { return s.content }

// First is the search.
func (s *loans) First() fyne.Focusable { return s.search.Focusable() }

// Changed loads again what the screen shows.
func (s *loans) Changed(c data.Change) {
	if c.Touches("item", "lending", "staff", "visit", "visitor") {
		s.load()
	}
}

// Tick moves what is late on.
func (s *loans) Tick() { s.show() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *loans) Closed() {}

// follow opens a lending, once it is known.
func (s *loans) follow(id data.ID) {
	s.wanted = id
	s.show()
}

// Enter taps the one tile that the search has left.
func (s *loans) Enter() bool {
	var found []kit.Tile
	for _, part := range s.sections {
		found = append(found, part.board.Tiles()...)
	}
	if s.search.Text() == "" || len(found) != 1 {
		return false
	}
	s.tapped(found[0].ID)
	return true
}

// Escape clears the search.
func (s *loans) Escape() bool {
	if s.search.Text() == "" {
		return false
	}
	s.search.SetText("")
	s.show()
	return true
}

func (s *loans) load() {
	var v loanView
	now := s.sh.Now()
	day, _ := s.sh.Settings().Calendar.Bounds(s.sh.Settings().Calendar.Day(now))
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		v, err = readLoans(ctx, s.office, day)
		return err
	}, func(err error) {
		s.trouble.Hidden = err == nil
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.trouble.Show()
			return
		}
		s.view = v
		s.show()
	})
}

// readLoans reads all the screen shows; day is the first moment of today.
func readLoans(ctx context.Context, o Office, day data.Time) (v loanView, err error) {
	if v.items, err = o.Items(ctx); err != nil {
		return v, err
	}
	if v.out, err = o.Lendings(ctx, data.LendingFilter{OutOnly: true}); err != nil {
		return v, err
	}
	last, err := o.Lendings(ctx, data.LendingFilter{LastOnly: true})
	if err != nil {
		return v, err
	}
	week, err := o.Lendings(ctx, data.LendingFilter{From: day - recentDays*86_400_000})
	if err != nil {
		return v, err
	}
	staff, err := o.Staff(ctx)
	if err != nil {
		return v, err
	}
	v.last, v.given, v.staff = map[data.ID]data.Lending{}, map[data.ID]int{}, map[data.ID]data.Staff{}
	for _, l := range last {
		v.last[l.Item] = l
	}
	for _, p := range staff {
		v.staff[p.ID] = p
	}
	for _, l := range slices.Backward(week) {
		if l.Staff != "" && !slices.Contains(v.recent, l.Staff) {
			v.recent = append(v.recent, l.Staff)
		}
		if l.OutAt >= day {
			v.given[l.Item] += l.Qty
		}
	}
	v.guests, err = o.Visits(ctx, data.VisitFilter{OpenOnly: true})
	return v, err
}

// show puts the view onto the board as of now.
func (s *loans) show() {
	say, now, cal := s.sh.Say, s.sh.Now(), s.sh.Settings().Calendar
	only := data.ItemKind(s.kinds.Selected())
	search := s.search.Text()
	any := false
	for _, part := range s.sections {
		var tiles []kit.Tile
		if only == "" || only == part.kind {
			tiles = s.view.tiles(say, cal, now, part.kind, search)
		}
		part.board.SetTiles(s.view.marked(s.sh, tiles))
		part.count.SetText(s.view.count(say, part.kind))
		part.all.Hidden = len(tiles) == 0
		any = any || len(tiles) > 0
	}
	s.nothing.Hidden = any
	switch {
	case len(s.view.items) == 0:
		s.nothing.Set(say("loan.noItems"), "", nil)
	default:
		s.nothing.Set(say("loan.noneFound"), say("common.clear"), func() { s.Escape(); s.kinds.Select(""); s.show() })
	}
	s.outList.SetItems(screen.MarkItems(s.sh, s.view.rows(say, cal, now)))
	corner := say("common.items", len(s.view.out))
	if n := s.view.overdue(now); n > 0 {
		corner = say("loan.overdue", n)
	}
	s.outCard.SetCorner(corner)
	s.all.Refresh()
	if id := s.wanted; slices.ContainsFunc(s.view.out, func(l data.Lending) bool { return l.ID == id }) {
		s.wanted = ""
		s.openLending(id)
	}
}

// tapped gives out what is in place and takes back what is out.
func (s *loans) tapped(id string) {
	item := s.view.item(data.ID(id))
	out := s.view.outOf(item.ID)
	switch {
	case item.ID == "":
	case item.Kind == data.Key && len(out) > 0:
		s.takeBack(&data.Return{Lending: out[0].ID, Condition: "ok"}, item, nil)
	case item.Kind == data.Radio && len(out) > 0:
		s.openLending(out[0].ID)
	default:
		s.openLend(item)
	}
}

// takeBack gives the command and says so; failed is called with what went
// wrong, nil shows it as a toast.
func (s *loans) takeBack(c *data.Return, item data.Item, done func(error)) {
	if s.busy {
		return
	}
	s.busy = true
	s.sh.Do(c, func(r data.Receipt, err error) {
		s.busy = false
		switch {
		case err == nil:
			s.sh.Toast(screen.WithWarnings(s.sh.Say, s.sh.Say("loan.returned", item.Label()), r), r.ID)
		case done == nil:
			s.sh.Toast(s.sh.Fault(err), "")
		}
		s.load()
		if done != nil {
			done(err)
		}
	})
}

// named gives who a lending goes to, for the toast.
func (s *loans) named(c *data.Lend) string {
	switch {
	case c.To != "":
		return s.view.staff[c.To].Name
	case c.Visitor != "":
		for _, g := range s.view.guests {
			if g.Visitor == c.Visitor {
				return data.GuestName(s.sh.Say, g.Name, g.Title)
			}
		}
	case c.Name == "":
		return c.Firm
	}
	return data.GuestName(s.sh.Say, c.Name, c.Title)
}
