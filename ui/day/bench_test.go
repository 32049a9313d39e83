package day

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"image"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

var big = flag.Bool("big", false, "measure on a book of half a million visits")

// bigDir gives the sample office with a past of so many visits and a quarter as
// many bookings, written straight into the tables; the store makes the search
// keys itself with the first command.
func bigDir(t testing.TB, visits int) string {
	t.Helper()
	dir := freshSample(t)
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "book.db")), RawQuery: "_synchronous=OFF&_foreign_keys=off"}
	db, err := sql.Open("sqlite3", dsn.String())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	run := func(q string, args ...any) {
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(q, err)
		}
	}
	run(`BEGIN`)
	families, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志永海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子")
	r := rand.New(rand.NewPCG(7, 7))
	const years = 5
	from := sampleNow.AddDate(-years, 0, -61)
	step := years * 365 * 24 * time.Hour / time.Duration(visits)
	people := 0
	insert := func(q string) *sql.Stmt {
		st, err := db.Prepare(q)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	visitor := insert(`INSERT INTO visitor (id, name, title, phone, vip, mark, forgotten, last_seen, same_as, seq) VALUES (?, ?, 'mr', ?, 0, '', 0, ?, '', 1)`)
	waits := insert(`INSERT INTO finder_wait (visitor) VALUES (?)`)
	visit := insert(`INSERT INTO visit (id, number, day, visitor, name, title, pending, no_phone, adults, children, purpose, identity, consultant, assigned, area, table_id, vip, booking, firm, host, note, by, arrived, left_at, left_by, left_how, channel, intent, plate, agent, seq)
		VALUES (?, ?, ?, ?, ?, 'mr', 0, 0, 2, 0, 'viewing', 'known', '', '', 'area-talk', 'table-a1', 0, '', '', '', '', 'staff-an', ?, ?, 'staff-an', 'seen-off', '', '', '', '', 1)`)
	booking := insert(`INSERT INTO booking (id, number, act, visitor, name, title, phone, voucher, venue, court, day, starts, ends, people, needs, guardian, how, consultant, note, status, moved, by, taken, visit, arrived_at, started_at, ended_at, cancel_by, cancel_why, cancel_at, seq)
		VALUES (?, ?, ?, ?, ?, 'mr', '', '', 'venue-badminton', 'court-bad1', ?, ?, ?, 2, '{}', '', 'phone', '', '', 'ended', 0, 'staff-an', ?, '', 0, 0, 0, '', '', 0, 1)`)
	names := map[int]string{}
	do := func(st *sql.Stmt, args ...any) {
		if _, err := st.Exec(args...); err != nil {
			t.Fatal(err)
		}
	}
	for i := range visits {
		at := from.Add(time.Duration(i) * step)
		ms, day := at.UnixMilli(), at.Format("2006-01-02")
		if people == 0 || r.IntN(5) < 2 {
			name := string([]rune{families[r.IntN(len(families))], given[r.IntN(len(given))], given[r.IntN(len(given))]})
			names[people] = name
			do(visitor, fmt.Sprintf("old-%d", people), name, fmt.Sprintf("1%d%09d", 3+r.IntN(7), i*1009%1_000_000_000), ms)
			do(waits, fmt.Sprintf("old-%d", people))
			people++
		}
		who := r.IntN(people)
		id := fmt.Sprintf("old-%d", i)
		do(visit, id, "O-"+id, day, fmt.Sprintf("old-%d", who), names[who], ms, ms+3600_000)
		if i%4 == 0 {
			do(booking, id, "P-"+id, id, fmt.Sprintf("old-%d", who), names[who], day, ms, ms+3600_000, ms)
		}
	}
	for _, st := range []*sql.Stmt{visitor, waits, visit, booking} {
		st.Close()
	}
	run(`COMMIT`)
	run(`ANALYZE`)
	run(`PRAGMA wal_checkpoint(TRUNCATE)`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := registers.Open(context.Background(), dir, store.Options{Clock: (&clock{at: sampleNow}).now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	in := &data.CheckIn{Head: data.Head{ID: data.NewID(), At: data.TimeOf(sampleNow), Staff: "staff-an"}, Visit: data.NewID(), Visitor: data.NewID(), Name: "最后一位", NoPhone: true, Adults: 1, Purpose: "viewing"}
	if _, err := book.Do(context.Background(), in); err != nil {
		t.Fatal(err)
	}
	return dir
}

func benchDir(b *testing.B) string {
	if *big {
		return bigDir(b, 500_000)
	}
	return sampleDir(b)
}

// firstFrame is what a child does: it opens a window as the program does, on an
// office or on nothing, and says when it is there. With a display that is a real
// window, drawn; without one it is all up to the drawing, which the driver
// without a display does pixel by pixel, as no other.
func firstFrame(what string) {
	if os.Getenv("DISPLAY") != "" {
		app.SetMetadata(fyne.AppMetadata{ID: "house.yingbin.bench", Migrations: map[string]bool{"fyneDo": true}})
		a := app.New()
		win := a.NewWindow("迎宾")
		w := fill(win, what, screen.NewBridge())
		tell(win, what)
		win.ShowAndRun()
		w()
		return
	}
	done := make(chan struct{})
	go func() { // the driver without a display takes the main goroutine for a mistake
		defer close(done)
		test.NewApp()
		bridge := screen.NewTestBridge()
		win := test.NewWindow(nil)
		end := fill(win, what, bridge)
		bridge.Settle()
		kittest.Texts(win.Content())
		fmt.Println("drawn")
		end()
	}()
	<-done
}

// fill puts something into a window: the house, or its name in the two weights
// of its font.
func fill(win fyne.Window, what string, bridge *screen.Bridge) (end func()) {
	size := fyne.NewSize(1366, 768)
	if what == "empty" {
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false))
		win.SetPadded(false)
		win.SetContent(kit.VBox(kit.NewText("迎宾", kit.Body), kit.NewText("迎宾", kit.BodyBold)))
		win.Resize(size)
		return func() {}
	}
	clock := (&clock{at: sampleNow}).now
	device := ui.NewDevice("zh")
	ready := ui.Prepare(device)
	book, err := registers.Open(context.Background(), os.Getenv("YINGBIN_DAY_OFFICE"), store.Options{Clock: clock})
	if err != nil {
		panic(err)
	}
	ready()
	s := ui.Setup{Window: win, Office: book, Station: "reception", Device: device, Clock: clock, Bridge: bridge,
		Later: func(time.Duration, func()) func() { return func() {} }, Post: func(func()) {}}
	if what == "today" {
		s.Start = data.SignOn{Head: data.Head{Staff: "staff-an"}, PIN: "1024"}
	}
	w := ui.Open(s)
	win.Resize(size)
	return func() {
		w.Close()
		book.Close()
	}
}

// tell says when a real window has drawn what it is about, and closes it: a dot
// that is drawn last of all looks at what stands there.
func tell(win fyne.Window, what string) {
	wait := map[string]string{"empty": "迎宾", "signon": "请选择您的名字", "today": "即将到访"}[what]
	content := win.Content()
	said := false
	dot := canvas.NewRaster(func(w, h int) image.Image {
		if !said && kittest.Has(content, wait) {
			said = true
			fmt.Println("drawn")
		}
		return image.NewAlpha(image.Rect(0, 0, w, h))
	})
	win.SetContent(container.NewStack(content, container.NewWithoutLayout(dot)))
	dot.Resize(fyne.NewSize(1, 1))
	win.Resize(fyne.NewSize(1366, 768))
	var look func()
	look = func() {
		if said {
			win.Close()
			return
		}
		dot.Refresh()
		time.AfterFunc(4*time.Millisecond, func() { fyne.Do(look) })
	}
	fyne.CurrentApp().Lifecycle().SetOnStarted(look)
}

// started gives how long a program takes from its start until it has drawn.
func started(b *testing.B, what, dir string) time.Duration {
	b.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "YINGBIN_DAY_CHILD="+what, "YINGBIN_DAY_OFFICE="+dir, "HOME="+dir, "XDG_CONFIG_HOME="+dir)
	var said bytes.Buffer
	child.Stderr = &said
	out, err := child.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	drawn := lines.Scan() && lines.Text() == "drawn"
	took := time.Since(begin)
	if err := child.Wait(); err != nil || !drawn {
		b.Fatalf("%s says %q, %v: %s", what, lines.Text(), err, said.String())
	}
	return took
}

// BenchmarkFirstFrame starts programs: one with an empty window in the same fonts
// and theme, one that opens an office until somebody can sign on, and one until
// Today stands there, with somebody's PIN proved on the way. Each is a process of
// its own, so that fonts are read anew; they take turns, so that all meet the
// same machine. Under a display (xvfb-run go test …) real windows are drawn.
func BenchmarkFirstFrame(b *testing.B) {
	dir := benchDir(b)
	var empty, full, today []time.Duration
	b.ResetTimer()
	for range b.N {
		empty = append(empty, started(b, "empty", dir))
		full = append(full, started(b, "signon", dir))
		today = append(today, started(b, "today", dir))
	}
	// The quickest of each: what is beyond it other programs took.
	least := slices.Min[[]time.Duration]
	b.ReportMetric(least(empty).Seconds()*1000, "ms/empty")
	b.ReportMetric(least(full).Seconds()*1000, "ms/first-frame")
	b.ReportMetric(least(today).Seconds()*1000, "ms/today")
	b.ReportMetric(float64(least(full))/float64(least(empty)), "×empty")
}

func middle(all []time.Duration) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

// stopwatch is a shell that takes the time of what a screen reads.
type stopwatch struct {
	*screentest.Shell
	mu   sync.Mutex
	took time.Duration
}

func (s *stopwatch) Load(work func(ctx context.Context) error, done func(err error)) {
	s.Shell.Load(func(ctx context.Context) error {
		begin := time.Now()
		err := work(ctx)
		s.mu.Lock()
		s.took += time.Since(begin)
		s.mu.Unlock()
		return err
	}, done)
}

// BenchmarkScreens reads again what each screen of the reception shows, and says
// how long the reading alone takes; a frame is 16 ms.
func BenchmarkScreens(b *testing.B) {
	book, err := registers.Open(context.Background(), benchDir(b), store.Options{Clock: (&clock{at: sampleNow}).now})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	everything := map[string]bool{}
	for _, table := range disk(b, book).tables() {
		everything[table] = true
	}
	for _, r := range ui.Stations(book)[0].Entries {
		if r.Hidden || len(r.Roles) > 0 && !slices.Contains(r.Roles, data.Reception) {
			continue
		}
		b.Run(r.Name, func(b *testing.B) {
			sh := &stopwatch{Shell: screentest.NewShell(b)}
			sh.Clock = data.TimeOf(sampleNow)
			s := r.Build(sh)
			kittest.Show(b, s.Content(), 1220, 700)
			sh.Settle()
			var all []time.Duration
			for range b.N {
				sh.took = 0
				s.Changed(data.Change{Tables: everything})
				sh.Settle()
				all = append(all, sh.took)
			}
			b.ReportMetric(float64(middle(all).Microseconds()), "µs/reading")
			s.Closed()
		})
	}
}
