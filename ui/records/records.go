package records

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// Office is what the records screen itself asks of the office; the papers it is
// given have theirs.
type Office interface {
	Head(ctx context.Context) (data.Mark, error)
}

// Screen is 打印: the papers, in a supervisor's rail.
func Screen(o Office, papers []paper.Record) screen.Builder {
	return screen.New("records", "supervisor.records", "print", func(sh screen.Shell) *printing { return newPrint(o, papers, sh, false) })
}

// Print is the preview of one record, reached from any screen's print button; it
// leads back there.
func Print(o Office, papers []paper.Record) screen.Builder {
	return screen.New("print", "supervisor.records", "print", func(sh screen.Shell) *printing { return newPrint(o, papers, sh, true) }, screen.Opens((*printing).take))
}

// printing is the records screen: which record, for which days, how it looks, and
// out with it.
type printing struct {
	office Office
	sh     screen.Shell
	keep   *screen.Draft
	single bool // one record, asked for by another screen

	records []paper.Record
	record  paper.Record
	id      string // with a record about one thing
	period  *period
	list    *kit.List
	title   *kit.Text
	folio   *kit.Text
	foot    *fyne.Container
	earlier *kit.Button
	later   *kit.Button
	send    *kit.Button
	save    []*kit.Button // a file of each form
	kept    *kit.Banner
	view    *preview
	blank   *kit.Empty
	all     fyne.CanvasObject

	doc    *paper.Document
	page   int
	latest screen.Latest // of loading
}

func newPrint(o Office, papers []paper.Record, sh screen.Shell, single bool) *printing {
	p := &printing{office: o, sh: sh, single: single, keep: sh.Keep("asked")}
	for _, r := range papers {
		if mayPrint(r, sh.Me().Role) {
			p.records = append(p.records, r)
		}
	}
	p.build()
	p.restore()
	return p
}

func mayPrint(r paper.Record, role data.Role) bool {
	return len(r.Roles) == 0 || role == data.Supervisor || slices.Contains(r.Roles, role)
}

func (p *printing) build() {
	say := p.sh.Say
	p.title, p.folio = kit.NewText("", kit.Section), kit.NewText("", kit.Label.Aligned(fyne.TextAlignCenter))
	p.earlier = kit.NewButton("", kit.Secondary, func() { p.show(p.page - 1) }).SetIcon("chevron-left").SetRepeats()
	p.later = kit.NewButton("", kit.Secondary, func() { p.show(p.page + 1) }).SetIcon("chevron-right").SetRepeats()
	p.send = kit.NewButton(say("common.print"), kit.Primary, p.toPrinter).SetIcon("print")
	for _, f := range []struct {
		form paper.Form
		key  string
	}{{paper.PDF, "common.savePdf"}, {paper.XLSX, "common.excel"}, {paper.CSV, "common.csv"}} {
		p.save = append(p.save, kit.NewButton(say(f.key), kit.Secondary, func() { p.toFile(f.form) }).SetLarge())
	}
	p.kept = kit.NewBanner("", kit.ToneGood)
	p.kept.Hide()
	p.blank = kit.NewEmpty("", "", nil)
	p.view = newPreview()
	p.period = newPeriod(p.sh, p.chosen)
	pages, files := kit.HBox(p.earlier, kit.Center(p.folio), p.later), kit.HBoxGap(kit.SizePad, p.save[0], p.save[1], p.save[2])
	p.foot = kit.Row(pages, nil, kit.HBoxGap(kit.SizePad, files, p.send))
	if p.sh.Compact() {
		p.foot = kit.VBox(kit.Row(nil, nil, files), kit.Row(pages, nil, p.send))
	}
	head := kit.VBox(p.title, p.period.all)
	if p.single {
		back := kit.NewButton(say("common.back"), kit.Quiet, p.sh.Back).SetIcon("arrow-left")
		head = kit.VBox(kit.Row(back, p.title, nil), p.period.all)
	}
	right := kit.NewCard("", nil, kit.Pin(head, kit.VBox(p.kept, p.foot), nil, nil, kit.Fill(p.view, p.blank)))
	if p.single {
		p.all = right
		return
	}
	p.list = kit.NewList()
	var items []kit.Item
	for _, r := range p.records {
		if r.Span != paper.Pick { // those are asked for where the one thing is
			items = append(items, kit.Item{ID: r.Name, Title: say(r.Title)})
		}
	}
	p.list.SetItems(items)
	p.list.SetEmpty(say("supervisor.noRecords"), "", nil)
	p.list.OnTap = p.choose
	p.all = kit.Columns([]float32{1, 2.6}, kit.Loose(kit.NewCard(say("supervisor.records"), nil, p.list)), kit.Loose(right))
}

// Content gives what is shown.
func (p *printing) Content() fyne.CanvasObject { return p.all }

// Changed makes the record anew, so that what goes to paper is what stands in
// the book; the page stays.
func (p *printing) Changed(c data.Change) {
	if len(c.Tables) > 0 {
		p.make()
	}
}

// Closed has nothing to end.
func (p *printing) Closed() {}

// First is the list of records.
func (p *printing) First() fyne.Focusable {
	if p.list != nil && len(p.list.Items()) > 0 {
		return p.list
	}
	return p.send
}

// Enter prints.
func (p *printing) Enter() bool { p.toPrinter(); return true }

// Shortcut turns the pages.
func (p *printing) Shortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyPageDown, fyne.KeyRight:
		p.show(p.page + 1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		p.show(p.page - 1)
	default:
		return false
	}
	return true
}

// take takes what another screen asked for.
func (p *printing) take(asked screen.Print) {
	p.keep.Put("record", asked.Record)
	p.keep.Put("id", asked.ID)
	p.keep.Put("from", string(asked.From))
	p.keep.Put("to", string(asked.To))
	p.restore()
}

// restore goes back to what was chosen before the screen was built.
func (p *printing) restore() {
	name := p.keep.Text("record")
	if name == "" && p.list != nil && len(p.list.Items()) > 0 {
		name = p.list.Items()[0].ID
	}
	i := slices.IndexFunc(p.records, func(r paper.Record) bool { return r.Name == name })
	if i < 0 {
		p.say(p.sh.Say("supervisor.noRecord"))
		return
	}
	p.record, p.id = p.records[i], p.keep.Text("id")
	p.period.set(p.record.Span, data.Day(p.keep.Text("from")), data.Day(p.keep.Text("to")))
	if p.list != nil {
		p.list.SetSelected(name)
	}
	p.page = 0
	p.make()
}

// choose takes another record, for the same days where it can.
func (p *printing) choose(name string) {
	p.keep.Put("record", name)
	p.keep.Put("id", "")
	p.restore()
}

// chosen takes other days.
func (p *printing) chosen() {
	p.keep.Put("from", string(p.period.from))
	p.keep.Put("to", string(p.period.to))
	p.page = 0
	p.make()
}

// make lays the record out and shows it.
func (p *printing) make() {
	record := p.record
	if record.Lay == nil {
		return
	}
	p.title.SetText(p.sh.Say(record.Title))
	for _, b := range p.save[1:] { // rows go into tables, forms don't
		if record.List {
			b.Show()
		} else {
			b.Hide()
		}
	}
	p.kept.Hide()
	ask := paper.Ask{From: p.period.from, To: p.period.to, ID: p.id, Lex: assets.Words(p.sh.Lang()),
		Settings: p.sh.Settings(), Now: p.sh.Now(), Staff: p.sh.Me().Name}
	var doc *paper.Document
	p.latest.Load(p.sh, nil, func(ctx context.Context) error {
		mark, err := p.office.Head(ctx)
		if err != nil {
			return err
		}
		ask.Head = paper.Proof{Seq: mark.Seq, Digest: hex.EncodeToString(mark.Digest[:])}
		doc, err = record.Make(ctx, ask)
		return err
	}, func(err error) {
		if err != nil {
			p.doc = nil
			p.say(p.sh.Fault(err))
			return
		}
		p.doc = doc
		p.show(p.page)
	})
}

// say shows a sentence in place of a page.
func (p *printing) say(text string) {
	p.blank.Set(text, "", nil)
	p.blank.Show()
	p.view.show(nil, 0)
	p.folio.SetText("")
	for _, b := range append([]*kit.Button{p.earlier, p.later, p.send}, p.save...) {
		b.Disable()
	}
}

// show turns to a page.
func (p *printing) show(page int) {
	if p.doc == nil || len(p.doc.Pages) == 0 {
		return
	}
	p.page = max(0, min(page, len(p.doc.Pages)-1))
	p.blank.Hide()
	p.view.show(p.doc, p.page)
	p.folio.SetText(p.sh.Say("common.page", p.page+1, len(p.doc.Pages)))
	p.foot.Refresh()
	p.earlier.SetEnabled(p.page > 0)
	p.later.SetEnabled(p.page < len(p.doc.Pages)-1)
	p.send.Enable()
	for _, b := range p.save {
		b.Enable()
	}
}

// toPrinter brings the record to the printer.
func (p *printing) toPrinter() {
	if p.doc == nil || p.send.Locked() {
		return
	}
	p.send.Lock()
	doc, now := p.doc, p.sh.Now()
	var how paper.How
	p.sh.Load(func(ctx context.Context) (err error) {
		how, err = doc.Print(ctx, now.Std())
		return err
	}, func(err error) {
		p.send.Unlock()
		if err != nil {
			p.sh.Toast(p.sh.Fault(err), "")
			return
		}
		p.sh.Toast(p.sh.Say(how), "")
	})
}

// toFile writes the record into the documents of whoever sits here.
func (p *printing) toFile(form paper.Form) {
	if p.doc == nil || p.save[0].Locked() {
		return
	}
	for _, b := range p.save {
		b.Lock()
	}
	doc, folder := *p.doc, p.sh.Say("supervisor.folder")
	doc.Name = p.fileName()
	var path string
	p.sh.Load(func(context.Context) (err error) {
		path, err = freePath(documents(), folder, doc.FileName(), string(form))
		if err == nil {
			err = doc.WriteFile(path)
		}
		return err
	}, func(err error) {
		for _, b := range p.save {
			b.Unlock()
		}
		if err != nil {
			p.sh.Toast(p.sh.Fault(err), "")
			return
		}
		p.kept.Set(p.sh.Say("supervisor.kept", path), kit.ToneGood)
		p.kept.SetActions(kit.NewButton(p.sh.Say("supervisor.openFolder"), kit.Secondary, func() { kit.OpenFolder(path) }).SetIcon("folder"))
		p.kept.Show()
		p.all.Refresh()
	})
}

// fileName names the file as people look for it: what it is and of when.
func (p *printing) fileName() string {
	of, own := strings.CutPrefix(p.doc.Name, p.record.Name+"-")
	if !own {
		of = string(p.period.from)
	}
	if p.record.Span == paper.Range && p.id == "" && p.period.to != p.period.from {
		of += "–" + string(p.period.to)
	}
	return p.sh.Say(p.record.Title) + " " + of
}
