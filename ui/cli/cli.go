package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"yingbin/assets"
	"yingbin/data"
)

// Options is what stood on the command line.
type Options struct {
	Word   string // what is asked for, "" being the window
	Object string // print RECORD, shots DIR, restore FILE, join ADDRESS, mend WAY

	Demo, Fullscreen     bool
	Office, Station      string
	Lang, From, To, File string
	Mark, ID             string
	AnyStation           bool // none was asked for

	Join, Code, Name string // the hub's address; how a device joins
	Listen, Pair     string // where a hub listens, by comma; for whom it gives a code
	OldOff           bool   // somebody said that the old hub is off
}

// word is what can be asked for: whether it is about something, and which flags
// mean anything with it.
type word struct {
	object bool
	flags  string
}

var words = map[string]word{
	"":        {flags: "demo office station lang fullscreen join"},
	"hub":     {flags: "demo office listen pair"},
	"join":    {object: true, flags: "office code name"},
	"promote": {flags: "office hub-is-off"},
	"print":   {object: true, flags: "demo office lang from to o id"},
	"shots":   {object: true, flags: "demo office"},
	"check":   {flags: "demo office mark"},
	"backup":  {flags: "demo office o"},
	"restore": {object: true, flags: "office"},
	"mend":    {object: true, flags: "office"},
}

// Usage is a fault of the command line.
type Usage struct {
	key  string
	args []any
	more string // lines that stand below
}

// Error says the fault in both languages.
func (u Usage) Error() string { return Both(u.key, u.args...) + u.more }

// Both says something in both languages.
func Both(key string, args ...any) string {
	return assets.Words("zh").Say(key, args...) + "\n" + assets.Words("en").Say(key, args...)
}

// BothFor says something in both languages of a kind of device, which stands
// first among the arguments.
func BothFor(key string, role data.DeviceRole, args ...any) string {
	in := func(lang string) string {
		lex := assets.Words(lang)
		return lex.Say(key, append([]any{lex.Say("device.role." + string(role))}, args...)...)
	}
	return in("zh") + "\n" + in("en")
}

// Exit says what went wrong, if anything did, and gives the program's exit code.
// The cause of what the machine did is told by scrub, without what people typed.
func Exit(err error, scrub func(error) string) int {
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if wrong, ok := errors.AsType[Usage](err); ok {
		fmt.Fprintln(os.Stderr, wrong)
		return 2
	}
	if wrong, ok := errors.AsType[unsound](err); ok {
		fmt.Fprintln(os.Stderr, wrong)
		return 1
	}
	e := data.AsError(err)
	key, args := e.Key, e.Args
	if !assets.Words("zh").Has(key) {
		key, args = "error.internal", nil
	}
	fmt.Fprintln(os.Stderr, Both(key, args...))
	if e.Code == data.Storage {
		fmt.Fprintln(os.Stderr, scrub(e))
	}
	if told, ok := errors.AsType[Told](err); ok {
		fmt.Fprintln(os.Stderr, told.More)
	}
	return 1
}

// Read reads the command line: a word, what it is about, and flags anywhere.
// Stations are those that have screens.
func Read(args, stations []string) (*Options, error) {
	o := &Options{}
	flags := flag.NewFlagSet("yingbin", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&o.Demo, "demo", false, "")
	flags.BoolVar(&o.Fullscreen, "fullscreen", false, "")
	flags.BoolVar(&o.OldOff, "hub-is-off", false, "")
	for name, into := range map[string]*string{
		"join": &o.Join, "code": &o.Code, "name": &o.Name, "listen": &o.Listen, "pair": &o.Pair,
		"office": &o.Office, "station": &o.Station, "lang": &o.Lang, "from": &o.From, "to": &o.To,
		"o": &o.File, "mark": &o.Mark, "id": &o.ID,
	} {
		flags.StringVar(into, name, "", "")
	}
	var plain []string
	for rest := args; ; {
		if err := flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			fmt.Println(Both("shell.cli.help"))
			return nil, err
		} else if err != nil {
			return nil, Usage{key: "shell.cli.flag", args: []any{err.Error()[strings.LastIndex(err.Error(), " ")+1:]}}
		}
		if flags.NArg() == 0 {
			break
		}
		plain, rest = append(plain, flags.Arg(0)), flags.Args()[1:]
	}
	if len(plain) > 0 {
		o.Word = plain[0]
	}
	what, known := words[o.Word]
	if !known || o.Word == "" && len(plain) > 0 {
		return nil, Usage{key: "shell.cli.word", args: []any{o.Word}}
	}
	if len(plain) > 1 && what.object {
		o.Object = plain[1]
		plain = plain[1:]
	}
	if len(plain) > 1 {
		return nil, Usage{key: "shell.cli.extra", args: []any{plain[len(plain)-1]}}
	}
	return o, o.judge(flags, stations)
}

// judge refuses what does not go together.
func (o *Options) judge(flags *flag.FlagSet, stations []string) (err error) {
	flags.Visit(func(f *flag.Flag) {
		if err == nil && !slices.Contains(strings.Fields(words[o.Word].flags), f.Name) {
			err = Usage{key: "shell.cli.notHere", args: []any{"-" + f.Name}}
		}
	})
	if o.Station == "" {
		o.Station, o.AnyStation = "reception", true
	}
	switch {
	case err != nil:
		return err
	case o.Word == "join" || o.Word == "hub" || o.Word == "promote" || o.Join != "":
		return o.judgeDevices()
	case o.Lang != "" && !slices.Contains(assets.Langs(), o.Lang):
		return Usage{key: "shell.cli.lang", args: []any{o.Lang}}
	case !slices.Contains(stations, o.Station):
		return Usage{key: "shell.cli.station", args: []any{o.Station}}
	case o.Demo && o.Office != "":
		return Usage{key: "shell.cli.demoOffice"}
	case o.Word == "shots" && o.Object == "":
		return Usage{key: "shell.cli.dir"}
	case o.Word == "restore" && o.Object == "":
		return Usage{key: "backup.which"}
	case o.Word == "backup" && o.Demo && o.File == "":
		return Usage{key: "backup.demo"}
	}
	return nil
}

// Printed is the mark that stands on a paper, to hold the book against.
func (o *Options) Printed() (*data.Mark, error) {
	if o.Mark == "" {
		return nil, nil
	}
	m, ok := data.ParseMark(o.Mark)
	if !ok {
		return nil, Usage{key: "shell.cli.mark", args: []any{o.Mark}}
	}
	return &m, nil
}

// Folder is where the office lies when nobody says otherwise. Where the system tells no
// place for it, that is error.noHome: it is never the folder in which the program
// happens to run.
func Folder() (string, error) {
	place, below := "XDG_DATA_HOME", []string{"yingbin"}
	if runtime.GOOS == "windows" {
		place, below = "LocalAppData", []string{"Yingbin"}
	}
	base := os.Getenv(place)
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil || !filepath.IsAbs(home) {
			return "", data.Fault(data.Storage, "error.noHome").Because(err)
		}
		base = filepath.Join(home, ".local", "share")
		if runtime.GOOS == "windows" {
			base = filepath.Join(home, "AppData", "Local")
		}
	}
	return filepath.Join(append([]string{base}, below...)...), nil
}

// Restored says what became of a restore: what the book holds now, and where
// that lies which it no longer does.
func Restored(file string, r data.Restored) string {
	text := Both("backup.restored", file, r.Calendar.Stamp(r.At), r.Head.Seq, r.Head.Short())
	if r.Aside != "" {
		text += "\n" + Both("backup.aside", r.Aside)
	}
	if r.Later > 0 {
		text += "\n" + Both("backup.later", r.Later)
	}
	return text
}
