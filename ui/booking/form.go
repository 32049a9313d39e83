package booking

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// bookingForm takes a booking, or gives one another place.
type bookingForm struct {
	of    *bookings
	body  fyne.CanvasObject
	title *kit.Text // what day, when it is not today, or that a booking is moved

	banner     *kit.Banner
	known      *kit.Chips // guests the office knows by what was typed
	name       *kit.Field
	honorific  *kit.Chips
	phone      *kit.Field
	voucher    *kit.Field
	vouchers   *kit.Chips // several that end the same
	party      *kit.Stepper
	length     *kit.Chips
	many       *kit.Chips
	needs      *kit.Chips
	sizes      *kit.Chips
	socks      *kit.Stepper
	rackets    *kit.Stepper
	drinks     *kit.Field
	how        *kit.Chips
	consultant *kit.Chips
	guardian   *kit.Field
	remark     *kit.Field
	counts     *fyne.Container
	fields     *fyne.Container
	inside     *fyne.Container
	hadShoes   bool
	moveWords  *kit.Paragraph
	moveBox    *fyne.Container
	scroll     *kit.Scroll
	give       *kit.Button

	visitor data.ID // of the guest taken from the known ones
	matches []data.Match
	latest  screen.Latest // what is looked for
	half    int           // half hours chosen last
}

func newBookingForm(of *bookings) *bookingForm {
	f := &bookingForm{of: of, half: 2}
	f.make()
	f.wire()
	f.lay()
	return f
}

func (f *bookingForm) make() {
	say := f.of.sh.Say
	choices := func(prefix string, codes ...string) []kit.Choice {
		list := make([]kit.Choice, len(codes))
		for i, c := range codes {
			list[i] = kit.Choice{Code: c, Label: say(prefix + c)}
		}
		return list
	}
	f.title = kit.NewText("", kit.Section)
	f.banner = kit.NewBanner("", kit.ToneSoon)
	f.banner.Hide()
	f.known = kit.NewChips("", nil).Answers(&f.latest)
	f.known.Hide()
	f.name = kit.NewField(say("booking.caller")).SetMaxRunes(data.NameLength)
	f.honorific = kit.NewChips(say("booking.title"), choices("common.", "mr", "ms")).SetOptional(true)
	f.phone = kit.NewField(say("common.phone")).SetHint(say("booking.phoneHint")).SetMaxRunes(24)
	f.voucher = kit.NewField(say("booking.voucher")).SetMaxRunes(24)
	f.vouchers = kit.NewChips("", nil)
	f.vouchers.Hide()
	f.party = kit.NewStepper(say("booking.people"), 1, data.MaxParty, 2)
	f.length = kit.NewChips(say("booking.length"), choices("booking.length.", "1", "2", "3", "4"))
	f.length.Select("2")
	f.many = kit.NewChips("", choices("booking.", "many")).SetMulti(true)
	f.needs = kit.NewChips(say("booking.needs"), nil).SetMulti(true)
	var sizes []kit.Choice
	for _, s := range shoeSizes {
		sizes = append(sizes, kit.Choice{Code: s, Label: s})
	}
	f.sizes = kit.NewChips(say("booking.shoeSizes"), sizes).SetMulti(true)
	f.socks = kit.NewStepper(say("booking.socks"), 1, data.MaxParty, 1)
	f.rackets = kit.NewStepper(say("booking.rackets"), 1, 50, 2)
	f.drinks = kit.NewField(say("booking.drinks")).SetMaxRunes(data.NameLength)
	f.how = kit.NewChips(say("booking.how"), choices("booking.how.", data.BookingWays...))
	f.how.Select(data.BookingWays[0])
	f.consultant = kit.NewChips(say("booking.consultant"), nil)
	f.guardian = kit.NewField(say("booking.guardian")).SetHint(say("booking.guardianHint")).SetMaxRunes(data.NameLength)
	f.remark = kit.NewField(say("common.note")).SetMaxRunes(data.RemarkLength)
	f.moveWords = kit.NewParagraph("", kit.Body)
	f.give = kit.NewButton("", kit.Primary, f.submit)
}

// wire keeps what is typed and lets parts depend on one another.
func (f *bookingForm) wire() {
	d := f.of.draft
	f.name.OnChanged = func(s string) { f.name.ClearFault(); f.visitor = ""; f.look(s, 1) }
	f.phone.OnChanged = func(s string) { f.phone.ClearFault(); f.visitor = ""; f.look(s, 4) }
	f.voucher.OnChanged = func(string) { f.voucher.ClearFault(); f.vouchers.Hide(); f.settle() }
	f.party.OnChanged = func(int) { f.of.deal() }
	f.length.OnChanged = func() {
		if n, err := strconv.Atoi(f.length.Selected()); err == nil {
			f.of.setLength(n)
		}
	}
	f.many.OnChanged = func() { f.of.many = f.many.Selected() != ""; d.Put("many", f.of.many) }
	f.needs.OnChanged = f.needsChanged
	f.sizes.OnChanged = f.offerNeeds
	f.how.OnChanged = f.extras
	f.known.OnChanged = f.adopt
	f.vouchers.OnChanged = func() {
		f.voucher.SetText(data.ShortNumber(f.vouchers.Selected()))
		f.vouchers.Hide()
		f.settle()
	}
	for key, field := range map[string]*kit.Field{"name": f.name, "phone": f.phone, "voucher": f.voucher, "drinks": f.drinks, "guardian": f.guardian, "remark": f.remark} {
		d.Field(key, field)
	}
	for key, chips := range map[string]*kit.Chips{"title": f.honorific, "sizes": f.sizes, "how": f.how} {
		d.Chips(key, chips)
	}
	f.hadShoes = slices.Contains(d.List("needs"), "shoes")
	d.Stepper("party", f.party)
	d.Stepper("socks", f.socks)
	d.Stepper("rackets", f.rackets)
	if f.of.many {
		f.many.Select("many")
	}
	f.offerNeeds()
	d.Chips("needs", f.needs)
	f.known.Hide()
}

func (f *bookingForm) lay() {
	f.counts = kit.Columns([]float32{1, 1}, f.socks, f.rackets)
	f.fields = kit.VBox(
		kit.Columns([]float32{1, 0}, f.name, f.honorific), f.known,
		kit.Columns([]float32{1.35, 1}, f.phone, f.voucher), f.vouchers,
		kit.Row(f.party, nil, kit.VBox(kit.Space(), f.many)), f.length,
		f.guardian, f.needs, f.counts, f.drinks,
		f.how, f.consultant, f.remark)
	f.moveBox = kit.VBox(f.moveWords, kit.NewButton(f.of.sh.Say("booking.stopMove"), kit.Secondary, f.of.stopMoving))
	f.moveBox.Hide()
	f.inside = kit.VBox(f.title, f.banner, f.moveBox, f.fields)
	f.scroll = kit.NewScroll(f.inside)
	f.body = kit.Pin(nil, f.give, nil, nil, f.scroll)
	f.extras()
}

// slots is how many half hours are wanted.
func (f *bookingForm) slots() int { return f.half }

// setSlots says how many half hours the next tap takes.
func (f *bookingForm) setSlots(n int) {
	f.half = n
	f.showLength()
}

// showLength lights the length of what is chosen, else of what a tap takes; one
// that has no chip lights none.
func (f *bookingForm) showLength() {
	n := f.half
	if len(f.of.picks) > 0 {
		n = int(f.of.picks[0].To - f.of.picks[0].From)
	}
	f.length.Select(strconv.Itoa(n))
}

// people offers the consultants.
func (f *bookingForm) people() {
	var list []kit.Choice
	for _, p := range f.of.staff {
		if p.Role == data.Consultant {
			list = append(list, kit.Choice{Code: string(p.ID), Label: p.Name})
		}
	}
	f.consultant.SetChoices(list)
	f.consultant.Select(f.of.draft.List("consultant")...)
	f.consultant.OnChanged = func() {
		f.consultant.ClearFault()
		f.of.draft.Put("consultant", f.consultant.SelectedAll())
	}
}

// kinds are the kinds of venue that are chosen, or shown when nothing is.
func (f *bookingForm) kinds() map[string]bool {
	kinds := map[string]bool{}
	add := func(venue data.ID) {
		if v, ok := f.of.board.Venue(venue); ok {
			kinds[v.Kind] = true
		}
	}
	for _, p := range f.of.picks {
		c, _ := f.of.board.Court(p.Court)
		add(c.Venue)
	}
	if len(f.of.picks) == 0 {
		for _, c := range f.of.courts {
			add(c.Venue)
		}
	}
	return kinds
}

// offerNeeds offers what the chosen venues have; the shoes say their sizes.
func (f *bookingForm) offerNeeds() {
	var list []kit.Choice
	for _, n := range needsFor(f.kinds()) {
		label := f.of.sh.Say("booking.need." + n)
		if sizes := f.sizes.SelectedAll(); n == "shoes" && len(sizes) > 0 {
			label += " " + strings.Join(sizes, " ")
		}
		list = append(list, kit.Choice{Code: n, Label: label})
	}
	f.needs.SetChoices(list)
}

// needsChanged asks for the sizes when shoes were chosen just now, and takes a
// pair of socks for everybody.
func (f *bookingForm) needsChanged() {
	shoes := slices.Contains(f.needs.SelectedAll(), "shoes")
	if !shoes {
		f.sizes.Select()
		f.of.draft.Put("sizes", nil)
	} else if !f.hadShoes {
		f.askSizes()
	}
	f.hadShoes = shoes
	if f.socks.Value() == 1 {
		f.socks.SetValue(f.party.Value())
	}
	f.offerNeeds()
	f.extras()
}

// askSizes asks for the sizes of the shoes, five side by side.
func (f *bookingForm) askSizes() {
	var shut func()
	done := kit.NewButton(f.of.sh.Say("common.done"), kit.Secondary, func() { shut() })
	touch := kit.Size(kit.SizeTouch)
	shut = kit.PopUp(f.needs, kit.MinSize(kit.Loose(kit.VBox(f.sizes, kit.HBox(done))), 9*touch, 4*touch+kit.Size(kit.SizePad)), nil)
}

// extras shows what the chosen needs and the way it is taken ask for.
func (f *bookingForm) extras() {
	needs := f.needs.SelectedAll()
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	socks, rackets := slices.Contains(needs, "socks"), slices.Contains(needs, "rackets")
	show(f.socks, socks)
	show(f.rackets, rackets)
	show(f.counts, socks || rackets)
	show(f.drinks, slices.Contains(needs, "drinks"))
	show(f.consultant, f.how.Selected() == "consultant")
	show(f.guardian, f.wantsGuardian())
	f.settle()
}

// settle lays the form out again after a part has come or gone.
func (f *bookingForm) settle() {
	if f.scroll == nil {
		return
	}
	f.fields.Refresh()
	f.inside.Refresh()
	f.scroll.Refresh()
}

func (f *bookingForm) wantsGuardian() bool {
	return slices.ContainsFunc(f.of.picks, func(p pick) bool {
		c, _ := f.of.board.Court(p.Court)
		v, _ := f.of.board.Venue(c.Venue)
		return v.Guardian
	})
}

// deal shows the form as the board stands.
func (f *bookingForm) deal() {
	say := f.of.sh.Say
	f.offerNeeds()
	moving := f.of.moving
	switch {
	case moving != nil:
		f.title.SetText(say("booking.move"))
		court, _ := f.of.board.Court(moving.Court)
		f.moveWords.SetText(say("booking.moveFrom", moving.Called(say), court.Name, f.of.dayName(moving.Day), f.of.clocks(moving.Starts, moving.Ends)))
	case f.of.day != f.of.today():
		f.title.SetText(f.of.dayName(f.of.day))
	default:
		f.title.SetText("")
	}
	f.title.Hidden = f.title.Text() == ""
	f.moveBox.Hidden, f.fields.Hidden = moving == nil, moving != nil
	f.showLength()
	f.extras()
	switch chosen := f.of.chosen(); {
	case chosen == "":
		f.give.SetText(say("booking.pickFirst"))
		f.give.Disable()
	case moving != nil:
		f.give.SetText(say("booking.moveTo", chosen))
		f.give.Enable()
	default:
		f.give.SetText(say("booking.give", chosen))
		f.give.Enable()
	}
}

// look asks for guests the office may know by what is typed; fewer than least
// characters say too little.
func (f *bookingForm) look(typed string, least int) {
	typed = data.Tidy(typed)
	if len([]rune(typed)) < least {
		f.latest.Answer(typed)
		f.offerKnown(nil)
		return
	}
	var found []data.Match
	f.latest.Load(f.of.sh, typed, func(ctx context.Context) (err error) {
		found, err = f.of.office.FindVisitors(ctx, typed, 3)
		return err
	}, func(err error) {
		if err == nil {
			f.offerKnown(found)
		}
	})
}

// offerKnown offers guests by masked names: one may be watching.
func (f *bookingForm) offerKnown(found []data.Match) {
	f.matches = found
	var list []kit.Choice
	for _, m := range found {
		label := data.MaskName(m.Name)
		if m.Title != "" {
			label = f.of.sh.Say("common.named."+m.Title, label)
		}
		list = append(list, kit.Choice{Code: string(m.ID), Label: label, Note: tailOf(m.Phone)})
	}
	f.known.SetChoices(list)
	f.known.Select()
	if len(list) == 0 {
		f.known.Hide()
	} else {
		f.known.Show()
	}
	f.settle()
}

func tailOf(phone string) string {
	if len(phone) < 4 {
		return ""
	}
	return phone[len(phone)-4:]
}

// adopt takes a known guest into the form.
func (f *bookingForm) adopt() {
	i := slices.IndexFunc(f.matches, func(m data.Match) bool { return string(m.ID) == f.known.Selected() })
	if i < 0 {
		return
	}
	m := f.matches[i]
	f.name.SetText(m.Name)
	f.phone.SetText(m.Phone)
	if m.Title != "" {
		f.honorific.Select(m.Title)
		f.of.draft.Put("title", []string{m.Title})
	}
	f.visitor = m.ID
	f.latest.Answer(nil)
	f.offerKnown(nil)
}
