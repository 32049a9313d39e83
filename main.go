// Yingbin is the front of house of a property sales office: one program that
// opens the office's book and shows it at a station. This file puts the parts
// together: flags, the office, the window. It is the only place that knows
// every part.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui"
	"yingbin/ui/bar"
	"yingbin/ui/cli"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/reception"
	"yingbin/ui/supervisor"
	"yingbin/ui/venue"
)

const (
	appID   = "house.yingbin"
	version = "0.1.0"
)

func main() { os.Exit(run(os.Args[1:])) }

// routes are the screens of all stations.
func routes() []kit.Route {
	return slices.Concat(reception.Routes(), bar.Routes(), venue.Routes(), supervisor.Routes())
}

// first gives what a fresh office begins with.
func first(data.ID) ([]data.Command, data.Settings, error) {
	commands, settings, err := sample.Catalogue(assets.Office("catalogue"))
	if err != nil {
		return nil, settings, err
	}
	more, err := sample.Lists(assets.Office)
	return append(commands, more...), settings, err
}

// job is one run of the program.
type job struct {
	*cli.Options
	clock func() time.Time
	room  fyne.Size // what the desktop leaves for a window
}

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var stations []string
	for _, r := range routes() {
		stations = append(stations, r.Station)
	}
	options, err := cli.Read(args, stations)
	if err == nil {
		err = (&job{Options: options, clock: time.Now}).do(ctx)
	}
	return cli.Exit(err, ui.Scrub)
}

// do prepares the office's folder and does what was asked for.
func (j *job) do(ctx context.Context) (err error) {
	if j.Word == "" { // before the sample is written for nobody to see
		ui.Locale()
		if j.room, err = ui.Display(); err != nil {
			return err
		}
	}
	if j.Demo {
		dir, err := os.MkdirTemp("", "yingbin-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		j.Office, j.clock = dir, sample.Daytime(time.Now(), j.Word == "shots")
		if err := j.fill(ctx); err != nil {
			return err
		}
	}
	if j.Office == "" {
		j.Office = cli.Folder()
	}
	switch j.Word {
	case "":
		return j.window(ctx)
	case "restore":
		return j.restore(ctx)
	}
	return j.read(ctx)
}

// fill writes the sample office.
func (j *job) fill(ctx context.Context) error {
	now := data.TimeOf(j.clock())
	clock := sample.NewClock(now)
	book, err := store.Open(ctx, j.Office, store.Options{Clock: clock.Now, Fast: true})
	if err != nil {
		return err
	}
	defer book.Close()
	if err := sample.Fill(ctx, book, clock, sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now}); err != nil {
		return err
	}
	if err := book.Harden(ctx); err != nil {
		return err
	}
	return book.Close()
}

// window opens the book and shows it until the window is closed.
func (j *job) window(ctx context.Context) error {
	logger, file := ui.OpenLog(j.Office)
	defer file.Close()
	ears := &ui.Ears{To: file}
	log.SetOutput(ears)
	device := ui.LoadDevice(j.Office)
	if j.Lang != "" {
		device.Lang = j.Lang
	}
	lex := assets.Words(device.Lang)
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: lex.Say("shell.title"), Version: version,
		Icon: fyne.NewStaticResource("icon.png", assets.AppIcon), Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	win := a.NewWindow("")
	win.SetMaster()
	win.Resize(ui.Size(j.room))
	win.SetFullScreen(j.Fullscreen)
	book, err := store.Open(ctx, j.Office, store.Options{Clock: j.clock})
	if err != nil {
		ui.Sorry(win, device, err)
		win.Show()
		if !ears.NoWindow() {
			a.Run()
		}
		return err
	}
	defer book.Close()
	set := ui.Setup{Window: win, Office: book, Station: j.Station, Routes: routes(), Device: device, Log: logger, First: first, Clock: j.clock}
	if j.Demo {
		if set.Start, set.Hint, err = sample.Start(assets.Office("people"), j.Station, lex.Say); err != nil {
			return err
		}
	}
	w := ui.Open(set)
	win.SetCloseIntercept(func() { w.Leave(win.Close) })
	win.Show()
	if ears.NoWindow() {
		return data.Fault(data.NotFound, "error.display")
	}
	a.Run()
	w.Close()
	return book.Close()
}

// read does what only reads the book, beside whoever has it open.
func (j *job) read(ctx context.Context) (err error) {
	var record paper.Record
	if j.Word == "print" {
		if record, err = j.Record(); err != nil {
			return err
		}
	}
	printed, err := j.Printed()
	if err != nil {
		return err
	}
	book, err := store.OpenReader(ctx, j.Office, store.Options{Clock: j.clock})
	if err != nil {
		return err
	}
	defer book.Close()
	switch j.Word {
	case "print":
		return j.Print(ctx, book, record, data.TimeOf(j.clock()))
	case "shots":
		return j.shots(ctx, book)
	case "backup":
		return j.backup(ctx, book)
	}
	return check(ctx, book, printed)
}

// shots draws every screen and every record as pictures, without a display.
func (j *job) shots(ctx context.Context, book *store.Book) error {
	var pages []ui.Pages
	err := j.Papers(ctx, book, data.TimeOf(j.clock()), func(name string, doc *paper.Document) {
		pages = append(pages, ui.Pages{Name: name, Count: len(doc.Pages), Draw: doc.Picture})
	})
	if err != nil {
		return err
	}
	n, err := ui.Shots(ctx, ui.ShotsSetup{Dir: j.Object, Office: book, Routes: routes(), Clock: j.clock, Pages: pages})
	if err == nil {
		fmt.Println(cli.Both("shell.cli.shots", n, j.Object))
	}
	return err
}

// check reads the whole book, and holds it against a printed mark if given one.
func check(ctx context.Context, book *store.Book, printed *data.Mark) error {
	if err := book.CheckSoon(ctx); err != nil {
		return err
	}
	head, err := book.Verify(ctx, printed)
	if err != nil {
		return err
	}
	fmt.Println(cli.Both("shell.cli.sound", head.Seq, head.Short()))
	return nil
}

// backup copies the book, into its folder for backups unless told otherwise.
func (j *job) backup(ctx context.Context, book *store.Book) (err error) {
	to := data.Backup{Path: j.File}
	if to.Path != "" {
		err = book.Backup(ctx, to.Path)
	} else {
		to, err = book.BackupNow(ctx)
	}
	if err == nil {
		fmt.Println(cli.Both("backup.written", to.Path))
	}
	return err
}

// restore goes back to a backup.
func (j *job) restore(ctx context.Context) error {
	done, err := store.Restore(ctx, j.Office, j.Object, store.Options{Clock: j.clock})
	if err != nil {
		return err
	}
	fmt.Println(cli.Restored(j.Object, done))
	return nil
}
