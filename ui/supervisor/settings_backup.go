package supervisor

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// backups shows the copies of the book that there are and makes another. Going
// back to one is for the command line: no window may hold the book then.
type backups struct {
	office SettingsOffice
	sh     screen.Shell
	last   *kit.Text
	path   *kit.Paragraph
	fault  fault
	make   *kit.Button
	folder *kit.Button
	list   *kit.List
	newest string
	all    fyne.CanvasObject
}

func newBackups(o SettingsOffice, sh screen.Shell) section {
	b := &backups{office: o, sh: sh, list: kit.NewList(), fault: faultLine(), last: kit.NewText("", kit.BodyBold), path: kit.NewParagraph("", kit.Small)}
	say := sh.Say
	b.make = kit.NewButton(say("settings.backup.now"), kit.Primary, b.now)
	b.folder = kit.NewButton(say("supervisor.openFolder"), kit.Secondary, func() { openFolder(b.newest) }).SetIcon("folder")
	b.list.SetEmpty(say("settings.backup.none"), "", nil)
	head := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.backup.what"), kit.Label), kit.VBox(b.last, b.path), kit.Row(nil, nil, kit.HBox(b.folder, b.make)), b.fault)
	b.all = kit.Loose(kit.NewCard(say("settings.backup"), nil, kit.Pin(head, kit.NewParagraph(say("settings.backup.how"), kit.Small), nil, nil, b.list)))
	return b
}

func (b *backups) content() fyne.CanvasObject { return b.all }

// Copies are no rows: no change of the office tells of them.
func (b *backups) tables() []string { return nil }

func (b *backups) load() {
	var all []data.Backup
	b.sh.Load(func(ctx context.Context) (err error) {
		all, err = b.office.Backups(ctx)
		return err
	}, func(err error) {
		if err != nil {
			b.fault.SetFault(b.sh.Fault(err))
			return
		}
		b.show(all)
	})
}

func (b *backups) show(all []data.Backup) {
	cal := b.sh.Settings().Calendar
	b.newest = ""
	var rows []kit.Item
	for _, k := range all {
		row := kit.Item{ID: k.Path, Title: cal.Stamp(k.At), Sub: b.sh.Say("settings.backup.file", filepath.Base(k.Path), max(1, k.Size>>20))}
		if k.Aside {
			row.Badge = b.sh.Say("settings.backup.aside")
		} else if b.newest == "" {
			b.newest = k.Path
			b.last.SetText(b.sh.Say("settings.backup.last", row.Title))
			b.path.SetText(k.Path)
		}
		rows = append(rows, row)
	}
	if b.newest == "" {
		b.last.SetText(b.sh.Say("settings.backup.none"))
	}
	b.folder.Hidden = b.newest == ""
	b.list.SetItems(rows)
	b.all.Refresh()
}

// now makes a backup at once.
func (b *backups) now() {
	b.fault.SetFault("")
	b.make.Lock()
	b.sh.Load(func(ctx context.Context) error {
		_, err := b.office.BackupNow(ctx)
		return err
	}, func(err error) {
		b.make.Unlock()
		if err != nil {
			b.fault.SetFault(b.sh.Fault(err))
			return
		}
		b.sh.Toast(b.sh.Say("settings.backup.done"), "")
		b.load()
	})
}
