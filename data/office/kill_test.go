package office

import (
	"bufio"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
)

// kills is how often each moment is broken off, half of them at a step inside the
// program, half of them from outside at any time.
var kills = flag.Int("kills", 2, "how often each moment is broken off by kill -9")

// TestMain lets the test's binary be the program that is killed.
func TestMain(m *testing.M) {
	if moment := os.Getenv("YINGBIN_MOMENT"); moment != "" {
		child(moments[moment])
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// fixture is what a moment begins with: an office, a backup of it, what a hub sends.
type fixture struct{ dir, backup, unsealed, snapshot, older string }

// moment is something that may be broken off.
type moment struct {
	prepare func(t *testing.T, f fixture, dir string)                    // lays out the folder
	run     func(ctx context.Context, dir string, o store.Options) error // in the child
	open    func(ctx context.Context, dir string) (*registers.Book, error)
	empty   bool // the folder may hold an empty book afterwards
}

func openedAt(ctx context.Context, dir string, o store.Options) error {
	b, err := registers.Open(ctx, dir, o)
	if err != nil {
		return err
	}
	return b.Close()
}

func usual(ctx context.Context, dir string) (*registers.Book, error) {
	return registers.Open(ctx, dir, store.Options{})
}

// onBook runs a command on the book and tells its id once it is acknowledged.
func onBook(command func(h func(by data.ID) data.Head, b *registers.Book) (data.Command, error)) func(context.Context, string, store.Options) error {
	return func(ctx context.Context, dir string, o store.Options) error {
		clock := officetest.NewClock(officetest.Start.Add(6 * time.Hour))
		o.Clock = clock.Read
		b, err := registers.Open(ctx, dir, o)
		if err != nil {
			return err
		}
		by := officetest.AtDevice(officetest.Desk, clock.Read).By
		c, err := command(by, b)
		if err != nil {
			return err
		}
		fmt.Println("begin")
		if _, err := b.Do(ctx, c); err != nil {
			return err
		}
		fmt.Println("done", c.Meta().ID)
		return b.Close()
	}
}

func copied(t *testing.T, f fixture, dir string) {
	t.Helper()
	if err := os.CopyFS(dir, os.DirFS(f.dir)); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, from, to string) {
	t.Helper()
	body, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var moments = map[string]moment{
	"first open": {
		prepare: func(*testing.T, fixture, string) {}, empty: true, open: usual,
		run: func(ctx context.Context, dir string, o store.Options) error {
			fmt.Println("begin")
			return openedAt(ctx, dir, o)
		},
	},
	"journal mode": { // a copy that somebody put in the book's place
		prepare: func(t *testing.T, f fixture, dir string) { put(t, f.backup, filepath.Join(dir, store.FileName)) }, open: usual,
		run: func(ctx context.Context, dir string, o store.Options) error {
			fmt.Println("begin")
			return openedAt(ctx, dir, o)
		},
	},
	"migration": {
		prepare: func(t *testing.T, f fixture, dir string) { put(t, f.older, filepath.Join(dir, store.FileName)) }, open: usual,
		run: func(ctx context.Context, dir string, o store.Options) error {
			fmt.Println("begin")
			return openedAt(ctx, dir, o)
		},
	},
	"restore": {
		prepare: copied, open: usual,
		run: func(ctx context.Context, dir string, o store.Options) error {
			fmt.Println("begin")
			_, err := store.Restore(ctx, registers.All(), dir, os.Getenv("YINGBIN_BACKUP"), o)
			return err
		},
	},
	"join": {
		prepare: func(t *testing.T, f fixture, dir string) { put(t, f.snapshot, filepath.Join(dir, fetchedFile)) },
		run: func(ctx context.Context, dir string, o store.Options) error {
			fmt.Println("begin")
			return store.InstallSnapshot(ctx, registers.All(), dir, filepath.Join(dir, fetchedFile), o)
		},
		open: func(ctx context.Context, dir string) (*registers.Book, error) { // as the next start does
			fetched := filepath.Join(dir, fetchedFile)
			if _, err := os.Stat(fetched); err == nil {
				if err := store.InstallSnapshot(ctx, registers.All(), dir, fetched, store.Options{}); err != nil {
					return nil, err
				}
			}
			return registers.OpenReplica(ctx, dir, store.Options{})
		},
	},
	"backup": {
		prepare: copied, open: usual,
		run: func(ctx context.Context, dir string, o store.Options) error {
			b, err := registers.Open(ctx, dir, o)
			if err != nil {
				return err
			}
			fmt.Println("begin")
			if _, err := b.BackupNow(ctx); err != nil {
				return err
			}
			fmt.Println("done")
			return b.Close()
		},
	},
	"anonymising": {
		prepare: copied, open: usual,
		run: onBook(func(by func(data.ID) data.Head, _ *registers.Book) (data.Command, error) {
			return &data.Anonymise{Head: by(officetest.Chang), Visitors: []data.ID{"guest-2"}}, nil
		}),
	},
	"seal": {
		prepare: func(t *testing.T, f fixture, dir string) { put(t, f.unsealed, filepath.Join(dir, store.FileName)) }, open: usual,
		run: onBook(func(by func(data.ID) data.Head, _ *registers.Book) (data.Command, error) {
			return &data.SealHandover{Head: by(officetest.An), Handover: "ho-2", Shift: "early", Strokes: officetest.Strokes(1), Petty: 50_000}, nil
		}),
	},
	"accept": {
		prepare: copied, open: usual,
		run: onBook(func(by func(data.ID) data.Head, b *registers.Book) (data.Command, error) {
			v, err := b.Handover(context.Background(), "ho-1")
			c := &data.AcceptHandover{Head: by(officetest.Bai), Handover: "ho-1", Strokes: officetest.Strokes(2), PIN: officetest.PINs[officetest.Bai]}
			for _, i := range v.Items {
				c.Marks = append(c.Marks, data.HandoverMark{Item: i.ID, Mark: "ok"})
			}
			return c, err
		}),
	},
}

// child plays a moment, and kills itself at the step that it is told.
func child(m moment) {
	at, _ := strconv.Atoi(os.Getenv("YINGBIN_STEP"))
	n := 0
	o := store.Options{Step: func(string) {
		if n++; at > 0 && n == at {
			p, err := os.FindProcess(os.Getpid())
			if err == nil {
				p.Kill()
			}
			select {} // it comes from outside this thread
		}
	}}
	if err := m.run(context.Background(), os.Getenv("YINGBIN_DIR"), o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("end", n)
}

// outcome is what became of a child.
type outcome struct {
	began, ended bool
	steps        int      // that it came through, where it ended
	done         []string // ids that it acknowledged; "" for what has none
	took         time.Duration
}

// play runs a child, which kills itself at a step, or is killed after a while since it
// began; neither if both are zero.
func play(t *testing.T, name, dir string, f fixture, step int, after time.Duration) (r outcome) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "YINGBIN_MOMENT="+name, "YINGBIN_DIR="+dir, "YINGBIN_BACKUP="+f.backup, fmt.Sprintf("YINGBIN_STEP=%d", step))
	var complaint strings.Builder
	c.Stderr = &complaint
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var began time.Time
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "begin":
			r.began, began = true, time.Now()
			if after > 0 {
				time.AfterFunc(after, func() { c.Process.Kill() })
			}
		case "done":
			r.done = append(r.done, rest)
		case "end":
			r.ended = true
			r.steps, _ = strconv.Atoi(rest)
			r.took = time.Since(began)
		}
	}
	c.Wait() // killed, as it should be, or through
	if complaint.Len() > 0 {
		t.Fatalf("%s: %s", name, complaint.String())
	}
	return r
}

// officeToKill makes what the moments begin with.
func officeToKill(t *testing.T) (f fixture) {
	t.Helper()
	ctx := context.Background()
	clock := officetest.NewClock(officetest.Start)
	f.dir = filepath.Join(t.TempDir(), "馆")
	b, err := registers.Open(ctx, f.dir, store.Options{Clock: clock.Read, PINs: officetest.PINCost})
	if err != nil {
		t.Fatal(err)
	}
	by := officetest.AtDevice(officetest.Desk, clock.Read)
	officetest.MustAll(t, b, officetest.Small(by))
	for i := 1; i <= 40; i++ {
		id := strconv.Itoa(i)
		officetest.Must(t, b, &data.CheckIn{Head: by.By(officetest.An), Visit: data.ID("visit-" + id), Visitor: data.ID("guest-" + id), Name: "样客", Title: "ms", Phone: fmt.Sprintf("138%08d", i), Adults: 1, Purpose: "viewing", Note: "带了一只小狗"})
		officetest.Must(t, b, &data.CheckOut{Head: by.By(officetest.An), Visits: []data.ID{data.ID("visit-" + id)}, How: "seen-off"})
	}
	clock.Pass(5 * time.Hour)
	f.unsealed = filepath.Join(t.TempDir(), "u.db")
	if err := b.Backup(ctx, f.unsealed); err != nil {
		t.Fatal(err)
	}
	officetest.Must(t, b, &data.SealHandover{Head: by.By(officetest.An), Handover: "ho-1", Shift: "early", Strokes: officetest.Strokes(1), Petty: 50_000})
	f.backup, f.snapshot, f.older = filepath.Join(t.TempDir(), "b.db"), filepath.Join(t.TempDir(), "s.db"), filepath.Join(t.TempDir(), "old.db")
	if err := b.Backup(ctx, f.backup); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Snapshot(ctx, data.AtBar, f.snapshot); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	packed, err := os.Open(filepath.Join("..", "store", "testdata", "office-0.2.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	in, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(in)
	if err == nil {
		err = os.WriteFile(f.older, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Killed at any moment, at a step inside or from outside, the next start finds a whole
// book with all that was acknowledged; -kills says how often, counted are those that
// truly came in between.
func TestKilledAtAnyMomentNothingIsLost(t *testing.T) {
	f := officeToKill(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	all := 0
	for name, m := range moments {
		whole := newFolder(t, f, m)
		r := play(t, name, whole, f, 0, 0)
		if !r.ended || r.steps == 0 {
			t.Fatalf("%s: it does not come through: %+v", name, r)
		}
		survives(t, name, m, whole, r)
		broken := 0
		for try := 0; broken < *kills && try < 8**kills; try++ {
			dir := newFolder(t, f, m)
			step, after := 1+rnd.IntN(r.steps), time.Duration(0)
			if try%2 == 1 {
				step, after = 0, time.Duration(rnd.Int64N(int64(r.took)))+time.Microsecond
			}
			is := play(t, name, dir, f, step, after)
			if is.began && !is.ended {
				broken++
			}
			survives(t, name, m, dir, is)
			os.RemoveAll(dir)
		}
		t.Logf("%s: broken off %d times, %d steps", name, broken, r.steps)
		if broken < *kills {
			t.Errorf("%s: only %d of %d kills came in between", name, broken, *kills)
		}
		all += broken
	}
	t.Logf("%d kills in all", all)
}

func newFolder(t *testing.T, f fixture, m moment) string {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "馆")
	if err != nil {
		t.Fatal(err)
	}
	m.prepare(t, f, dir)
	return dir
}

// survives opens what a child left, and wants it whole.
func survives(t *testing.T, name string, m moment, dir string, r outcome) {
	t.Helper()
	ctx := context.Background()
	b, err := m.open(ctx, dir)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer b.Close()
	if _, err := b.Verify(ctx, nil); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if err := b.CheckSoon(ctx); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if s, err := b.Settings(ctx); err != nil || s.Name == "" && !m.empty {
		t.Errorf("%s: the office is gone: %v", name, err)
	}
	for _, id := range r.done {
		if id == "" { // a backup
			if list, err := b.Backups(ctx); err != nil || len(list) == 0 {
				t.Errorf("%s: what was done is gone: %v", name, err)
			}
		} else if _, there, err := b.Decided(ctx, data.ID(id)); !there || err != nil {
			t.Errorf("%s: an acknowledged command is gone: %v", name, err)
		}
	}
	if list, err := b.Backups(ctx); err == nil {
		for _, k := range list {
			if _, err := Restore(ctx, Options{Dir: filepath.Join(t.TempDir(), "x"), Device: "x", Quiet: true}, k.Path, askNobody); err != nil && data.AsError(err).Key == "backup.damaged" {
				t.Errorf("%s: half a backup has a whole one's name: %v", name, err)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".[nra]*")); left != nil {
		t.Errorf("%s: left behind: %v", name, left)
	}
}

func askNobody([]data.Staff) (data.Approval, error) {
	return data.Approval{}, data.Fault(data.Forbidden, "error.needSupervisor")
}
