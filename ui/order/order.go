package order

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what taking an order asks of the office.
type Office interface {
	cardOffice
	Menu(ctx context.Context) ([]data.DrinkView, error)
	LastDrinks(ctx context.Context, visitor data.ID) ([]data.LineView, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// venues is the station beside the courts, which are its first places.
const venues = "venue"

// Screen is 点单 at a station.
func Screen(o Office, station string) screen.Builder {
	return screen.New("order", "order.title", "coffee", func(sh screen.Shell) *order { return newOrder(o, sh, station) },
		screen.Opens((*order).begin),
	)
}

// order is 点单: a place, drinks by tiles, how they are made, 下单.
type order struct {
	cards
	office  Office
	station string
	draft   *screen.Draft
	basket  basket
	id      data.ID // of the order that is being put together

	menu     []data.DrinkView
	places   []data.ServingPlace
	staff    []data.Staff
	last     []data.LineView  // what the guest drank lately
	round    []data.OrderView // what was ordered since these guests sit there
	place    data.ServingPlace
	latest   screen.Latest // of loading
	lastKind string        // the place whose kinds are offered

	pick     *places
	who      *kit.Text
	guest    *kit.Text
	kinds    *kit.Chips
	quick    *kit.Board
	drinks   *kit.Board
	lines    *fyne.Container // the basket
	waiting  *kit.List       // orders of the place that are not served yet
	waits    *kit.Text
	adviser  *kit.Chips
	occasion *kit.Field
	fault    *kit.Banner
	send     *kit.Button
	direct   *kit.Button
	wishes   *kit.Scroll
	form     fyne.CanvasObject
	fluid    []fyne.CanvasObject // what is laid out anew when its parts grow or hide
	all      *fyne.Container
}

// kindLast is the first of the kinds: what the guest drank last time.
const kindLast = "last"

func newOrder(o Office, sh screen.Shell, station string) *order {
	s := &order{cards: cards{office: o, sh: sh}, office: o, station: station, draft: sh.Keep("order"), id: data.NewID(), basket: basket{At: -1}}
	s.cards.after = s.load
	if kept, ok := s.draft.Get("basket").(basket); ok {
		s.basket = kept
	}
	s.build()
	s.load()
	return s
}

func (s *order) build() {
	say := s.sh.Say
	s.pick = newPlaces(s.sh, s.choose)
	if s.station == venues {
		s.pick = newPlacesIn(s.sh, s.choose, placeCourt, placeTaken, placeFree)
	}
	s.who, s.guest = kit.NewText("", kit.Title), kit.NewText("", kit.Label).SetMayCut(true)
	s.kinds = kit.NewChips("", nil)
	s.kinds.OnChanged = func() {
		s.deal()
		s.flow()
	}
	s.quick, s.drinks = kit.NewBoard(150).Answers(&s.latest), kit.NewBoard(150)
	s.quick.OnTap, s.drinks.OnTap = s.shortcut, s.add
	s.lines = kit.VBox()
	s.waits = kit.NewText(say("order.open"), kit.Label)
	s.waiting = kit.NewList().Answers(&s.latest).SetWhole(true)
	s.waiting.OnTap = func(id string) {
		for _, o := range s.round {
			if string(o.ID) == id {
				s.details(o)
			}
		}
	}
	s.adviser = kit.NewChips(say("order.consultant"), nil)
	s.adviser.OnChanged = func() { s.basket.Consultant = data.ID(s.adviser.Selected()); s.keep() }
	s.occasion = kit.NewField(say("order.occasion")).SetMaxRunes(data.NameLength).SetHint(say("order.occasionHint"))
	s.occasion.OnChanged = func(t string) { s.basket.Occasion = t; s.keep() }
	s.fault = kit.NewBanner("", kit.ToneLate)
	s.fault.Hide()
	s.send = kit.NewButton(say("order.send"), kit.Primary, func() { s.give(false) })
	s.direct = kit.NewButton(say("order.direct"), kit.Secondary, func() { s.give(true) }).SetLarge()
	s.all = container.NewStack()
	s.form = s.buildForm()
	s.show()
}

// buildForm puts tiles at the left and the order at the right.
func (s *order) buildForm() fyne.CanvasObject {
	change := kit.NewButton(s.sh.Say("order.change"), kit.Secondary, s.otherPlace).SetLarge()
	head := kit.Row(kit.HBox(s.who, s.guest), nil, change)
	tiles := kit.PaddedBy(kit.SizeFocus, kit.VBoxGap(kit.SizePad, s.drinks, s.quick))
	tileView := kit.NewScroll(tiles)
	left := kit.Pin(kit.VBox(head, s.kinds), nil, nil, nil, tileView)
	wishes := kit.PaddedBy(kit.SizeFocus, kit.VBoxGap(kit.SizePad, s.lines, s.adviser, s.occasion, s.waits, s.waiting))
	s.wishes = kit.NewScroll(wishes)
	foot := kit.Pin(nil, kit.VBox(s.fault, kit.Columns([]float32{1, 1}, s.direct, s.send)), nil, nil, s.wishes)
	s.fluid = []fyne.CanvasObject{tiles, tileView, left, wishes, s.wishes, foot}
	right := kit.NewCard(s.sh.Say("order.card"), nil, foot)
	width := float32(400)
	if s.sh.Compact() {
		width = 340
	}
	return kit.Columns([]float32{1, 0}, kit.Loose(left), kit.MinSize(kit.Loose(right), width, 0))
}

// Content gives what is shown.
func (s *order) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *order) Closed() {}

// begin begins an order at a place.
func (s *order) begin(c *data.PlaceOrder) {
	id := c.Place
	if id == "" || id == s.basket.Place {
		return
	}
	s.basket = basket{Place: id, At: -1}
	s.lastKind = ""
	s.keep()
	s.load()
}

// Escape goes back to the choice of a place.
func (s *order) Escape() bool {
	if s.basket.Place == "" {
		return false
	}
	s.otherPlace()
	return true
}

// Changed reads again what concerns it.
func (s *order) Changed(c data.Change) {
	if c.Touches("drink", "orders", "order_line", "visit", "booking", "tables", "court", "seating", "staff", "repair") {
		s.load()
	}
}

// Tick reads who sits where: nothing else here depends on the time.
func (s *order) Tick() {}

func (s *order) keep() { s.draft.Put("basket", s.basket) }

// load reads the menu, the places, and what the guests at the place had.
func (s *order) load() {
	at := s.basket.Place
	var menu []data.DrinkView
	var places []data.ServingPlace
	var staff []data.Staff
	var last []data.LineView
	var round []data.OrderView
	s.latest.Load(s.sh, at, func(ctx context.Context) (err error) {
		if menu, err = s.office.Menu(ctx); err != nil {
			return err
		}
		if staff, err = s.office.Staff(ctx); err != nil {
			return err
		}
		if places, err = s.office.ServingPlaces(ctx); err != nil || at == "" {
			return err
		}
		for _, p := range places {
			if p.ID == at {
				last, round, err = s.readPlace(ctx, p)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.menu, s.places, s.staff, s.last, s.round = menu, places, staff, last, round
		s.show()
	})
}

// readPlace reads what the guests at a place drank before and have now. Of a
// place where nobody is registered it is what was ordered in the last hours.
func (s *order) readPlace(ctx context.Context, p data.ServingPlace) (last []data.LineView, round []data.OrderView, err error) {
	if last, err = s.office.LastDrinks(ctx, p.Visitor); err != nil {
		return nil, nil, err
	}
	round, err = s.office.Orders(ctx, data.RoundAt(p.ID, p.Visit, s.sh.Now()))
	return last, round, err
}

// choose takes a place.
func (s *order) choose(p data.ServingPlace) {
	s.basket.Place = p.ID
	s.lastKind = ""
	s.keep()
	s.load()
}

// otherPlace shows the places again; what is in the basket stays.
func (s *order) otherPlace() {
	s.basket.Place = ""
	s.keep()
	s.show()
	s.load()
}

// show deals everything that was read onto the screen.
func (s *order) show() {
	s.pick.show(s.places)
	s.place = data.ServingPlace{}
	for _, p := range s.places {
		if p.ID == s.basket.Place {
			s.place = p
		}
	}
	front := s.pick.all
	if s.place.ID != "" {
		front = s.form
	}
	if len(s.all.Objects) != 1 || s.all.Objects[0] != front {
		s.all.Objects = []fyne.CanvasObject{front}
		s.all.Refresh()
	}
	if s.place.ID == "" {
		return
	}
	s.who.SetText(s.place.Name)
	s.guest.SetText(sits(s.sh.Say, s.place))
	for i, l := range s.basket.Lines { // a drink may have gone out meanwhile
		for _, d := range s.menu {
			if d.ID == l.Drink {
				s.basket.Lines[i].drink = d
			}
		}
	}
	s.dealKinds()
	s.deal()
	s.dealQuick()
	s.dealBasket()
	s.dealWaiting()
	s.flow()
}

// flow lays out anew what holds parts that grew, shrank or hid: the toolkit does
// so by itself only when the whole changes its size.
func (s *order) flow() {
	for _, c := range s.fluid {
		c.Refresh()
	}
}
