package screen_test

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// lend is a command with a field of each kind.
type lend struct {
	data.Head
	Thing   data.ID
	Purpose string
	To      data.ID
	How     string
	Phone   string
	Price   data.Fen
	From    data.Minutes
	Until   data.Minutes
	Qty     int
	Month   int
	Guarded bool
	Parts   []string
	Steps   []string
	Day     data.Day
	Visitor data.ID // no field shows it
}

func (c *lend) Validate() error {
	var f data.Faults
	f.Check(c.Purpose != "", "purpose", "error.required")
	f.Check(c.Qty < 9, "qty", "error.invalid")
	f.Check(c.Visitor != "nobody", "visitor", "error.notFound")
	f.Check(c.To != "gone", "to", "error.notFound")
	return f.Err()
}

// lending is a screen that is only a form.
type lending struct {
	form  *screen.Form[lend]
	how   string
	body  *kit.Card
	done  []*lend
	after int
}

func (l *lending) Content() fyne.CanvasObject { return l.body }
func (*lending) Changed(data.Change)          {}
func (*lending) Closed()                      {}

func newLending(sh screen.Shell) *lending {
	l := &lending{}
	f := screen.NewForm(sh, "form", "lend", func(c *lend) {
		c.Thing = "key"
		c.Qty = max(c.Qty, 1)
	})
	c := f.C
	people := []kit.Choice{{Code: "an", Label: "安小样"}, {Code: "gone", Label: "古试饮"}}
	purpose := f.Text("purpose", &c.Purpose, 10)
	to := screen.Pick(f, "to", &c.To, people)
	screen.Choice(f, "how", &l.how, []string{"now", "later"})
	phone, price := f.Phone("phone", &c.Phone), f.Money("price", &c.Price, "stock.badPrice")
	from, until := f.Clock("from", &c.From), f.MayClock("until", &c.Until)
	qty, month := f.Count("qty", &c.Qty, 1, 20), f.PickNumber("month", &c.Month, []kit.Choice{{Code: "1", Label: "一月"}, {Code: "2", Label: "二月"}})
	guarded, day := f.YesNo("guarded", &c.Guarded), f.Day("day", &c.Day)
	parts := screen.Many(f, "parts", &c.Parts, []kit.Choice{{Code: "ear", Label: "耳机"}, {Code: "charger", Label: "充电器"}})
	steps := f.Lines("steps", &c.Steps, 3)
	f.Show(func() bool { return l.how == "later" }, "until", "to")
	f.Need("duty.needWho", "to")
	f.Under("how", func() string { return l.how })
	f.Stay("phone")
	f.OnFill = func(c *lend) {
		if l.how = "now"; c.To != "" || c.Until != 0 {
			l.how = "later"
		}
	}
	f.After = func() { l.after++ }
	f.Do("loan.lend", func(c *lend, _ data.Receipt) { l.done = append(l.done, c) })
	l.form = f
	l.body = kit.NewCard("", nil, kit.NewScroll(f.Column(purpose, f.Field("how"), to, phone, price, from, until, qty, month, guarded, day, parts, steps, f.Banner, f.Button)))
	return l
}

// word is how a field is labelled whose words are in no file.
func word(name string) string { return "⟦form." + name + "⟧" }

func open(t *testing.T) (*screentest.Shell, *lending, *screentest.Stage) {
	sh := screentest.NewShell(t)
	l := newLending(sh)
	return sh, l, screentest.OpenSized(t, sh, l, 1366, 2000)
}

func whole() *lend {
	return &lend{Thing: "key", Purpose: "看房", To: "an", Phone: "13800002233", Price: 1250, From: 540, Until: 600, Qty: 3, Month: 2,
		Guarded: true, Parts: []string{"charger"}, Steps: []string{"一", "二"}, Day: "2026-11-24", Visitor: "visitor-1"}
}

func TestWhatAFormIsBegunWithIsGivenWhole(t *testing.T) {
	sh, l, _ := open(t)
	for _, c := range []*lend{whole(), {Thing: "key", Qty: 1}, {Thing: "key", Qty: 2, Visitor: "visitor-1"}, {Thing: "key", Qty: 1, To: "unlisted"}} {
		l.form.Begin(c)
		if got := l.form.Command(); !reflect.DeepEqual(got, c) {
			t.Errorf("%+v is given, not %+v", got, c)
		}
		if got := newLending(sh).form.Command(); !reflect.DeepEqual(got, c) {
			t.Errorf("built again %+v is given, not %+v", got, c)
		}
	}
}

func TestWhatIsTypedOutlivesTheScreen(t *testing.T) {
	sh, _, st := open(t)
	st.Type(word("purpose"), "看 房 ")
	st.Choose(word("how"), "later")
	st.Choose(word("to"), "安小样")
	st.Type(word("price"), "十二块")
	st.Step(word("qty"), 3)
	st.Choose(word("guarded"), "是")
	st.Choose(word("parts"), "充电器", "耳机")
	st.Type(word("steps"), "一\n\n二")
	l := newLending(sh)
	c := l.form.Command()
	if c.Purpose != "看 房" || c.To != "an" || c.Qty != 3 || !c.Guarded || !reflect.DeepEqual(c.Parts, []string{"ear", "charger"}) || !reflect.DeepEqual(c.Steps, []string{"一", "二"}) {
		t.Errorf("%+v", c)
	}
	if got := kittest.Field(t, l.body, word("price")).Text(); got != "十二块" {
		t.Errorf("what is no sum is %q", got)
	}
}

func TestAFieldThatIsClearedStaysClear(t *testing.T) {
	sh, l, st := open(t)
	l.form.Begin(whole())
	st.Type(word("purpose"), "")
	if got := newLending(sh).form.Command().Purpose; got != "" {
		t.Errorf("it is %q again", got)
	}
}

func TestWhatIsHiddenIsNotGivenAndNotLost(t *testing.T) {
	_, l, st := open(t)
	st.Choose(word("how"), "later")
	st.Choose(word("to"), "安小样")
	st.Type(word("until"), "18")
	st.Choose(word("how"), "now")
	if c := l.form.Command(); c.To != "" || c.Until != 0 {
		t.Errorf("%+v", c)
	}
	st.Choose(word("how"), "later")
	if c := l.form.Command(); c.To != "an" || c.Until != 18*60 {
		t.Errorf("%+v", c)
	}
}

func TestFaultsStandAtTheirFields(t *testing.T) {
	sh, l, st := open(t)
	fault := func(label string) string { return kittest.Field(t, l.body, word(label)).Fault() }
	st.Choose(word("how"), "later")
	st.Type(word("price"), "十二块")
	st.Type(word("until"), "25:00")
	st.Tap("借出")
	if fault("price") == "" || fault("until") == "" || fault("purpose") == "" || kittest.Chips(t, l.body, word("to")).Fault() == "" {
		t.Errorf("price %q, until %q, purpose %q", fault("price"), fault("until"), fault("purpose"))
	}
	if len(sh.Commands) != 0 {
		t.Error("it was given all the same")
	}
	st.Type(word("price"), "12")
	st.Choose(word("how"), "now") // what is hidden needs nothing and says nothing
	st.Tap("借出")
	if fault("price") != "" || fault("purpose") == "" || l.after != 1 || len(l.done) != 0 {
		t.Errorf("price %q, purpose %q, after %d", fault("price"), fault("purpose"), l.after)
	}
	l.form.Begin(&lend{Purpose: "看房", Visitor: "nobody"})
	if fault("purpose") != "" {
		t.Error("the fault of another command is still said")
	}
	st.Tap("借出")
	st.Want(sh.Say("error.notFound")) // at no field, so above the button
}

func TestAFaultAtAHiddenFieldIsSaidAboveTheButton(t *testing.T) {
	sh, l, st := open(t)
	sh.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{}, data.Fault(data.Invalid, "error.notFound").At("until")
	}
	st.Type(word("purpose"), "看房")
	st.Tap("借出")
	st.Want(sh.Say("error.notFound"))
	if len(l.done) != 0 || kittest.Field(t, l.body, word("purpose")).Text() != "看房" {
		t.Error("what was typed is gone")
	}
}

func TestAFormIsBlankAfterItIsGivenAndOneTapIsOneCommand(t *testing.T) {
	sh, l, st := open(t)
	l.form.Begin(whole())
	st.Type(word("phone"), "138 0000 2244")
	l.form.Give()
	l.form.Give() // while the first is on its way
	st.Settle()
	if len(sh.Commands) != 1 || len(l.done) != 1 || l.done[0].Visitor != "visitor-1" || l.done[0].Phone != "13800002244" {
		t.Fatalf("%d commands, done %+v", len(sh.Commands), l.done)
	}
	want := &lend{Thing: "key", Qty: 1, Phone: "13800002244"} // which stays
	if got := l.form.Command(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v stands there", got)
	}
	if got := newLending(sh).form.Command(); !reflect.DeepEqual(got, want) {
		t.Errorf("built again %+v stands there", got)
	}
}

func TestFillLeavesWhatIsHalfTyped(t *testing.T) {
	_, l, st := open(t)
	st.Type(word("purpose"), "看房")
	l.form.Fill(&lend{Purpose: "另外", Qty: 4})
	if c := l.form.Command(); c.Purpose != "看房" || c.Qty != 4 {
		t.Errorf("%+v", c)
	}
}

func TestSomebodyIsAskedBeforeTheCommandIsGiven(t *testing.T) {
	sh, l, st := open(t)
	var agree func()
	l.form.Ask = func(c *lend, give func()) {
		agree = func() { c.To = "an"; give() }
	}
	st.Type(word("purpose"), "看房")
	st.Tap("借出")
	if len(sh.Commands) != 0 || l.form.Button.Locked() {
		t.Fatal("nobody was waited for")
	}
	agree()
	st.Settle()
	if len(l.done) != 1 || l.done[0].To != "an" {
		t.Errorf("%+v", l.done)
	}
}
