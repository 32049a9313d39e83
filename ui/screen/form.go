package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Form binds the fields of a screen to a command. A field's name is said once: it
// is the last part of its word key, its key in the draft, and the place where a
// fault of that name is shown. A form lays nothing out: its fields are widgets,
// which the screen puts where it likes.
//
//	f := screen.NewForm(sh, "loan", "lend/"+id, func(c *data.Lend) { c.Lending = data.NewID() })
//	purpose := f.Text("purpose", &f.C.Purpose, data.RemarkLength)
//	f.Do("loan.lend", func(c *data.Lend, r data.Receipt) { … })
//	f.Sheet(title, purpose)
//
// What stands in the command stays in it, whether a field shows it or not; only
// what a field holds that is hidden at the moment is not given.
type Form[C any] struct {
	C      *C          // the command as far as it is filled
	Banner *kit.Banner // says what belongs to no field that can be seen; it stands below the button
	Button *kit.Button // gives the command

	// OnFill takes out of the command what only the form knows, such as which of
	// two ways was chosen; OnGive puts it back into what is given.
	OnFill, OnGive func(c *C)
	// OnChange is told which field somebody changed.
	OnChange func(name string)
	// OnDress shows what the screen has beside the fields, as it goes with what is
	// chosen.
	OnDress func()
	// After is told that the office has answered, whether it was done or refused.
	After func()
	// OnClose is told when the sheet is gone.
	OnClose func()
	// Ask asks whoever must agree before the command is given, and calls give to
	// go on; nil asks nobody.
	Ask func(c *C, give func())

	sh      Shell
	words   string
	draft   *Draft
	fresh   func(c *C)
	command func(c *C) data.Command
	done    func(c *C, r data.Receipt)
	shut    func() // closes the sheet
	fields  []*field
	stay    []string
	bodies  []*fyne.Container
	filling bool
	dirty   bool // something was typed since it was blank
}

// began is the draft's key of the command that the form was begun with.
const began = ""

// NewForm makes a form. Its words stand under the key words, its draft is called
// keep, "" for a form whose half-typed state goes with it. Fresh gives a command
// that is blank or half filled the ids it needs and what is usual.
func NewForm[C any, P interface {
	*C
	data.Command
}](sh Shell, words, keep string, fresh func(c *C)) *Form[C] {
	return NewFormOf(sh, words, keep, fresh, func(c *C) data.Command { return P(c) })
}

// NewFormOf makes a form over what command makes a command of.
func NewFormOf[C any](sh Shell, words, keep string, fresh func(c *C), command func(c *C) data.Command) *Form[C] {
	f := &Form[C]{C: new(C), Banner: kit.NewFaultBanner(), sh: sh, words: words, draft: NewDraft(), fresh: fresh, command: command}
	if keep != "" {
		f.draft = sh.Keep(keep)
	}
	return f
}

// key gives the word key of a field. A name with a dot is a whole one, of words
// that several forms share; the field is called by its last part.
func (f *Form[C]) key(name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	return f.words + "." + name
}

func (f *Form[C]) label(name string) string { return f.sh.Say(f.key(name)) }

// Do makes the button that gives the command and fills the form: it is called
// once, after the fields are there. Done is told when it is done.
func (f *Form[C]) Do(word string, done func(c *C, r data.Receipt)) {
	f.Button = kit.NewButton(f.sh.Say(word), kit.Primary, f.Give)
	f.done = done
	for _, x := range f.fields {
		x.listen(func() { f.touched(x) })
	}
	f.start()
}

// Column puts things one under another, as most forms have it, and lays them out
// anew whenever what is shown changes.
func (f *Form[C]) Column(parts ...fyne.CanvasObject) *fyne.Container {
	body := kit.VBoxGap(kit.SizePad, parts...)
	f.bodies = append(f.bodies, body)
	return body
}

// Sheet shows the form in a sheet that closes when the command is done. The button
// comes last, and below it, where it moves nothing, what is wrong and belongs to no
// field.
func (f *Form[C]) Sheet(title string, parts ...fyne.CanvasObject) {
	f.Open(title, append(parts, f.Button, f.Banner)...)
}

// Open shows in such a sheet what the screen put together, button and all.
func (f *Form[C]) Open(title string, parts ...fyne.CanvasObject) {
	f.open(title, f.Column(parts...))
}

// open shows the sheet. What is half-typed when somebody leaves it comes back by one
// key.
func (f *Form[C]) open(title string, body fyne.CanvasObject) {
	f.shut = f.sh.Sheet(title, body, func() {
		if f.dirty {
			f.sh.PutAway(func() { f.open(title, body) })
		}
		if f.OnClose != nil {
			f.OnClose()
		}
	})
}

// Shut closes the sheet, where there is one.
func (f *Form[C]) Shut() {
	if f.shut != nil {
		f.shut()
	}
}

// Save is the sheet of something that is kept, such as a thing of the settings.
func (f *Form[C]) Save(title string, parts ...fyne.CanvasObject) {
	f.Do("common.save", func(_ *C, r data.Receipt) { f.sh.Toast(f.sh.Say("common.saved"), r.ID) })
	f.Sheet(title, parts...)
}

// Begin begins a half-filled command, such as the one that a route led here with,
// and all of it: what was half-typed for another one makes room.
func (f *Form[C]) Begin(c *C) {
	f.draft.Clear()
	f.draft.values[began] = *c
	f.Fill(c)
	f.Fault(nil)
}

// Fill shows what a command holds wherever nothing else is half-typed.
func (f *Form[C]) Fill(c *C) {
	*f.C = *c
	f.fresh(f.C)
	if f.OnFill != nil {
		f.OnFill(f.C)
	}
	f.filling = true
	for _, x := range f.fields {
		x.show()
		if typed, ok := f.draft.values[x.name]; ok {
			x.retype(typed)
		}
	}
	f.filling = false
	f.Dress()
}

// start fills the form with what was half-typed, or leaves it blank.
func (f *Form[C]) start() {
	c, _ := f.draft.values[began].(C)
	f.Fill(&c)
}

// Set shows and keeps what the screen itself put into the command, at these
// fields.
func (f *Form[C]) Set(names ...string) {
	f.draft.values[began] = *f.C
	f.filling = true
	for _, name := range names {
		x := f.find(name)
		x.show()
		f.draft.values[name] = x.kept()
	}
	f.filling = false
	f.Dress()
}

// Command gives the command as it would be given now.
func (f *Form[C]) Command() *C {
	was := *f.C
	var restore []func()
	for _, x := range f.fields {
		if x.hidden {
			restore = append(restore, x.blank())
		}
	}
	if f.OnGive != nil {
		f.OnGive(f.C)
	}
	c := *f.C
	for _, back := range restore {
		back()
	}
	*f.C = was
	return &c
}

// Give gives the command. What is wrong with it is said, and nothing typed is
// lost; after it is done the form is blank again.
func (f *Form[C]) Give() {
	if f.Button.Locked() {
		return
	}
	c := f.Command()
	if own := f.missing(); own != nil {
		f.complain(own, f.command(c).Validate())
		return
	}
	if f.Ask == nil {
		f.give(c)
		return
	}
	f.Ask(c, func() { f.give(c) })
}

func (f *Form[C]) give(c *C) {
	f.Button.Lock()
	f.sh.Do(f.command(c), func(r data.Receipt, err error) {
		f.Button.Unlock()
		f.Fault(err)
		if err == nil {
			f.forget()
			f.dirty = false
			f.Shut()
			f.done(c, r)
			f.start()
		}
		if f.After != nil {
			f.After()
		}
	})
}

// forget drops what was half-typed, but for what stays.
func (f *Form[C]) forget() {
	kept := map[string]any{}
	for _, name := range f.stay {
		if v, ok := f.draft.values[name]; ok {
			kept[name] = v
		}
	}
	f.draft.Clear()
	for name, v := range kept {
		f.draft.values[name] = v
	}
}

// touched takes over what somebody changed.
func (f *Form[C]) touched(x *field) {
	if f.filling {
		return
	}
	x.take()
	f.dirty = true
	f.draft.values[x.name] = x.kept()
	if f.OnChange != nil {
		f.OnChange(x.name)
	}
	f.Dress()
}

// Dress shows what goes with what is chosen; only what the form is not told of
// needs it.
func (f *Form[C]) Dress() {
	moved := false
	for _, x := range f.fields {
		moved = x.dress() || moved
	}
	if f.OnDress != nil {
		f.OnDress()
	}
	if moved || f.OnDress != nil {
		f.refresh()
	}
}

func (f *Form[C]) refresh() {
	for _, body := range f.bodies {
		body.Refresh()
	}
}
