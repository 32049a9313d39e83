package privacy

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
	Forgettable(ctx context.Context, before data.Time, limit int) ([]data.Visitor, error)
}

// Section is where customers are forgotten.
func Section(o Office) screen.Section {
	return screen.NewSection("privacy", func(sh screen.Shell) *privacy { return newPrivacy(o, sh) })
}

// privacy forgets customers: one who asks for it, or all whose time is over.
type privacy struct {
	office Office
	sh     screen.Shell
	search *kit.Field
	list   *kit.List
	due    *kit.Banner
	all    fyne.CanvasObject
	found  []data.Match
	over   []data.ID
	latest screen.Latest // the search, by what is typed
}

// forgetMost is how many customers are forgotten in one act.
const forgetMost = 500

func newPrivacy(o Office, sh screen.Shell) *privacy {
	p := &privacy{office: o, sh: sh, list: kit.NewList(), due: kit.NewBanner("", kit.ToneSoon)}
	say := sh.Say
	p.due.Hide()
	p.search = kit.NewField(say("settings.privacy.search"))
	p.search.OnChanged = func(string) { p.find() }
	p.list.Answers(&p.latest).SetEmpty(say("settings.privacy.hint"), "", nil)
	p.list.OnAction = func(id, _ string) { p.forget(data.ID(id)) }
	what := kit.VBox(kit.NewParagraph(say("settings.privacy.what"), kit.Label), kit.NewParagraph(say("settings.privacy.backups"), kit.Label))
	p.all = kit.Loose(kit.NewCard(say("settings.privacy"), nil, kit.Pin(kit.VBoxGap(kit.SizePad, what, p.due, p.search), nil, nil, nil, p.list)))
	return p
}

// Content gives what is shown.
func (p *privacy) Content() fyne.CanvasObject { return p.all }

// Tables names the changes that concern it.
func (p *privacy) Tables() []string { return []string{"visitor", "setting"} }

// Load reads whose time is over.
func (p *privacy) Load() {
	p.find()
	days := p.sh.Settings().Retention
	if days == 0 {
		p.due.Hide()
		return
	}
	before := p.sh.Now().Add(-time.Duration(days) * 24 * time.Hour)
	var over []data.Visitor
	p.sh.Load(func(ctx context.Context) (err error) {
		over, err = p.office.Forgettable(ctx, before, forgetMost)
		return err
	}, func(err error) {
		if err != nil {
			p.sh.Toast(p.sh.Fault(err), "")
			return
		}
		p.over = nil
		for _, v := range over {
			p.over = append(p.over, v.ID)
		}
		p.due.Hidden = len(over) == 0
		p.due.Set(p.sh.Say("settings.privacy.due", len(over), days), kit.ToneSoon)
		p.due.SetActions(kit.NewButton(p.sh.Say("settings.privacy.forgetAll"), kit.Secondary, p.forgetDue))
		p.all.Refresh()
	})
}

func (p *privacy) find() {
	text := strings.TrimSpace(p.search.Text())
	if text == "" {
		p.latest.Answer(text)
		p.found = nil
		p.list.SetItems(nil)
		return
	}
	var found []data.Match
	p.latest.Load(p.sh, text, func(ctx context.Context) (err error) {
		found, err = p.office.FindVisitors(ctx, text, 30)
		return err
	}, func(err error) {
		if err != nil {
			p.search.SetFault(p.sh.Fault(err))
			return
		}
		p.found = found
		var rows []kit.Item
		for _, m := range found {
			rows = append(rows, kit.Item{ID: string(m.ID), Title: p.name(m), Sub: p.sh.Say("settings.privacy.times", data.MaskPhone(m.Phone), m.Times),
				Actions: []kit.ItemAction{{ID: "forget", Label: p.sh.Say("settings.privacy.forget"), Tone: kit.ToneLate}}})
		}
		p.list.SetItems(rows)
	})
}

func (p *privacy) name(m data.Match) string {
	switch m.Title {
	case "mr", "ms":
		return p.sh.Say("common.named."+m.Title, m.Name)
	}
	return m.Name
}

func (p *privacy) forget(id data.ID) {
	for _, m := range p.found {
		if m.ID == id {
			p.sh.Confirm(p.sh.Say("settings.privacy.sure", p.name(m)), p.sh.Say("settings.privacy.forget"), kit.ToneLate, func() { p.give([]data.ID{id}) })
		}
	}
}

func (p *privacy) forgetDue() {
	ids := p.over
	p.sh.Confirm(p.sh.Say("settings.privacy.sureAll", len(ids)), p.sh.Say("settings.privacy.forgetAll"), kit.ToneLate, func() { p.give(ids) })
}

func (p *privacy) give(ids []data.ID) {
	p.sh.Do(&data.Anonymise{Visitors: ids}, func(_ data.Receipt, err error) {
		if err != nil {
			p.sh.Toast(p.sh.Fault(err), "")
			return
		}
		p.sh.Toast(p.sh.Say("settings.privacy.done", len(ids)), "")
		p.Load()
	})
}
