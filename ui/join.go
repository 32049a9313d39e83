package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// FoundHub is a device on the LAN that shares an office.
type FoundHub struct {
	Address string // host:port
	Name    string // of the office, "" when it doesn't tell strangers
}

// Join lets this device take part in an office that is there already.
type Join interface {
	// Find looks for hubs on the LAN until the context ends or it has looked long
	// enough.
	Find(ctx context.Context) ([]FoundHub, error)
	// Join pairs with the hub and fetches the book. Its faults name the field:
	// address, code or name.
	Join(ctx context.Context, address, code, name string, progress func(done, total int64)) error
}

// joining is the form by which a fresh device joins an office.
type joining struct {
	w       *Window
	found   *kit.List
	hubs    []FoundHub
	looking bool
	address *kit.Field
	keys    *kit.Letters
	name    *kit.Field
	names   *kit.Chips
	code    *kit.CodePad
	join    *kit.Button
	other   *kit.Banner
	working *fyne.Container
	so      *kit.Text
	bar     *kit.Progress
}

// addressKeys are the keys that an address is typed with by finger.
const addressKeys = "1234567890.:"

// joinForm shows the form. What was typed before comes back after a change of
// language.
func (w *Window) joinForm(typed joinTyped) {
	say := w.say
	j := &joining{w: w, found: kit.NewList().SetWhole(true), other: kit.NewBanner("", kit.ToneLate), bar: kit.NewProgress(), so: kit.NewText("", kit.Label)}
	j.other.Hide()
	j.address = kit.NewField(say("join.address")).SetHint(say("join.addressHint"))
	j.address.SetText(typed.address)
	j.address.OnChanged = func(string) { j.mark() }
	j.keys = addressPad(j.address)
	j.name = kit.NewField(say("join.name")).SetMaxRunes(data.NameLength).SetHint(say("join.nameHint"))
	j.name.SetText(typed.name)
	j.names = kit.NewChips("", j.suggestions())
	j.names.OnChanged = func() { j.name.SetText(j.names.Selected()) }
	j.code = kit.NewCodePad(say("join.code"))
	j.code.SetText(typed.code)
	j.join = kit.NewButton(say("join.do"), kit.Primary, j.do)
	for _, f := range []*kit.Field{j.address, j.name} {
		f.OnEnter = j.do
	}
	j.code.OnEnter = j.do
	j.found.OnTap = j.choose
	j.found.SetEmpty(say("join.looking"), "", nil)
	j.working = kit.VBoxGap(kit.SizeGap, j.so, j.bar)
	j.working.Hide()
	w.show(j.page())
	w.set.Window.Canvas().Focus(j.code)
	j.look()
}

// joinTyped is what was typed into the form.
type joinTyped struct{ address, code, name string }

func (j *joining) typed() joinTyped {
	return joinTyped{j.address.Text(), j.code.Text(), j.name.Text()}
}

func (j *joining) page() fyne.CanvasObject {
	w, say := j.w, j.w.say
	lang := kit.NewButton(say("shell.otherLang"), kit.Quiet, func() {
		typed := j.typed()
		w.switchLang()
		w.joinForm(typed)
	}).SetIcon("globe")
	back := kit.NewButton(say("join.back"), kit.Quiet, func() { w.firstChoice() }).SetIcon("arrow-left")
	again := kit.NewButton(say("join.again"), kit.Quiet, j.look).SetIcon("refresh")
	head := kit.Row(kit.NewText(say("join.title"), kit.Title), nil, kit.HBox(back, lang))
	left := kit.VBoxGap(kit.SizeGap,
		kit.Row(nil, kit.NewText(say("join.hubs"), kit.Label), again), j.found,
		j.address, j.keys)
	right := kit.VBoxGap(kit.SizePad, j.code, j.name, j.names)
	body := kit.Columns([]float32{1, 1.25}, kit.NewScroll(left), kit.NewScroll(right))
	foot := kit.VBoxGap(kit.SizeGap, j.other, kit.Row(nil, j.working, j.join))
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	card := kit.NewCard("", nil, kit.Pin(kit.VBox(head, kit.NewParagraph(say("join.what"), kit.Label)), foot, nil, nil, body))
	return container.NewStack(paper, container.New(&margin{}, kit.Loose(card)))
}

// suggestions are names for a device, so that a finger need not type one.
func (j *joining) suggestions() []kit.Choice {
	var all []kit.Choice
	for _, r := range data.DeviceRoles {
		name := j.w.say("join.named." + string(r))
		all = append(all, kit.Choice{Code: name, Label: name})
	}
	return all
}

// look looks for hubs on the LAN.
func (j *joining) look() {
	if j.looking {
		return
	}
	j.looking = true
	w := j.w
	j.found.SetEmpty(w.say("join.looking"), "", nil)
	var hubs []FoundHub
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		hubs, err = w.set.Join.Find(ctx)
		return err
	}, func(err error) {
		j.looking = false
		if err != nil {
			w.note(err) // a typed address will do
		}
		j.found.SetEmpty(w.say("join.none"), "", nil)
		j.hubs = hubs
		var items []kit.Item
		for _, h := range hubs {
			name := h.Name
			if name == "" {
				name = w.say("join.nameless")
			}
			items = append(items, kit.Item{ID: h.Address, Title: name, Sub: h.Address})
		}
		j.found.SetItems(items)
		if len(hubs) == 1 && j.address.Text() == "" {
			j.address.SetText(hubs[0].Address)
		}
		j.mark()
	})
}

// choose takes one of the hubs found; the code comes next.
func (j *joining) choose(at string) {
	j.address.SetText(at)
	j.address.ClearFault()
	j.w.set.Window.Canvas().Focus(j.code)
}

// mark shows which of the hubs found the address is.
func (j *joining) mark() { j.found.SetSelected(strings.TrimSpace(j.address.Text())) }

// do pairs and fetches the book.
func (j *joining) do() {
	w := j.w
	if j.join.Locked() || !j.complete() {
		return
	}
	code, _ := data.ReadCode(j.code.Text())
	address, name := strings.TrimSpace(j.address.Text()), data.Tidy(j.name.Text())
	j.join.Lock()
	j.so.SetText(w.say("join.asking"))
	j.bar.Set(0, 0)
	j.working.Show()
	progress := func(done, total int64) { w.set.Post(func() { j.came(done, total) }) }
	w.bridge.Detached(w.life, func(ctx context.Context) error { return w.set.Join.Join(ctx, address, code, name, progress) }, func(err error) {
		j.join.Unlock()
		j.working.Hide()
		if err != nil {
			j.refused(err)
			return
		}
		w.reopen()
	})
}

// complete says at each field what is missing.
func (j *joining) complete() bool {
	w := j.w
	j.other.Hide()
	j.address.ClearFault()
	j.name.ClearFault()
	j.code.ClearFault()
	ok := true
	if data.Tidy(j.name.Text()) == "" {
		j.name.SetFault(w.say("error.required"))
		ok = false
	}
	if _, whole := data.ReadCode(j.code.Text()); !whole {
		j.code.SetFault(w.say("join.codeShort", data.CodeLength-len(j.code.Text())))
		ok = false
	}
	if strings.TrimSpace(j.address.Text()) == "" {
		j.address.SetFault(w.say("join.needAddress"))
		ok = false
	}
	return ok
}

// came shows how much of the book is here.
func (j *joining) came(done, total int64) {
	if j.w.closed {
		return
	}
	j.bar.Set(done, total)
	j.so.SetText(j.w.say("join.fetching", percent(done, total)))
}

// refused says what is wrong where it is wrong.
func (j *joining) refused(err error) {
	places := map[string]screen.Faulty{"address": j.address, "code": j.code, "name": j.name}
	e, ours := errors.AsType[*data.Error](err)
	if !ours {
		j.w.note(err)
	}
	var rest []string
	for _, one := range data.AsError(err).All() {
		if f := places[one.Field]; ours && f != nil {
			f.SetFault(j.w.fault(one))
		} else if text := j.w.fault(one); !slices.Contains(rest, text) {
			rest = append(rest, text)
		}
	}
	if e != nil && e.Field == "code" {
		j.w.set.Window.Canvas().Focus(j.code)
	}
	j.other.Hidden = len(rest) == 0
	j.other.Set(strings.Join(rest, "\n"), kit.ToneLate)
}

// addressPad types an address into a field by finger.
func addressPad(f *kit.Field) *kit.Letters {
	keys := kit.NewLetters(addressKeys, 6)
	keys.OnRune = func(r rune) { f.SetText(f.Text() + string(r)) }
	keys.OnClear = func() { f.SetText("") }
	keys.OnBack = func() { f.SetText(shorter(f.Text())) }
	return keys
}

// shorter leaves out the last character.
func shorter(s string) string {
	r := []rune(s)
	return string(r[:max(0, len(r)-1)])
}
