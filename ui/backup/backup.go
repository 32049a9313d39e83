package backup

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	Backups(ctx context.Context) ([]data.Backup, error)
	BackupNow(ctx context.Context) (data.Backup, error)
}

// Section is where backups are seen and made.
func Section(o Office) screen.Section {
	return screen.NewSection("backup", func(sh screen.Shell) *backups { return newBackups(o, sh) })
}

// backups shows the copies of the book that there are and makes another. Going
// back to one is for the command line: no window may hold the book then.
type backups struct {
	office Office
	sh     screen.Shell
	last   *kit.Text
	path   *kit.Paragraph
	fault  screen.FaultLine
	make   *kit.Button
	folder *kit.Button
	list   *kit.List
	newest string
	all    fyne.CanvasObject
}

func newBackups(o Office, sh screen.Shell) *backups {
	b := &backups{office: o, sh: sh, list: kit.NewList(), fault: screen.NewFaultLine(), last: kit.NewText("", kit.BodyBold), path: kit.NewParagraph("", kit.Small)}
	say := sh.Say
	b.make = kit.NewButton(say("settings.backup.now"), kit.Primary, b.now)
	b.folder = kit.NewButton(say("supervisor.openFolder"), kit.Secondary, func() { kit.OpenFolder(b.newest) }).SetIcon("folder")
	b.list.SetEmpty(say("settings.backup.none"), "", nil)
	head := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.backup.what"), kit.Label), kit.VBox(b.last, b.path), kit.Row(nil, nil, kit.HBox(b.folder, b.make)), b.fault)
	b.all = kit.Loose(kit.NewCard(say("settings.backup"), nil, kit.Pin(head, kit.NewParagraph(say("settings.backup.how"), kit.Small), nil, nil, b.list)))
	return b
}

// Content gives what is shown.
func (b *backups) Content() fyne.CanvasObject { return b.all }

// Tables names none: copies are no rows, and no change of the office tells of them.
func (b *backups) Tables() []string { return nil }

// Load reads the backups.
func (b *backups) Load() {
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
		if k.Ahead {
			row.Badge = b.sh.Say("settings.backup.ahead")
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
		b.Load()
	})
}
