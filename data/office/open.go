package office

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/hub"
	"yingbin/data/link"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/check"
	"yingbin/data/wire"
)

// Options say which book is opened and by which device.
type Options struct {
	Dir     string
	Device  data.ID
	Name    string           // of this device, "" for the machine's
	Version string           // of the program
	Clock   func() time.Time // nil for the machine's
	Log     *slog.Logger
	Listen  []string // where a hub listens; none for the LAN
	Quiet   bool     // neither announce nor look on the LAN, for tests
}

func (o Options) logger() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// Office is the book as this device has it: a *Host or a *Member.
type Office interface {
	Do(ctx context.Context, c data.Command) (data.Receipt, error)
	CheckPIN(ctx context.Context, who data.ID, pin string) error
	Settings(ctx context.Context) (data.Settings, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Watch(ctx context.Context) <-chan data.Change
	CheckSoon(ctx context.Context) error
	BackupDaily(ctx context.Context) error
	Close() error
	// Clock gives the time by which commands are made.
	Clock() func() time.Time
	// DeviceID is what the office calls this device, whatever the device's own file says.
	DeviceID() data.ID
}

// fetchedFile is the book that was fetched from a hub, until it is put in place.
const fetchedFile = "fetched.db"

// Open opens the book that lies in the folder.
func Open(ctx context.Context, o Options) (Office, error) {
	s, joined, err := link.Load(o.Dir)
	if err != nil {
		return nil, err
	}
	if joined {
		led, err := leads(ctx, o, s)
		if err == nil && led {
			_, err = link.Aside(o.Dir)
		}
		if err != nil {
			return nil, err
		}
		joined = !led
	}
	if joined {
		m, err := openMember(ctx, o, s)
		if err != nil {
			return nil, err
		}
		return m, nil
	}
	h, err := OpenHost(ctx, o)
	if err != nil {
		return nil, err
	}
	return h, nil
}

// leads reports whether the book in the folder decides for the office that the
// device had joined: it became the hub, and was killed before it was through.
func leads(ctx context.Context, o Options, s *link.Settings) (bool, error) {
	if _, err := os.Stat(filepath.Join(o.Dir, fetchedFile)); err == nil {
		return false, nil // it follows another one now
	}
	if copied, err := store.IsCopy(ctx, o.Dir); copied || err != nil {
		return false, err
	}
	b, err := registers.OpenReader(ctx, o.Dir, store.Options{})
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer b.Close()
	id, err := b.OfficeID(ctx)
	return id == s.OfficeID, err
}

// Joined reports whether the folder's device has joined an office, and which.
func Joined(dir string) (name string, role data.DeviceRole, joined bool, err error) {
	s, joined, err := link.Load(dir)
	if err != nil || !joined {
		return "", "", joined, err
	}
	return s.Office, s.Role, true, nil
}

// Host is a book that this device holds, and can share.
type Host struct {
	*registers.Book
	*hub.Hub
	options  Options
	identity wire.Identity
	tidying  func()        // ends the upkeep
	outbox   *store.Outbox // of the time when this device was a copy, nil without one

	unsure unsure // what was done here since another device became the hub

	work sync.WaitGroup
	end  context.CancelFunc // of work
}

// OpenHost opens the book of a device that has not joined; it is shared where it
// was before.
func OpenHost(ctx context.Context, o Options) (*Host, error) {
	book, err := registers.Open(ctx, o.Dir, store.Options{Clock: o.Clock})
	if err != nil {
		return nil, err
	}
	check.Sweep(o.Dir)
	h := &Host{Book: book, options: o}
	var work context.Context
	work, h.end = context.WithCancel(context.WithoutCancel(ctx))
	if err := h.open(ctx); err != nil {
		h.end()
		h.outbox.Close()
		book.Close()
		return nil, err
	}
	if err := h.Hub.Resume(ctx); err != nil { // the office opens all the same; the settings show that it isn't shared
		o.logger().Error("sharing", "cause", err)
	}
	h.tidying = keepUp(h.Book, ticking())
	h.work.Go(func() { h.anchors(work) })
	return h, nil
}

// anchorEach is how often the newest line is noted beside the book.
const anchorEach = 20 * time.Second

// anchors notes the newest line now and then, so that a book which loses lines, with
// its log or for an older copy, is told of at the next start.
func (h *Host) anchors(ctx context.Context) {
	tick := time.NewTicker(anchorEach)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		head, err := h.Book.Head(ctx)
		if err == nil {
			err = h.Book.KeepAnchor(ctx, head)
		}
		if err != nil && ctx.Err() == nil {
			h.options.logger().Error("the newest line can't be noted", "cause", err)
		}
	}
}

// DeviceID is what the office calls this device.
func (h *Host) DeviceID() data.ID { return h.options.Device }

func (h *Host) open(ctx context.Context) (err error) {
	if h.identity, err = wire.LoadIdentity(h.options.Dir); err != nil {
		return err
	}
	devices, err := h.Book.Devices(ctx)
	if err != nil {
		return err
	}
	h.options.Device = ownID(devices, h.identity.Key, h.options.Device)
	if h.outbox, err = store.OldOutbox(h.options.Dir); err != nil {
		return err
	}
	head, err := h.Book.Head(ctx)
	if err != nil {
		return err
	}
	if h.outbox != nil && head.Seq > 0 { // it may have been killed before all of it was decided; an empty book decides nothing
		if err := link.Settle(context.Background(), h.Book, h.outbox); err != nil {
			return err
		}
		if err := h.keepLate(context.Background()); err != nil {
			return err
		}
	}
	h.Hub, err = hub.Open(hubOptions(h.options, h.Book, h.identity))
	return err
}

// keepLate keeps for a supervisor what was refused of people who are gone.
func (h *Host) keepLate(ctx context.Context) error {
	list, err := h.outbox.Rejections(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	staff, err := h.Book.Staff(ctx)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.Command == nil || r.Moot() || !data.MakerGone(staff, r.Command) {
			continue
		}
		keep := data.NewKeepLate(r.Command, r.Fault, h.Book.Now())
		if keep == nil {
			continue
		}
		if _, err := h.Book.Do(ctx, keep); err != nil {
			return err
		}
		if err := h.outbox.Dismiss(ctx, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// Rejections are the commands that waited here when this device became the hub,
// and could not be done then.
func (h *Host) Rejections(ctx context.Context) ([]data.Rejection, error) {
	if h.outbox == nil {
		return nil, nil
	}
	return h.outbox.Rejections(ctx)
}

// Dismiss forgets one that its person took note of.
func (h *Host) Dismiss(ctx context.Context, id data.ID) error {
	if h.outbox == nil {
		return nil
	}
	return h.outbox.Dismiss(ctx, id)
}

func hubOptions(o Options, book *registers.Book, self wire.Identity) hub.Options {
	ho := hub.Options{Book: book, Identity: self, Device: o.Device, Name: o.Name, Version: o.Version, Dir: o.Dir, Log: o.logger(), Clock: o.Clock}
	if !o.Quiet {
		ho.Announce = hub.MDNS{}
	}
	return ho
}

// Share opens the office for other devices, or closes it.
func (h *Host) Share(ctx context.Context, on bool, by data.ID) error {
	return h.Hub.Share(ctx, on, by, h.options.Listen...)
}

// Clock gives the time by which commands are made.
func (h *Host) Clock() func() time.Time { return clockOr(h.options.Clock) }

// Close ends the sharing and closes the book.
func (h *Host) Close() error {
	h.tidying()
	return errors.Join(h.Hub.Close(), h.outbox.Close(), h.Book.Close())
}

func clockOr(c func() time.Time) func() time.Time {
	if c == nil {
		return time.Now
	}
	return c
}

// Member is this device's copy of a book that another one holds.
type Member struct {
	*registers.Book
	*link.Link
	options  Options
	identity wire.Identity
	tidying  func() // ends the upkeep
	outbox   *store.Outbox
	clock    *link.Clock
}

func openMember(ctx context.Context, o Options, s *link.Settings) (m *Member, err error) {
	o.Device = s.Device
	m = &Member{options: o, clock: link.NewClock(s, o.Clock, nil)}
	if m.identity, err = wire.LoadIdentity(o.Dir); err != nil {
		return nil, err
	}
	if err := m.place(ctx, s); err != nil {
		return nil, err
	}
	if m.Book, err = registers.OpenReplica(ctx, o.Dir, store.Options{Clock: m.clock.Now}); err != nil {
		return nil, err
	}
	check.Sweep(o.Dir)
	if m.outbox, err = store.OpenOutbox(o.Dir); err != nil {
		m.Book.Close()
		return nil, err
	}
	lo := link.Options{Replica: m.Book, Outbox: m.outbox, Identity: m.identity, Settings: s, Clock: m.clock, Version: o.Version, Log: o.logger()}
	if !o.Quiet {
		lo.Find = link.Find
	}
	if m.Link, err = link.Open(ctx, lo); err != nil {
		m.outbox.Close()
		m.Book.Close()
		return nil, err
	}
	m.Book.Through(m.Link)
	m.tidying = keepUp(m.Book, ticking())
	return m, nil
}

// place puts a fetched book where the copy lies; where the device joined but the
// book never came, it is fetched now.
func (m *Member) place(ctx context.Context, s *link.Settings) error {
	fetched := filepath.Join(m.options.Dir, fetchedFile)
	_, err := os.Stat(fetched)
	if errors.Is(err, fs.ErrNotExist) {
		if copied, err := store.IsCopy(ctx, m.options.Dir); copied || err != nil {
			return err
		}
		err = fetch(ctx, m.options, s, m.identity, nil)
	}
	if err != nil {
		return err
	}
	return store.InstallSnapshot(ctx, registers.All(), m.options.Dir, fetched, store.Options{Clock: m.clock.Now})
}

// Do gives a command to the office: to the hub, or to the outbox while that is
// out of reach.
func (m *Member) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	return m.Book.Do(ctx, c)
}

// CheckPIN asks the hub while it answers.
func (m *Member) CheckPIN(ctx context.Context, who data.ID, pin string) error {
	return m.Book.CheckPIN(ctx, who, pin)
}

// DeviceID is what the office calls this device.
func (m *Member) DeviceID() data.ID { return m.options.Device }

// Clock gives the hub's time.
func (m *Member) Clock() func() time.Time { return m.clock.Now }

// Close ends all work. What waits stays in the outbox.
func (m *Member) Close() error {
	m.tidying()
	return errors.Join(m.Link.Close(), m.outbox.Close(), m.Book.Close())
}
