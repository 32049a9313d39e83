package visit

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// visitEntry is what a visit's form says. Phone is as typed.
type visitEntry struct {
	Name, Title       string
	Pending           bool
	Phone             string
	NoPhone, VIP      bool
	Adults, Children  int
	Purpose, Identity string
	Consultant        data.ID
	Assigned          string
	Area, Table       data.ID
	Firm, Host, Note  string
	Channel, Intent   string
	Plate, Agent      string
}

// visitForm is the form of a visit: of one that is registered now, or of one
// that is completed later.
type visitForm struct {
	say     data.Say
	refs    *visitRefs
	amend   bool
	visit   data.ID // whose line it is, when it has one
	court   data.ID // booked by the guest
	last    data.ID // consultant of last time, offered first
	rotaOf  string  // how the consultant was given before
	mask    string  // what stands for a phone that is known
	filling bool

	// What is chosen, also while the choices have not been read yet.
	placeIs, whoIs string

	name       *kit.Field
	title      *kit.Chips
	marks      *kit.Chips
	phone      *kit.Field
	people     *kit.Stepper
	kids       *kit.Stepper
	purpose    *kit.Chips
	identity   *kit.Chips
	place      *kit.Chips
	consultant *kit.Chips
	business   *fyne.Container
	firm       *kit.Field
	host       *kit.Field
	note       *kit.Field
	channel    *kit.Chips
	intent     *kit.Field
	plate      *kit.Field
	agent      *kit.Field

	scroll *kit.Scroll

	// OnChanged is called after the person changed something.
	OnChanged func()
}

// The chips of the form's group for whatever else is to be said.
const (
	markVIP     = "vip"
	markNoPhone = "noPhone"
	markPending = "pending"
)

// How many choices stand open; the rest are behind one more.
const (
	purposesShown    = 5
	placesShown      = 5
	placesCompact    = 4
	consultantsShown = 3
)

func newVisitForm(sh screen.Shell, refs *visitRefs, amend bool) *visitForm {
	f := &visitForm{say: sh.Say, refs: refs, amend: amend}
	say, more := sh.Say, sh.Say("visit.form.more")
	f.name = kit.NewField(say("visit.form.name")).SetMaxRunes(data.NameLength)
	f.title = kit.NewChips(say("visit.form.title"), []kit.Choice{{Code: "mr", Label: say("common.mr")}, {Code: "ms", Label: say("common.ms")}}).SetOptional(true)
	f.marks = kit.NewChips(say("visit.form.marks"), []kit.Choice{
		{Code: markVIP, Label: say("visit.vip"), Tone: kit.ToneAccent}, {Code: markNoPhone, Label: say("visit.noPhone")}, {Code: markPending, Label: say("visit.pending")},
	}).SetMulti(true)
	f.phone = kit.NewField(say("visit.form.phone")).SetMaxRunes(24)
	f.people = kit.NewStepper(say("visit.form.people"), 1, data.MaxParty, 1)
	f.kids = kit.NewStepper(say("visit.form.kids"), 0, data.MaxParty, 0)
	f.purpose = kit.NewChips(say("visit.form.purpose"), codes(say, "visit.purpose", data.Purposes)).SetMore(purposesShown, more)
	f.identity = kit.NewChips(say("visit.form.identity"), codes(say, "visit.identity", data.Identities)).SetOptional(true)
	shown := placesShown
	if sh.Compact() {
		shown = placesCompact
	}
	f.place = kit.NewChips(say("visit.form.place"), nil).SetOptional(true).SetMore(shown, more).SetSteady()
	f.consultant = kit.NewChips(say("visit.form.consultant"), nil).SetOptional(true).SetMore(consultantsShown, say("visit.form.others")).SetSteady()
	f.firm = kit.NewField(say("visit.form.firm")).SetMaxRunes(data.NameLength)
	f.host = kit.NewField(say("visit.form.host")).SetMaxRunes(data.NameLength)
	f.note = kit.NewField(say("visit.form.note")).SetMaxRunes(data.RemarkLength)
	f.channel = kit.NewChips(say("visit.form.channel"), codes(say, "visit.channel", data.Channels)).SetOptional(true)
	f.intent = kit.NewField(say("visit.form.intent")).SetMaxRunes(data.NameLength)
	f.plate = kit.NewField(say("visit.form.plate")).SetMaxRunes(data.NameLength)
	f.agent = kit.NewField(say("visit.form.agent")).SetMaxRunes(data.NameLength)
	f.listen()
	f.lay(sh.Compact())
	return f
}

func (f *visitForm) lay(compact bool) {
	f.business = kit.Columns([]float32{1, 1}, f.firm, f.host)
	parts := []fyne.CanvasObject{
		kit.Columns([]float32{1, 0, 1}, f.name, f.title, f.phone), kit.HBoxGap(kit.SizePad, f.people, f.kids, f.marks),
		f.purpose, f.business, f.identity, f.place, kit.Columns([]float32{11, 9}, f.consultant, f.note),
	}
	if compact {
		parts = []fyne.CanvasObject{
			kit.Columns([]float32{1, 0}, f.name, f.title), kit.Columns([]float32{1, 0}, f.phone, kit.HBoxGap(kit.SizePad, f.people, f.kids)),
			f.purpose, f.business, f.place, f.identity, f.marks, f.consultant, f.note,
		}
	}
	if f.amend {
		parts = append(parts, kit.NewRule(), kit.NewText(f.say("visit.edit.consultantPart"), kit.BodyBold), f.channel,
			kit.Columns([]float32{1, 1, 1}, f.intent, f.plate, f.agent))
	}
	f.business.Hide()
	f.scroll = kit.NewScroll(kit.VBox(parts...))
}

// listen ties together what depends on each other.
func (f *visitForm) listen() {
	for _, field := range []*kit.Field{f.name, f.phone, f.firm, f.host, f.note, f.intent, f.plate, f.agent} {
		field.OnChanged = func(s string) {
			field.ClearFault()
			if field == f.phone && s != "" {
				f.unmark(markNoPhone)
			}
			if field == f.name && s != "" {
				f.unmark(markPending)
			}
			f.changed()
		}
	}
	for _, chips := range []*kit.Chips{f.title, f.identity, f.channel} {
		chips.OnChanged = f.changed
	}
	f.place.OnChanged = func() {
		f.placeIs = f.place.Selected()
		f.changed()
	}
	f.consultant.OnChanged = func() {
		f.whoIs = f.consultant.Selected()
		f.changed()
	}
	f.marks.OnChanged = func() {
		if f.marked(markNoPhone) && f.phone.Text() != "" {
			f.phone.SetText("")
		}
		f.changed()
	}
	f.purpose.OnChanged = func() {
		f.showBusiness()
		f.changed()
	}
	f.people.OnChanged = func(n int) {
		f.kids.SetRange(0, n)
		f.offer()
		f.changed()
	}
	f.kids.OnChanged = func(int) { f.changed() }
}

func (f *visitForm) changed() {
	if !f.filling && f.OnChanged != nil {
		f.OnChanged()
	}
}

func (f *visitForm) marked(code string) bool { return slices.Contains(f.marks.SelectedAll(), code) }

func (f *visitForm) unmark(code string) {
	f.marks.Select(slices.DeleteFunc(f.marks.SelectedAll(), func(c string) bool { return c == code })...)
}

func (f *visitForm) showBusiness() {
	hidden := f.purpose.Selected() != "business"
	if f.business.Hidden != hidden {
		f.business.Hidden = hidden
		f.scroll.Refresh()
	}
}

// offer lists places and consultants anew: the house has changed, or the party.
func (f *visitForm) offer() {
	f.place.SetChoices(f.refs.places(f.say, placeWish{visit: f.visit, people: f.people.Value(), court: f.court, now: f.placeIs}))
	f.place.Select(f.placeIs)
	f.consultant.SetChoices(f.refs.consultants(f.say, f.last))
	f.consultant.Select(f.whoIs)
}

// fill shows an entry. A phone that is known stands as its mask until another
// is typed.
func (f *visitForm) fill(e visitEntry, mask string) {
	f.filling = true
	f.place.Renew()
	f.consultant.Renew()
	f.mask = mask
	f.clearFaults()
	f.name.SetText(e.Name)
	f.title.Select(e.Title)
	var marks []string
	for code, on := range map[string]bool{markVIP: e.VIP, markNoPhone: e.NoPhone, markPending: e.Pending} {
		if on {
			marks = append(marks, code)
		}
	}
	f.phone.SetText(e.Phone)
	if e.Phone == "" && !e.NoPhone {
		f.phone.SetText(mask)
	}
	f.marks.Select(marks...)
	n := max(e.Adults+e.Children, 1)
	f.people.SetValue(n)
	f.kids.SetRange(0, n)
	f.kids.SetValue(e.Children)
	f.purpose.Select(e.Purpose)
	f.identity.Select(e.Identity)
	f.rotaOf = e.Assigned
	if e.Consultant != "" {
		f.last = e.Consultant
	}
	f.placeIs, f.whoIs = placeCode(e.Area, e.Table), string(e.Consultant)
	if f.whoIs == "" && e.Assigned == rota {
		f.whoIs = rota
	}
	f.offer()
	f.firm.SetText(e.Firm)
	f.host.SetText(e.Host)
	f.note.SetText(e.Note)
	f.channel.Select(e.Channel)
	f.intent.SetText(e.Intent)
	f.plate.SetText(e.Plate)
	f.agent.SetText(e.Agent)
	f.showBusiness()
	f.filling = false
}

// read gives what the form says; the phone is "" while the known one stands.
func (f *visitForm) read() visitEntry {
	e := visitEntry{
		Name: f.name.Text(), Title: f.title.Selected(), Pending: f.marked(markPending), Phone: f.phone.Text(), NoPhone: f.marked(markNoPhone), VIP: f.marked(markVIP),
		Adults: f.people.Value() - f.kids.Value(), Children: f.kids.Value(), Purpose: f.purpose.Selected(), Identity: f.identity.Selected(),
		Note: f.note.Text(), Channel: f.channel.Selected(), Intent: f.intent.Text(), Plate: f.plate.Text(), Agent: f.agent.Text(),
	}
	if e.Phone == f.mask {
		e.Phone = ""
	}
	e.Area, e.Table = placeOf(f.placeIs)
	switch c := f.whoIs; c {
	case "":
	case rota:
		e.Assigned = rota
	default:
		e.Consultant, e.Assigned = data.ID(c), "named"
		if f.rotaOf == rota && f.amend { // the rota's turn came to somebody
			e.Assigned = rota
		}
	}
	if e.Purpose == "business" {
		e.Firm, e.Host = f.firm.Text(), f.host.Text()
	}
	return e
}

// places are where the form says what is wrong with a field of the command.
func (f *visitForm) places() map[string]screen.Faulty {
	return map[string]screen.Faulty{
		"name": f.name, "title": f.title, "phone": f.phone, "purpose": f.purpose, "identity": f.identity, "table": f.place, "area": f.place,
		"consultant": f.consultant, "firm": f.firm, "host": f.host, "note": f.note, "channel": f.channel, "intent": f.intent, "plate": f.plate, "agent": f.agent,
	}
}

func (f *visitForm) clearFaults() {
	for _, p := range f.places() {
		p.SetFault("")
	}
}

// number reads the phone that was typed; it says at the field what is wrong.
func (f *visitForm) number(typed string) (string, bool) {
	number, ok := data.Phone(typed)
	if !ok {
		f.phone.SetFault(f.say("error.phone"))
	}
	return number, ok
}
