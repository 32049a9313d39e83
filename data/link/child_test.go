package link

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/hub"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// This file is a device as a process of its own: the test's binary, told its part
// by the environment. What it is, the hub or a copy, its folder says.

// TestMain lets the test's binary be another device.
func TestMain(m *testing.M) {
	if os.Getenv(partIs) != "" {
		playPart()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// partIs is the variable that holds a part.
const partIs = "YINGBIN_PART"

// part is what a child is told.
type part struct {
	Dir    string
	Own    data.ID
	Role   data.DeviceRole
	Staff  data.ID
	Listen string // as the hub
	Proxy  string // over which it calls others
	Acks   string // file of what it was told
	Places string // file of who says to be the hub; the LAN
	Began  time.Time
	Seed   uint64
}

// told is a child's answer to one order.
type told struct {
	Err  string
	Text string
	Hub  bool
	Mark string
	Done int // commands that were given
}

// station is a child at work.
type station struct {
	part
	worker
	id   wire.Identity
	book *registers.Book
	box  *store.Outbox
	link *Link
	hub  *hub.Hub
	acks *os.File
	out  *json.Encoder
}

func playPart() {
	s := &station{out: json.NewEncoder(os.Stdout)}
	if err := json.Unmarshal([]byte(os.Getenv(partIs)), &s.part); err != nil {
		panic(err)
	}
	var err error
	if s.acks, err = os.OpenFile(s.Acks, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		panic(err)
	}
	s.worker.init(s)
	err = s.start()
	s.answer(told{Text: "up"}, err)
	orders := bufio.NewScanner(os.Stdin) // ends with the test
	for orders.Scan() {
		s.obey(strings.Fields(orders.Text()))
	}
}

// answer tells the test how an order went.
func (s *station) answer(a told, err error) {
	if err != nil {
		a.Err = err.Error()
	}
	if a.Hub = s.hub != nil; s.book != nil {
		if m, err := s.book.Head(context.Background()); err == nil {
			a.Mark = wire.FormatMark(m)
		}
	}
	s.out.Encode(a)
}

func (s *station) obey(order []string) {
	var a told
	err := s.turn()
	if err == nil || order[0] == "quit" {
		switch order[0] {
		case "work":
			a.Done = s.work(order[1])
		case "code":
			var c data.PairingCode
			c, err = s.hub.PairingCode(context.Background(), data.DeviceRole(order[1]), chang)
			a.Text = c.Code
		case "pair":
			err = s.pair(order[1], order[2])
		case "backup":
			err = s.book.Backup(context.Background(), order[1])
		case "promote":
			err = s.promote()
		case "calm":
			err = s.calm(append(order, "")[1])
		case "quit":
			err = s.quit()
		}
	}
	s.answer(a, err)
	if order[0] == "quit" {
		os.Exit(0)
	}
}

func (s *station) now() time.Time { return timeAfter(s.Began) }

func (s *station) log() *slog.Logger {
	if os.Getenv("YINGBIN_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})).With("who", s.Own, "pid", os.Getpid())
}

// start opens what lies in the folder, as the program does.
func (s *station) start() (err error) {
	ctx := context.Background()
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	if s.id, err = wire.LoadIdentity(s.Dir); err != nil {
		return err
	}
	_, err = os.Stat(filepath.Join(s.Dir, "book.db"))
	if errors.Is(err, fs.ErrNotExist) && s.Own != desk {
		return s.arrive() // a device that has not joined yet, or not whole
	}
	s.book, err = registers.Open(ctx, s.Dir, store.Options{Clock: s.now})
	if data.AsError(err) != nil && data.AsError(err).Key == "device.isCopy" {
		return s.follow()
	}
	if err != nil {
		return err
	}
	return s.reign()
}

// arrive goes on with joining where it was broken off.
func (s *station) arrive() error {
	set, joined, err := Load(s.Dir)
	if err != nil || !joined {
		return err
	}
	file, _, err := Fetch(context.Background(), Options{Identity: s.id, Settings: set, Dial: through(s.Proxy), Timing: quick}, store.Schema(), nil)
	if err != nil {
		return err
	}
	if err := store.InstallSnapshot(context.Background(), registers.All(), s.Dir, file, store.Options{Clock: s.now}); err != nil {
		return err
	}
	return s.follow()
}

func (s *station) pair(address, code string) error {
	o := PairOptions{Dir: s.Dir, Device: s.Own, Identity: s.id, Schema: store.Schema(), Version: "1.0", Dial: through(s.Proxy)}
	if _, err := Pair(context.Background(), o, address, code, string(s.Role)); err != nil {
		return err
	}
	return s.arrive()
}

// reign is the hub's start: what waited when this device took over is settled,
// whoever took its place is asked, and then it shares.
func (s *station) reign() (err error) {
	ctx := context.Background()
	if m, err := s.book.Head(ctx); err == nil && m.Seq == 0 {
		h := &house{began: s.Began, own: s.Own}
		all := h.catalogue()
		if _, err := s.book.Do(ctx, all[0]); err != nil { // what is signed names the office
			return err
		}
		if _, err := s.book.DoAll(ctx, slices.Values(all[1:])); err != nil {
			return err
		}
	}
	if s.box, err = store.OpenOutbox(s.Dir); err != nil {
		return err
	}
	if err := Settle(ctx, s.book, s.box); err != nil {
		return err
	}
	s.hub, err = hub.Open(hub.Options{Book: s.book, Identity: s.id, Device: s.Own, Name: string(s.Own), Version: "1.0", Dir: s.Dir, Clock: s.now, Log: s.log()})
	if err != nil {
		return err
	}
	if err := s.turn(); err != nil || s.hub == nil {
		return err
	}
	return s.hub.Share(ctx, true, chang, s.Listen)
}

// places is who is announced on the LAN.
func (s *station) places() []Found {
	var list []Found
	body, err := os.ReadFile(s.Places)
	if err == nil {
		json.Unmarshal(body, &list)
	}
	return list
}

func (s *station) find(context.Context) ([]Found, error) { return s.places(), nil }

// turn makes a copy of a hub that has stood down.
func (s *station) turn() error {
	ctx := context.Background()
	if s.hub == nil {
		if s.book == nil {
			return s.start()
		}
		return nil
	}
	for _, f := range s.places() {
		if f.Address != s.Listen {
			s.hub.Meet(ctx, f.Address) // nobody there: nothing to hear
		}
	}
	sharing, err := s.hub.Sharing(ctx)
	if err != nil || sharing.Successor == nil {
		return err
	}
	if err := s.hub.Share(ctx, false, chang); err != nil {
		return err
	}
	set, err := succeeded(ctx, s.book, s.Own, *sharing.Successor)
	if err != nil {
		return err
	}
	file, err := resign(ctx, s.book, s.box, Options{Identity: s.id, Settings: set, Dial: through(s.Proxy), Timing: quick}, s.Dir)
	if err != nil {
		return err
	}
	if err := errors.Join(s.hub.Close(), s.box.Close(), s.book.Close()); err != nil {
		return err
	}
	s.hub, s.box, s.book = nil, nil, nil
	if err := store.InstallSnapshot(ctx, registers.All(), s.Dir, file, store.Options{Clock: s.now}); err != nil {
		return err
	}
	return s.follow()
}

// follow is the start of a device that has joined. Its person confirms every new
// hub.
func (s *station) follow() error {
	ctx := context.Background()
	set, joined, err := Load(s.Dir)
	if err != nil || !joined {
		return errors.Join(err, fmt.Errorf("joined: %v", joined))
	}
	clock := NewClock(set, s.now, nil)
	if s.book, err = registers.OpenReplica(ctx, s.Dir, store.Options{Clock: clock.Now}); err != nil {
		return err
	}
	if s.box, err = store.OpenOutbox(s.Dir); err != nil {
		return err
	}
	timing := quick
	timing.Answer = 700 * time.Millisecond
	s.link, err = Open(ctx, Options{Replica: s.book, Outbox: s.box, Identity: s.id, Settings: set, Clock: clock, Version: "1.0",
		Dial: through(s.Proxy), Find: s.find, Timing: timing, Log: s.log()})
	if err != nil {
		return err
	}
	s.book.Through(s.link)
	l := s.link
	go func() {
		for range l.WatchState(ctx) {
			if l.State().NewHub != nil {
				l.Follow(ctx) // nothing offered any more: nothing to confirm
			}
		}
	}()
	return nil
}

// promote makes this device the hub, on a supervisor's word.
func (s *station) promote() error {
	ctx := context.Background()
	if err := s.link.Close(); err != nil {
		return err
	}
	s.link = nil
	s.book.Through(nil)
	begin := &data.BeginEpoch{Head: data.Head{ID: data.NewID(), At: s.book.Now(), Staff: chang, Device: s.Own, Signer: officetest.SignerOf(chang)},
		Hub: s.Own, Name: string(s.Own), Role: s.Role, Key: s.id.Key, Why: data.Promoted}
	head, err := s.book.Head(ctx)
	if err != nil {
		return err
	}
	if _, err := s.box.Reopen(ctx, head.Seq); err != nil { // decided, and the line never came
		return err
	}
	if _, err := s.book.Promote(ctx, begin, func(func(data.Command) bool) {}); err != nil {
		return err
	}
	if err := s.box.Close(); err != nil {
		return err
	}
	return s.reign()
}

// calm waits until nothing waits and, where a mark is given, the copy stands there.
func (s *station) calm(mark string) error {
	if s.link == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	states, lines := s.link.WatchState(ctx), s.book.Watch(ctx)
	for {
		st := s.link.State()
		m, err := s.book.Head(ctx)
		if err != nil {
			return err
		}
		if st.Online && st.Waiting == 0 && st.Total == 0 && (mark == "" || wire.FormatMark(m) == mark) {
			return nil
		}
		select {
		case <-states:
		case <-lines:
		case <-ctx.Done():
			return fmt.Errorf("it stays at %s: %+v, trouble %v", wire.FormatMark(m), st, st.Trouble)
		}
	}
}

// quit ends as a program does that is closed; what was refused is told first.
func (s *station) quit() error {
	ctx := context.Background()
	if s.box != nil {
		list, err := s.box.Rejections(ctx)
		if err != nil {
			return err
		}
		for _, r := range list {
			s.note("refused", string(r.ID), r.Fault.Key)
		}
	}
	if s.link != nil {
		s.link.Close()
	}
	if s.hub != nil {
		s.hub.Close()
	}
	if s.box != nil {
		s.box.Close()
	}
	if s.book != nil {
		return s.book.Close()
	}
	return nil
}

// note writes a line into the file of what this device was told, on the disk when
// it returns.
func (s *station) note(words ...string) {
	if _, err := fmt.Fprintln(s.acks, strings.Join(words, " ")); err != nil {
		panic(err)
	}
	if err := s.acks.Sync(); err != nil {
		panic(err)
	}
}
