package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"yingbin/data"
)

// Book is an open office's book: one writer, a few readers.
type Book struct {
	known  Catalogue
	dir    string
	clock  func() time.Time
	remote func(dir string) string
	step   func(reached string)
	fast   atomic.Bool // a sample is being made; ends with Harden
	office atomic.Pointer[data.ID]
	lock   *flock.Flock
	own    string // folder of the migrated copy that is read instead of an older version's book, "" without
	anew   bool   // an empty book may be begun where there was one
	marked bool   // this Book wrote the running mark
	writer *sql.DB
	conn   *sql.Conn // the writer's one connection; nil when open for reading
	reader *sql.DB

	courier Courier      // carries commands to the hub; nil where this book decides
	view    sync.RWMutex // held by reads; taken, after writing, while a copy changes what they see
	scratch bool         // lines are only told again here; see OpenScratch
	copy    *replica     // what makes this book a copy of another; nil where it decides

	queue    queue      // commands that wait to be decided
	writing  sync.Mutex // guards all below up to watching
	head     data.Mark
	epoch    int64
	decided  data.Time // of the newest line
	last     said      // who wrote it, if this program did
	settings data.Settings
	stmts    map[string]*sql.Stmt
	touched  map[string]bool
	kept     map[string]map[any]any // rows that nearly every command reads, by table and key, until it is written to
	forgot   bool                   // somebody was: to be taken out of the files after the commit
	scrub    bool                   // the files still hold what was forgotten
	damaged  error                  // what is wrong with the file: nothing is written any more
	learnt   int64                  // up to which line SQLite knows what tables hold, see Tidy; 0 from opening on
	pages    *os.File               // the book's file, to wipe what SQLite left in it; nil until then

	watching sync.Mutex
	watchers map[chan data.Change]struct{}

	tables       map[string]*table
	kinds        map[string]data.Kind
	types        map[reflect.Type]string
	rows         map[string]data.Row
	personal     map[string]data.Class // by "table.column"
	keeps        map[string]bool       // likewise: what survives forgetting
	seen         []string
	ties         []string
	worked       string
	holds        []ForgetBlocker // in the order in which they are said
	decide       map[string]Decider
	describe     map[string]Describer
	index        map[string][]follower // by table
	checks       map[string][]follower // likewise
	kindOwners   map[string]string     // of kinds of command
	tableOwners  map[string]string     // rooms of tables
	strict       bool
	asked        func(query string) // see Options
	broken       error              // what is wrong with the catalogue; such a book does not open
	numbers      map[string]string
	hears        map[reflect.Type][]Handler
	answers      map[reflect.Type]Handler
	tells        []func(ctx context.Context, q Querier, t *data.DutyRecord) error
	seals        []func(ctx context.Context, q Querier) (data.Time, int64, error)
	cut          []string
	checkedFirst int64             // see there
	perPart      int64             // see archivedLines
	shown        map[string]string // by table, see Register.Recent
	matters      []source
	figures      []func(ctx context.Context, q Querier, s Span) ([]data.Figure, error)

	pins    pinGuard
	pinCost data.PINCost // of a PIN that is raised
}

// Options say how to open a book.
type Options struct {
	Clock func() time.Time // nil for the machine's
	Fast  bool             // only for making a sample: writes are not flushed to disk and PINs are not asked; see Harden

	// Reign is asked by Restore, with the backup open, for the command by which a
	// supervisor makes it this device's book to decide by: where other devices follow,
	// or where it was a copy's. Nil, or a nil command, begins no epoch.
	Reign func(ctx context.Context, b *Book) (*data.BeginEpoch, error)

	// Anew begins an empty book though there was one here: a person has said so. What is
	// left of the old one is set aside.
	Anew bool

	Strict bool               // refuse what a register writes into another's tables; for tests
	Asked  func(query string) // hears every query of the book; for tests
	PINs   data.PINCost       // of a PIN that is raised, zero for the house's; tests don't wait

	Step func(reached string) // hears how far what can be broken off has come; for tests that end the program there

	remote       func(dir string) string // nil for what the machine says of a folder
	checkedFirst int64                   // for tests, see there; 0 for the house's
	perPart      int64                   // likewise, see archivedLines
}

// FileName is the book's file in the office folder.
const FileName = "book.db"

// Open opens the office in dir, with the registers known, for reading and writing,
// making the folder and an empty book where there is none, and takes the office's
// lock. Faults are told before anything in the folder is changed: a folder that is
// not writable, one on a network share (error.network), one that is open elsewhere
// (error.locked); a file that is no book (error.notBook), damaged (error.damaged) or
// from a newer version (error.newer), another device's copy (device.isCopy), and a
// log without its book (error.bookGone).
func Open(ctx context.Context, known Catalogue, dir string, o Options) (*Book, error) {
	b := newBook(known, dir, o)
	if err := b.open(ctx, !o.Fast); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// OpenReader opens the book for reading beside whoever has it open. It changes
// nothing: an older version's book is read as a migrated copy, which goes with
// Close. Faults are error.noBook, error.locked where somebody else is about to
// change the file, and those of Open for a book that is damaged or newer.
func OpenReader(ctx context.Context, known Catalogue, dir string, o Options) (*Book, error) {
	b := newBook(known, dir, o)
	if err := b.openBeside(ctx, b.openReader); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

func newBook(known Catalogue, dir string, o Options) *Book {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.remote == nil {
		o.remote = remote
	}
	if o.Step == nil {
		o.Step = func(string) {}
	}
	if o.Asked == nil {
		o.Asked = func(string) {}
	}
	b := &Book{
		checkedFirst: cmp.Or(o.checkedFirst, checkedFirst), perPart: cmp.Or(o.perPart, archivedLines),
		known: known, anew: o.Anew,
		dir: dir, clock: o.Clock, remote: o.remote, step: o.Step,
		stmts: map[string]*sql.Stmt{}, touched: map[string]bool{},
		kept:     map[string]map[any]any{"staff": {}, "staff_past": {}, "device": {}},
		watchers: map[chan data.Change]struct{}{},
		kinds:    map[string]data.Kind{}, types: map[reflect.Type]string{},
		rows: map[string]data.Row{}, personal: map[string]data.Class{}, keeps: map[string]bool{}, decide: map[string]Decider{}, describe: map[string]Describer{},
		index:       map[string][]follower{},
		checks:      map[string][]follower{},
		kindOwners:  map[string]string{},
		tableOwners: map[string]string{}, shown: map[string]string{},
		strict:  o.Strict,
		asked:   o.Asked,
		numbers: map[string]string{}, hears: map[reflect.Type][]Handler{}, answers: map[reflect.Type]Handler{},
	}
	b.fast.Store(o.Fast)
	if b.pinCost = o.PINs; b.pinCost == (data.PINCost{}) {
		b.pinCost = data.HouseCost
	}
	b.pins.init()
	for _, r := range engineRegisters() {
		b.enter(r, "")
	}
	for _, r := range known {
		b.enter(r, r.owner())
	}
	if known != nil {
		b.broken = slices.Concat(engineRegisters(), known).faults()
	}
	slices.SortFunc(b.holds, func(x, y ForgetBlocker) int { return cmp.Compare(x.Rank, y.Rank) })
	return b
}

// follower is a rule with the owner of its tables.
type follower struct {
	owner string
	rule  Rule
}

// enter makes one register known to the book.
func (b *Book) enter(p Register, owner string) {
	for _, k := range p.Of.Kinds {
		b.kinds[k.Name] = k
		b.types[reflect.TypeOf(k.New())] = k.Name
	}
	for _, row := range p.Of.Rows {
		b.declare(row)
		b.tableOwners[row.Table] = cmp.Or(owner, engineOwner)
	}
	for kind := range p.Decide {
		b.kindOwners[kind] = owner
	}
	maps.Copy(b.decide, p.Decide)
	maps.Copy(b.describe, p.Describe)
	maps.Copy(b.numbers, p.Numbers)
	for table, rule := range p.Index {
		b.index[table] = append(b.index[table], follower{owner, rule})
	}
	for table, rule := range p.Check {
		b.checks[table] = append(b.checks[table], follower{owner, rule})
	}
	for _, l := range p.Subscribers {
		l.owner = owner
		b.hears[l.of] = append(b.hears[l.of], l)
	}
	for _, l := range p.Handlers {
		l.owner = owner
		b.answers[l.of] = l
	}
	for _, table := range p.Cached {
		b.kept[table] = map[any]any{}
	}
	maps.Copy(b.shown, p.Recent)
	b.cut = append(b.cut, p.Redact...)
	b.holds = append(b.holds, p.ForgetBlockers...)
	b.seen = append(b.seen, p.LastContact...)
	b.ties = append(b.ties, p.Ties...)
	b.worked = cmp.Or(b.worked, p.OpenDays)
	if p.Matters != nil {
		b.matters = append(b.matters, source{p.Of.Name, p.Matters})
	}
	if p.Figures != nil {
		b.figures = append(b.figures, p.Figures)
	}
	if p.DutyLines != nil {
		b.tells = append(b.tells, p.DutyLines)
	}
	if p.Sealed != nil {
		b.seals = append(b.seals, p.Sealed)
	}
}

// sealed gives the newest end of a period that nothing may change any more.
func (b *Book) sealed(ctx context.Context, q Querier) (at data.Time, seq int64, err error) {
	for _, f := range b.seals {
		a, s, err := f(ctx, q)
		if err != nil {
			return 0, 0, err
		}
		at, seq = max(at, a), max(seq, s)
	}
	return at, seq, nil
}

// path is the file that is read and written.
func (b *Book) path() string {
	if b.own != "" {
		return filepath.Join(b.own, FileName)
	}
	return b.original()
}

// original is the file in the office's folder.
func (b *Book) original() string { return filepath.Join(b.dir, FileName) }

// Dir is the office's folder.
func (b *Book) Dir() string { return b.dir }

func (b *Book) now() data.Time { return data.TimeOf(b.clock()) }

// Now is the moment on the book's clock.
func (b *Book) Now() data.Time { return b.now() }

func (b *Book) kindOf(c data.Command) (data.Kind, bool) {
	k, ok := b.kinds[b.types[reflect.TypeOf(c)]]
	return k, ok
}

// Settings gives the office's settings; Name is "" while the book is new.
func (b *Book) Settings(ctx context.Context) (data.Settings, error) { return readSettings(ctx, b) }

func readSettings(ctx context.Context, q Querier) (data.Settings, error) {
	var s data.Settings
	text, err := Value[string](ctx, q, `SELECT value FROM setting WHERE name = 'office'`)
	if err == nil && text != "" {
		if e := json.Unmarshal([]byte(text), &s); e != nil {
			err = data.Fault(data.Storage, "error.damaged").Because(e)
		}
	}
	return s.Defaults(), err
}

func (b *Book) of() *Book { return b }

// ask runs on the readers' pool: Book is the querier of all reads. What waits
// for the hub stands in a transaction of the writer, and is then read there.
func (b *Book) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	b.asked(q)
	b.view.RLock()
	defer b.view.RUnlock()
	if b.copy != nil && b.copy.open {
		rows, err := b.conn.QueryContext(ctx, q, args...)
		return visited(rows, err, visit)
	}
	return pool{b.reader}.ask(ctx, q, args, visit)
}

// confirmed reads what is on disk for good, without what waits for the hub.
type confirmed struct{ *Book }

func (c confirmed) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	c.asked(q)
	c.view.RLock()
	defer c.view.RUnlock()
	return pool{c.reader}.ask(ctx, q, args, visit)
}

// pool reads through connections that nobody changes meanwhile.
type pool struct{ *sql.DB }

func (p pool) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	rows, err := p.QueryContext(ctx, q, args...)
	return visited(rows, err, visit)
}

// prepared gives the writer's statement for q, prepared once.
func (b *Book) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if st := b.stmts[q]; st != nil {
		return st, nil
	}
	b.asked(q)
	st, err := b.conn.PrepareContext(ctx, q)
	if err == nil {
		b.stmts[q] = st
	}
	return st, err
}

// dropRows lets go of the rows that are kept at hand: what they were read from was
// taken back.
func (b *Book) dropRows() {
	for _, rows := range b.kept {
		clear(rows)
	}
}

// Harden ends the time of a Fast book: what was written is flushed, and from
// now on every command is on disk when Do returns and PINs are asked.
func (b *Book) Harden(ctx context.Context) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	for _, q := range []string{`PRAGMA wal_checkpoint(TRUNCATE)`, `PRAGMA synchronous = FULL`, `ANALYZE`} {
		if _, err := b.conn.ExecContext(ctx, q); err != nil {
			return fault(err)
		}
	}
	b.fast.Store(false)
	return nil
}

// closeFile closes every connection to the book's file.
func (b *Book) closeFile(keep func(error)) {
	b.uncover()
	for _, st := range b.stmts {
		keep(st.Close())
	}
	clear(b.stmts)
	if b.reader != nil {
		keep(b.reader.Close())
	}
	if b.conn != nil {
		b.cleanse(context.Background())
		_, _ = b.conn.ExecContext(context.Background(), `PRAGMA wal_checkpoint(TRUNCATE)`) // tidiness only
		keep(b.conn.Close())
		b.conn = nil
	}
	if b.writer != nil {
		keep(b.writer.Close())
	}
	if b.pages != nil {
		keep(b.pages.Close())
		b.pages = nil
	}
}

// Close ends all work and gives the lock back.
func (b *Book) Close() error {
	b.writing.Lock()
	defer b.writing.Unlock()
	var first error
	keep := func(err error) {
		if first == nil && err != nil {
			first = fault(err)
		}
	}
	if b.marked && b.copy == nil && b.conn != nil {
		keep(b.KeepAnchor(context.Background(), b.head))
	}
	b.view.Lock()
	defer b.view.Unlock()
	b.closeFile(keep)
	if b.own != "" {
		keep(os.RemoveAll(b.own))
	}
	if b.lock != nil {
		if first == nil && b.marked && b.damaged == nil { // an open that failed leaves the mark of an unclean end
			os.Remove(b.running())
		}
		keep(b.lock.Unlock())
		b.lock = nil
	}
	return first
}
