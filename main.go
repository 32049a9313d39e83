// Yingbin is the front of house of a property sales office: one program that
// opens the office's book and shows it at a station. This file puts the parts
// together: flags, the office, the window. It is the only place that knows
// every part.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/link"
	"yingbin/data/office"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/data/store/check"
	"yingbin/ui"
	"yingbin/ui/cli"
	"yingbin/ui/paper"
)

const (
	appID   = "house.yingbin"
	version = "0.2.0"
)

func main() { os.Exit(run(os.Args[1:])) }

// The offices that are opened here are what the window and every screen ask for:
// a method that two of their parts share would be missing without a word.
var (
	_ ui.Office = (*office.Host)(nil)
	_ ui.Office = (*office.Member)(nil)
	_ ui.Office = (*registers.Book)(nil)
	_ ui.Shared = (*office.Host)(nil)
	_ ui.Joined = (*office.Member)(nil)
)

// windowed is an opened office as the window takes it.
func windowed(o office.Office) ui.Office {
	if m, ok := o.(*office.Member); ok {
		return m
	}
	return o.(*office.Host)
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
	options, err := cli.Read(args, ui.StationNames())
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
	case "hub":
		return j.hub(ctx)
	case "join":
		return j.join(ctx)
	case "promote":
		return j.promote(ctx)
	}
	return j.read(ctx)
}

// fill writes the sample office.
func (j *job) fill(ctx context.Context) error {
	now := data.TimeOf(j.clock())
	clock := sample.NewClock(now)
	book, err := registers.Open(ctx, j.Office, store.Options{Clock: clock.Now, Fast: true})
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

// window opens the office and shows it until the window is closed.
func (j *job) window(ctx context.Context) error {
	logger, file := ui.OpenLog(j.Office)
	defer file.Close()
	ears := &ui.Ears{To: file}
	log.SetOutput(ears)
	d := &desk{job: j, ctx: ctx, logger: logger, device: ui.LoadDevice(j.Office)}
	if j.Lang != "" {
		d.device.Lang = j.Lang
	}
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: assets.Words(d.device.Lang).Say("shell.title"), Version: version,
		Icon: fyne.NewStaticResource("icon.png", assets.AppIcon), Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	d.win = a.NewWindow("")
	d.win.SetMaster()
	d.win.Resize(ui.Size(j.room))
	d.win.SetFullScreen(j.Fullscreen)
	err := d.open(d.show)
	if err != nil {
		ui.Sorry(d.win, d.device, err)
	}
	d.win.Show()
	if ears.NoWindow() {
		return cmp.Or(err, error(data.Fault(data.NotFound, "error.display")))
	}
	a.Run()
	return errors.Join(err, d.close())
}

// desk is the one window and the office that it shows now: the device can become
// another while the window stays.
type desk struct {
	*job
	ctx    context.Context
	logger *slog.Logger
	device *ui.Device
	win    fyne.Window
	w      *ui.Window
	office office.Office
	change sync.WaitGroup // an office that is being opened anew
}

func (j *job) office(device data.ID, logger *slog.Logger) office.Options {
	return office.Options{Dir: j.Office, Device: device, Version: version, Clock: j.clock, Log: logger, Listen: j.ListenAt()}
}

// open opens the office and hands it on.
func (d *desk) open(show func(office.Office) error) error {
	o, err := office.Open(d.ctx, d.job.office(d.device.ID, d.logger))
	if err != nil {
		return err
	}
	if err := show(o); err != nil {
		o.Close()
		return err
	}
	return nil
}

// show shows an office in the window.
func (d *desk) show(o office.Office) (err error) {
	set := ui.Setup{Window: d.win, Office: windowed(o), Device: d.device, Log: d.logger, First: first, Clock: o.Clock(), Reopen: d.reopen}
	if set.Station, err = d.StationOf(roleOf(o)); err != nil {
		return err
	}
	if d.Demo {
		if set.Start, set.Hint, err = sample.Start(assets.Office("people"), d.Station, assets.Words(d.device.Lang).Say); err != nil {
			return err
		}
	} else {
		set.Join, set.JoinAt = joiner{d.job.office(d.device.ID, d.logger)}, d.Join
	}
	d.office = o
	d.w = ui.Open(set)
	w := d.w
	d.win.SetCloseIntercept(func() { w.Leave(d.win.Close) })
	return nil
}

// reopen opens the office as it lies there now, once its window has left the one
// of before.
func (d *desk) reopen() {
	d.change.Go(func() {
		if err := d.office.Close(); err != nil {
			d.logger.Error("closing", "cause", ui.Scrub(err))
		}
		var next office.Office
		err := d.open(func(o office.Office) error { next = o; return nil })
		fyne.Do(func() {
			if err == nil {
				err = d.show(next)
			}
			if err != nil {
				d.win.SetCloseIntercept(nil)
				ui.Sorry(d.win, d.device, err)
			}
		})
	})
}

func (d *desk) close() error {
	if d.w == nil {
		return nil
	}
	d.w.Close()
	d.change.Wait()
	return d.office.Close()
}

// roleOf is what a device is for that has joined, "" for any other.
func roleOf(o office.Office) data.DeviceRole {
	if m, ok := o.(*office.Member); ok {
		return m.Role()
	}
	return ""
}

// joiner lets the window's device join an office.
type joiner struct{ office.Options }

// Find looks for hubs on the LAN.
func (j joiner) Find(ctx context.Context) ([]ui.FoundHub, error) {
	found, err := link.Find(ctx)
	hubs := make([]ui.FoundHub, len(found))
	for i, f := range found {
		hubs[i] = ui.FoundHub{Address: f.Address}
	}
	return hubs, err
}

// Join pairs and fetches the book.
func (j joiner) Join(ctx context.Context, address, code, name string, progress func(done, total int64)) error {
	return office.Join(ctx, j.Options, address, code, name, progress)
}

// hub shares the office without a window until the program is told to end.
func (j *job) hub(ctx context.Context) error {
	logger, file := ui.OpenLog(j.Office)
	defer file.Close()
	o, err := office.Open(ctx, j.office(ui.LoadDevice(j.Office).ID, logger))
	if err != nil {
		return err
	}
	defer o.Close()
	host, ok := o.(*office.Host)
	if !ok {
		return cli.JoinedHere(o.(*office.Member).State())
	}
	if err := j.Serve(ctx, host); err != nil {
		return err
	}
	return o.Close()
}

// join has this device join an office, without a window.
func (j *job) join(ctx context.Context) error {
	o := j.office(ui.LoadDevice(j.Office).ID, nil)
	if err := cli.Fresh(ctx, j.Office, store.IsFilled); err != nil {
		return err
	}
	if err := office.Join(ctx, o, j.Object, j.Code, j.Name, cli.Fetching(os.Stdout)); err != nil {
		return err
	}
	member, err := office.Open(ctx, o)
	if err != nil {
		return err
	}
	name, role, _, err := office.Joined(j.Office)
	fmt.Println(cli.BothFor("shell.cli.joined", role, name, j.Office))
	return errors.Join(err, member.Close())
}

// promote makes this device the hub, without a window.
func (j *job) promote(ctx context.Context) error {
	o, err := office.Open(ctx, j.office(ui.LoadDevice(j.Office).ID, nil))
	if err != nil {
		return err
	}
	defer o.Close()
	member, ok := o.(*office.Member)
	if !ok {
		return cli.NotJoined()
	}
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	agreed, err := cli.AskApproval(os.Stdin, os.Stdout, staff)
	if err != nil {
		return err
	}
	if err := member.TakeOver(ctx, agreed); err != nil {
		return err
	}
	epoch, err := member.Epoch(ctx)
	fmt.Println(cli.Both("shell.cli.promoted", epoch.Number))
	return err
}

// read does what only reads the book, beside whoever has it open.
func (j *job) read(ctx context.Context) (err error) {
	if j.Word == "print" { // said before a book is looked for
		if _, err = j.Record(ui.Papers(nil)); err != nil {
			return err
		}
	}
	printed, err := j.Printed()
	if err != nil {
		return err
	}
	book, err := registers.OpenReader(ctx, j.Office, store.Options{Clock: j.clock})
	if err != nil {
		return err
	}
	defer book.Close()
	switch j.Word {
	case "print":
		return j.Print(ctx, book, ui.Papers(book), data.TimeOf(j.clock()))
	case "shots":
		return j.shots(ctx, book)
	case "backup":
		return j.backup(ctx, book)
	}
	return j.check(ctx, book, printed)
}

// shots draws every screen and every record as pictures, without a display.
func (j *job) shots(ctx context.Context, book *registers.Book) error {
	var pages []ui.Pages
	err := j.Papers(ctx, book, ui.Papers(book), data.TimeOf(j.clock()), func(name string, doc *paper.Document) {
		pages = append(pages, ui.Pages{Name: name, Count: len(doc.Pages), Draw: doc.Picture})
	})
	if err != nil {
		return err
	}
	n, err := ui.Shots(ctx, ui.ShotsSetup{Dir: j.Object, Office: book, Clock: j.clock, Pages: pages})
	if err == nil {
		fmt.Println(cli.Both("shell.cli.shots", n, j.Object))
	}
	return err
}

// check holds the whole book against its journal, and against a printed mark if
// given one and what earlier checks have kept.
func (j *job) check(ctx context.Context, book *registers.Book, printed *data.Mark) error {
	var marks []data.Mark
	if printed != nil {
		marks = append(marks, *printed)
	}
	said, err := cli.Checked(check.Whole(ctx, book.Book, check.Options{Known: registers.All(), Marks: marks, Step: cli.Checking(os.Stderr)}))
	if err == nil {
		fmt.Println(said)
	}
	return err
}

// backup copies the book, into its folder for backups unless told otherwise.
func (j *job) backup(ctx context.Context, book *registers.Book) (err error) {
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
	if _, _, joined, err := office.Joined(j.Office); joined || err != nil {
		return cmp.Or(err, error(data.Fault(data.Forbidden, "device.restoreJoined")))
	}
	ask := func(staff []data.Staff) (data.Approval, error) { return cli.AskApproval(os.Stdin, os.Stdout, staff) }
	done, err := office.Restore(ctx, j.office(ui.LoadDevice(j.Office).ID, nil), j.Object, ask)
	if err != nil {
		return err
	}
	fmt.Println(cli.Restored(j.Object, done))
	return nil
}
