// Yingbin is the front of house of a property sales office: one program that
// opens the office's book and shows it at a station. This file puts the parts
// together: flags, the office, the window. It is the only place that knows
// every part.
package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
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

// demoFolder is what the folders of sample offices are called.
const demoFolder = "yingbin-demo-*"

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
		office.SweepSamples(demoFolder)
		dir, err := os.MkdirTemp("", demoFolder)
		if err != nil {
			return data.DiskFault(err)
		}
		defer os.RemoveAll(dir)
		j.Office, j.clock = dir, sample.Daytime(time.Now(), j.Word == "shots")
		if err := j.fill(ctx); err != nil {
			return err
		}
	}
	if j.Office == "" {
		if j.Office, err = cli.Folder(); err != nil {
			if j.Word != "" {
				return err
			}
			return j.nowhere(err)
		}
	}
	switch j.Word {
	case "":
		return j.window(ctx)
	case "restore":
		return j.restore(ctx)
	case "hub":
		return j.wayOn(ctx, j.hub(ctx))
	case "join":
		return j.join(ctx)
	case "promote":
		return j.wayOn(ctx, j.promote(ctx))
	case "mend":
		return j.mend(ctx)
	}
	return j.wayOn(ctx, j.read(ctx))
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
	ready := ui.Prepare(d.device)
	err := d.open(func(o office.Office) error {
		ready()
		return d.show(o)
	})
	if err != nil {
		d.sorry(err)
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
	empty  func()         // takes away what was printed; nil before an office is open
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
	if id := o.DeviceID(); id != d.device.ID { // its own file was lost; the office knows it by its key
		d.device.ID = id
		if err := d.device.Save(); err != nil {
			d.logger.Error("the device's file", "cause", ui.Scrub(err))
		}
	}
	if d.empty == nil { // nobody else has this office open now
		d.empty = paper.Scratch(d.printFolder())
	}
	if err := show(o); err != nil {
		o.Close()
		return err
	}
	return nil
}

// printFolder is where files lie that are brought to the printer: with the sample, or
// in the cache of whoever is at the machine, by office.
func (j *job) printFolder() string {
	base, err := os.UserCacheDir()
	if j.Demo || err != nil {
		return filepath.Join(j.Office, "print")
	}
	sum := sha256.Sum256([]byte(j.Office))
	return filepath.Join(base, "yingbin", "print", hex.EncodeToString(sum[:8]))
}

// show shows an office in the window.
func (d *desk) show(o office.Office) (err error) {
	set := ui.Setup{Window: d.win, Office: windowed(o), Device: d.device, Log: d.logger, First: first, Clock: o.Clock(), Reopen: d.reopen, Mind: !d.Demo}
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

// sorry shows why the office does not open, and the ways on.
func (d *desk) sorry(err error) {
	o := d.job.office(d.device.ID, d.logger)
	m := ui.Mending{Asks: func(way string) bool { return office.Way(way).Asks() }}
	for _, way := range office.Ways(d.ctx, d.Office, err) {
		m.Ways = append(m.Ways, string(way))
	}
	if list, err := office.Backups(o); err == nil {
		m.Backups = list
	}
	m.Do = func(way, file, name, pin string, done func(error)) {
		d.change.Go(func() {
			err := office.Mend(d.ctx, o, office.Way(way), file, cli.Answer(name, pin))
			fyne.Do(func() {
				done(err)
				if err == nil {
					d.again()
				}
			})
		})
	}
	ui.Sorry(d.win, d.device, err, m)
}

// again opens the office once more after something was mended.
func (d *desk) again() {
	if err := d.open(d.show); err != nil {
		d.sorry(err)
	}
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
				d.sorry(err)
			}
		})
	})
}

func (d *desk) close() error {
	if d.empty != nil {
		defer d.empty()
	}
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
	health, err := book.BookHealth(ctx)
	if err != nil {
		return err
	}
	marks := []data.Mark{health.Sound}
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

// wayOn adds to a fault what can be done about it.
func (j *job) wayOn(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var ways []string
	for _, way := range office.Ways(ctx, j.Office, err) {
		ways = append(ways, string(way))
	}
	backups, _ := office.Backups(j.office("", nil)) // without them the way is told all the same
	if more := cli.WaysOn(ways, backups); more != "" {
		return cli.Told{Err: err, More: more}
	}
	return err
}

// mend goes a way on from what keeps the office from opening, or tells which there are.
func (j *job) mend(ctx context.Context) error {
	o := j.office(ui.LoadDevice(j.Office).ID, nil)
	opened, err := office.Open(ctx, o)
	if err == nil {
		fmt.Println(cli.Both("sorry.cli.fine"))
		return opened.Close()
	}
	if j.Object == "" {
		return j.wayOn(ctx, err)
	}
	way := office.Way(j.Object)
	if way == office.GoBack || !slices.Contains(office.Ways(ctx, j.Office, err), way) {
		return cli.NoWay(j.Object)
	}
	if err := office.Mend(ctx, o, way, "", j.ask); err != nil {
		return err
	}
	fmt.Println(cli.Both("sorry.cli.done"))
	return nil
}

// ask asks a supervisor in the terminal.
func (j *job) ask(staff []data.Staff) (data.Approval, error) {
	return cli.AskApproval(os.Stdin, os.Stdout, staff)
}

// nowhere shows that there is no place for the office.
func (j *job) nowhere(err error) error {
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: "yingbin", Version: version, Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	win := a.NewWindow("")
	win.Resize(ui.Size(j.room))
	ui.Sorry(win, ui.NewDevice(j.Lang), err, ui.Mending{})
	win.Show()
	a.Run()
	return err
}

// restore goes back to a backup.
func (j *job) restore(ctx context.Context) error {
	if _, _, joined, err := office.Joined(j.Office); joined || err != nil {
		return cmp.Or(err, error(data.Fault(data.Forbidden, "device.restoreJoined")))
	}
	done, err := office.Restore(ctx, j.office(ui.LoadDevice(j.Office).ID, nil), j.Object, j.ask)
	if err != nil {
		return err
	}
	fmt.Println(cli.Restored(j.Object, done))
	return nil
}
