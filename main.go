// Yingbin is the front of house of a property sales office: one program that
// opens the office's book and shows it at a station. This file reads the
// command line and puts the parts together; it is the only place that knows
// every part.
package main

import (
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
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
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/reception"
	"yingbin/ui/supervisor"
)

const (
	appID   = "house.yingbin"
	version = "0.1.0"
)

func main() { os.Exit(run(os.Args[1:])) }

// routes are the screens of all stations.
func routes() []kit.Route {
	return slices.Concat(reception.Routes(), bar.Routes(), supervisor.Routes())
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

// words are what the program can be asked for, "" being the window.
var words = map[string]func(ctx context.Context, o *opts) error{
	"": window, "print": printOut, "shots": shots, "check": check,
}

// opts is what stood on the command line.
type opts struct {
	word, object         string // print RECORD, shots DIR
	demo, fullscreen     bool
	office, station      string
	lang, from, to, file string
	mark                 string
	clock                func() time.Time
	room                 fyne.Size // what the desktop leaves for a window
}

// usage is a fault of the command line.
type usage struct {
	key  string
	args []any
	more string // lines that stand below
}

func (u usage) Error() string { return both(u.key, u.args...) + u.more }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := read(args)
	if err == nil {
		err = o.do(ctx)
	}
	var wrong usage
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	e := data.AsError(err)
	key, more := e.Key, e.Args
	if !assets.Words("zh").Has(key) {
		key, more = "error.internal", nil
	}
	fmt.Fprintln(os.Stderr, both(key, more...))
	if e.Code == data.Storage {
		fmt.Fprintln(os.Stderr, ui.Scrub(err))
	}
	return 1
}

// both says something in both languages: nobody has chosen one yet.
func both(key string, args ...any) string {
	return assets.Words("zh").Say(key, args...) + "\n" + assets.Words("en").Say(key, args...)
}

// read reads the command line: a word, what it is about, and flags anywhere.
func read(args []string) (*opts, error) {
	o := &opts{clock: time.Now}
	flags := flag.NewFlagSet("yingbin", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&o.demo, "demo", false, "")
	flags.BoolVar(&o.fullscreen, "fullscreen", false, "")
	flags.StringVar(&o.office, "office", "", "")
	flags.StringVar(&o.station, "station", "reception", "")
	flags.StringVar(&o.lang, "lang", "", "")
	flags.StringVar(&o.from, "from", "", "")
	flags.StringVar(&o.to, "to", "", "")
	flags.StringVar(&o.file, "o", "", "")
	flags.StringVar(&o.mark, "mark", "", "")
	var plain []string
	for rest := args; ; {
		if err := flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			fmt.Println(both("shell.cli.help"))
			return nil, err
		} else if err != nil {
			return nil, usage{key: "shell.cli.flag", args: []any{err.Error()[strings.LastIndex(err.Error(), " ")+1:]}}
		}
		if flags.NArg() == 0 {
			break
		}
		plain, rest = append(plain, flags.Arg(0)), flags.Args()[1:]
	}
	if len(plain) > 0 {
		o.word = plain[0]
	}
	if len(plain) > 1 {
		o.object = plain[1]
	}
	if words[o.word] == nil || (o.word == "" && len(plain) > 0) {
		return nil, usage{key: "shell.cli.word", args: []any{o.word}}
	}
	if most := map[string]int{"print": 2, "shots": 2}[o.word]; len(plain) > max(1, most) {
		return nil, usage{key: "shell.cli.extra", args: []any{plain[len(plain)-1]}}
	}
	return o, o.judge(flags)
}

// judge refuses what does not go together.
func (o *opts) judge(flags *flag.FlagSet) (err error) {
	own := map[string][]string{
		"station": {""}, "lang": {"", "print"}, "fullscreen": {""},
		"from": {"print"}, "to": {"print"}, "o": {"print"}, "mark": {"check"},
	}
	flags.Visit(func(f *flag.Flag) {
		if only, ok := own[f.Name]; ok && !slices.Contains(only, o.word) && err == nil {
			err = usage{key: "shell.cli.notHere", args: []any{"-" + f.Name}}
		}
	})
	switch {
	case err != nil:
		return err
	case o.lang != "" && !slices.Contains(assets.Langs(), o.lang):
		return usage{key: "shell.cli.lang", args: []any{o.lang}}
	case !slices.Contains([]string{"reception", "bar", "supervisor"}, o.station):
		return usage{key: "shell.cli.station", args: []any{o.station}}
	case o.demo && o.office != "":
		return usage{key: "shell.cli.demoOffice"}
	}
	return nil
}

// do prepares the office's folder and does the word.
func (o *opts) do(ctx context.Context) (err error) {
	if o.word == "" { // before the sample is written for nobody to see
		ui.Locale()
		if o.room, err = ui.Display(); err != nil {
			return err
		}
	}
	if o.demo {
		dir, err := os.MkdirTemp("", "yingbin-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.office, o.clock = dir, sampleClock(time.Now(), o.word == "shots")
		if err := o.fill(ctx); err != nil {
			return err
		}
	}
	if o.office == "" {
		o.office = folder()
	}
	return words[o.word](ctx, o)
}

// folder is where the office lies when nobody says otherwise.
func folder() string {
	home, _ := os.UserHomeDir()
	if runtime.GOOS == "windows" {
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "Yingbin")
		}
		return filepath.Join(home, "AppData", "Local", "Yingbin")
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "yingbin")
	}
	return filepath.Join(home, ".local", "share", "yingbin")
}

// sampleClock is the sample office's clock: the true one while the house would
// be open, else one that sets out in the middle of the morning, so that whoever
// tries it at night sees a day. Pictures are all of one moment.
func sampleClock(now time.Time, still bool) func() time.Time {
	cal := data.Settings{}.Defaults().Calendar
	morning := cal.At(cal.Day(data.TimeOf(now)), 10*60+52).Std()
	switch m := cal.MinutesOf(data.TimeOf(now)); {
	case still:
		return func() time.Time { return morning }
	case m >= 9*60+30 && m < 20*60:
		return time.Now
	}
	return func() time.Time { return morning.Add(time.Since(now)) }
}

// fill writes the sample office.
func (o *opts) fill(ctx context.Context) error {
	now := data.TimeOf(o.clock())
	clock := sample.NewClock(now)
	book, err := store.Open(ctx, o.office, store.Options{Clock: clock.Now, Fast: true})
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

// demoStart signs on who works at the station in the sample, the supervisor
// being the first of its people, and tells everybody's PIN.
func demoStart(lang, station string) (start data.SignOn, hint string, err error) {
	pins, err := sample.PINs(assets.Office("people"))
	if err != nil {
		return start, "", err
	}
	desk := data.ID("staff-an")
	switch station {
	case "bar":
		desk = "staff-gu"
	case "supervisor":
		desk = pins[0].Person
	}
	names := map[string][]string{}
	var order []string
	for _, p := range pins {
		if p.Person == desk {
			start = data.SignOn{Head: data.Head{Staff: p.Person}, PIN: p.PIN}
		}
		if names[p.PIN] == nil {
			order = append(order, p.PIN)
		}
		names[p.PIN] = append(names[p.PIN], p.Name)
	}
	lex := assets.Words(lang)
	for _, pin := range order {
		who := names[pin][0]
		if len(names[pin]) > 1 {
			who = lex.Say("shell.signOn.others")
		}
		if who = lex.Say("shell.signOn.pinOf", who, pin); hint != "" {
			who = lex.Say("shell.joined", hint, who)
		}
		hint = who
	}
	return start, lex.Say("shell.signOn.hint", hint), nil
}

// window opens the book and shows it until the window is closed.
func window(ctx context.Context, o *opts) error {
	logger, file := ui.OpenLog(o.office)
	defer file.Close()
	ears := &ui.Ears{To: file}
	log.SetOutput(ears)
	device := ui.LoadDevice(o.office)
	if o.lang != "" {
		device.Lang = o.lang
	}
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: assets.Words(device.Lang).Say("shell.title"), Version: version,
		Icon: fyne.NewStaticResource("icon.png", assets.AppIcon), Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	win := a.NewWindow("")
	win.SetMaster()
	win.Resize(ui.Size(o.room))
	win.SetFullScreen(o.fullscreen)
	book, err := store.Open(ctx, o.office, store.Options{Clock: o.clock})
	if err != nil {
		ui.Sorry(win, device, err)
		win.Show()
		if !ears.NoWindow() {
			a.Run()
		}
		return err
	}
	defer book.Close()
	set := ui.Setup{Window: win, Office: book, Station: o.station, Routes: routes(), Device: device, Log: logger, First: first, Clock: o.clock}
	if o.demo {
		if set.Start, set.Hint, err = demoStart(device.Lang, o.station); err != nil {
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

// printOut writes one record as PDF, without a window.
func printOut(ctx context.Context, o *opts) error {
	record, ok := paper.Find(o.object)
	if !ok {
		more := ""
		for _, r := range paper.Records() {
			more += fmt.Sprintf("\n  %-16s %s / %s", r.Name, assets.Words("zh").Say(r.Title), assets.Words("en").Say(r.Title))
		}
		if o.object == "" {
			return usage{key: "shell.cli.which", more: more}
		}
		return usage{key: "shell.cli.records", args: []any{o.object}, more: more}
	}
	if o.file == "" {
		return usage{key: "shell.cli.file"}
	}
	book, err := store.OpenReader(ctx, o.office, store.Options{Clock: o.clock})
	if err != nil {
		return err
	}
	defer book.Close()
	ask, err := o.ask(ctx, book, o.lang)
	if err != nil {
		return err
	}
	paperOut, err := record.Make(ctx, book, ask)
	if err != nil {
		return err
	}
	if err := paperOut.WriteFile(o.file); err != nil {
		return err
	}
	fmt.Println(both("shell.cli.written", o.file, len(paperOut.Pages)))
	return nil
}

// ask says what records are made from: the days wanted, and where the journal
// stands.
func (o *opts) ask(ctx context.Context, book *store.Book, lang string) (a paper.Ask, err error) {
	settings, err := book.Settings(ctx)
	if err != nil {
		return a, err
	}
	mark, err := book.Head(ctx)
	if err != nil {
		return a, err
	}
	now := data.TimeOf(o.clock())
	a = paper.Ask{From: data.Day(o.from), To: data.Day(o.to), Lex: assets.Words(lang), Settings: settings, Now: now,
		Head: paper.Proof{Seq: mark.Seq, Digest: hex.EncodeToString(mark.Digest[:])}}
	if a.From == "" {
		a.From = settings.Calendar.Day(now)
	}
	if a.To == "" {
		a.To = a.From
	}
	if !a.From.Valid() || !a.To.Valid() || a.To < a.From {
		return a, usage{key: "shell.cli.days", args: []any{o.from + " " + o.to}}
	}
	return a, nil
}

// pages makes every record of today in both languages, for pictures.
func (o *opts) pages(ctx context.Context, book *store.Book) (all []ui.Pages, err error) {
	for _, lang := range assets.Langs() {
		ask, err := o.ask(ctx, book, lang)
		if err != nil {
			return nil, err
		}
		for _, r := range paper.Records() {
			doc, err := r.Make(ctx, book, ask)
			if data.CodeOf(err) == data.NotFound {
				continue // there is none of it today
			} else if err != nil {
				return nil, err
			}
			all = append(all, ui.Pages{Name: r.Name + "-" + lang, Count: len(doc.Pages), Draw: doc.Picture})
		}
	}
	return all, nil
}

// shots draws every screen and every record as pictures, without a display.
func shots(ctx context.Context, o *opts) error {
	if o.object == "" {
		return usage{key: "shell.cli.dir"}
	}
	book, err := store.OpenReader(ctx, o.office, store.Options{Clock: o.clock})
	if err != nil {
		return err
	}
	defer book.Close()
	papers, err := o.pages(ctx, book)
	if err != nil {
		return err
	}
	n, err := ui.Shots(ctx, ui.ShotsSetup{Dir: o.object, Office: book, Routes: routes(), Clock: o.clock, Pages: papers})
	if err == nil {
		fmt.Println(both("shell.cli.shots", n, o.object))
	}
	return err
}

// check reads the whole book, and holds it against a printed mark if given one.
func check(ctx context.Context, o *opts) error {
	var printed *data.Mark
	if o.mark != "" {
		m, ok := data.ParseMark(o.mark)
		if !ok {
			return usage{key: "shell.cli.mark", args: []any{o.mark}}
		}
		printed = &m
	}
	book, err := store.OpenReader(ctx, o.office, store.Options{Clock: o.clock})
	if err != nil {
		return err
	}
	defer book.Close()
	if err := book.CheckSoon(ctx); err != nil {
		return err
	}
	head, err := book.Verify(ctx, printed)
	if err != nil {
		return err
	}
	fmt.Println(both("shell.cli.sound", head.Seq, head.Short()))
	return nil
}
