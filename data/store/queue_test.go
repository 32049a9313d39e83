package store

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	sqlite "github.com/mattn/go-sqlite3"

	"yingbin/data"
	"yingbin/data/officetest"
)

var crowds = flag.Int("crowds", 2, "how many crowds give commands at once, for TestACrowdGetsWhatIsOnDisk")

// commits calls f before each transaction of the writer ends; it fails on false.
func (b *testBook) commits(f func() bool) {
	b.T.Helper()
	b.writing.Lock()
	defer b.writing.Unlock()
	err := b.conn.Raw(func(c any) error {
		c.(*sqlite.SQLiteConn).RegisterCommitHook(func() int {
			if f() {
				return 0
			}
			return 1
		})
		return nil
	})
	if err != nil {
		b.T.Fatal(err)
	}
}

// counted counts the writer's transactions from here on.
func (b *testBook) counted() *atomic.Int64 {
	var n atomic.Int64
	b.commits(func() bool { n.Add(1); return true })
	return &n
}

// busy gives commands while the writer is, and lets it go when they all wait.
func (b *testBook) busy(give ...func()) {
	b.writing.Lock()
	var all sync.WaitGroup
	for i, f := range give {
		all.Go(f)
		b.queued(i + 1)
	}
	b.writing.Unlock()
	all.Wait()
}

// queued waits until at least n commands wait.
func (b *testBook) queued(n int) {
	for {
		b.queue.mu.Lock()
		waits := len(b.queue.jobs)
		b.queue.mu.Unlock()
		if waits >= n {
			return
		}
		runtime.Gosched()
	}
}

// turnAway makes a command that can be given any time.
func (b *testBook) turnAway(by data.ID) *data.TurnAway {
	return &data.TurnAway{Head: b.By(by), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}
}

func TestCommandsThatComeTogetherShareAFlush(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	commits := b.counted()
	notices := b.Watch(t.Context())
	before, _ := b.Head(ctx)
	twice := b.turnAway(an)
	receipts, give := make([]data.Receipt, 70), make([]func(), 70)
	for i := range give {
		c := b.turnAway(an)
		if i == 3 || i == 40 {
			c = twice
		}
		give[i] = func() { receipts[i] = officetest.Must(t, b, c) }
	}
	b.busy(give...)
	if n := commits.Load(); n != 2 { // 64 at most
		t.Errorf("%d flushes for 70 commands", n)
	}
	for i, r := range receipts {
		want := before.Seq + int64(i+1)
		switch {
		case i == 40:
			want = receipts[3].Seq
		case i > 40:
			want--
		}
		if r.Seq != want {
			t.Fatalf("command %d is line %d, not %d", i, r.Seq, want)
		}
	}
	if !reflect.DeepEqual(receipts[3], receipts[40]) {
		t.Error("the same command gives", receipts[3], "and", receipts[40])
	}
	if n := <-notices; n.Seq != before.Seq+69 || len(notices) != 0 {
		t.Error("the notice tells of line", n.Seq)
	}
	b.sound()
}

func TestForgettingSharesItsTransactionWithNobody(t *testing.T) {
	b := freshBook(t)
	who := data.NewID()
	in := &data.CheckIn{Head: b.By(an), Visit: data.NewID(), Visitor: who, Name: "欧阳样例", NoPhone: true, Purpose: "viewing", Adults: 1}
	b.must(in)
	b.must(&data.CheckOut{Head: b.By(an), Visits: []data.ID{in.Visit}, How: "seen-off"})
	commits := b.counted()
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{who}})
	n := commits.Load()
	give := []func(){}
	for range 4 {
		give = append(give, func() { officetest.Must(t, b, b.turnAway(an)) })
	}
	give[2] = func() { b.Do(context.Background(), &data.Anonymise{Head: b.By(chang), Visitors: []data.ID{who}}) }
	b.busy(give...)
	if n := commits.Load() - n; n != 3 {
		t.Errorf("%d groups, not those before, the one, and those after", n)
	}
	b.sound()
}

func TestWhoGivesUpEndsOnlyTheirOwnWaiting(t *testing.T) {
	b := freshBook(t)
	left, stays := b.turnAway(an), b.turnAway(an)
	var many []data.Command
	for range 5 {
		many = append(many, b.turnAway(an))
	}
	ctx, leave := context.WithCancel(context.Background())
	away := make(chan error, 2)
	b.writing.Lock()
	go func() {
		_, err := b.Do(ctx, left)
		away <- err
	}()
	b.queued(1)
	go func() {
		_, err := b.DoAll(ctx, slices.Values(many))
		away <- err
	}()
	b.queued(6)
	answer := make(chan error)
	go func() {
		_, err := b.Do(context.Background(), stays)
		answer <- err
	}()
	b.queued(7)
	leave()
	for range 2 {
		if err := <-away; !errors.Is(err, context.Canceled) { // while the writer is busy still
			t.Error("who gave up hears", err)
		}
	}
	b.writing.Unlock()
	if err := <-answer; err != nil {
		t.Error("who stayed hears", err)
	}
	for _, c := range append(many, left) {
		if _, done, _ := b.Decided(context.Background(), c.Meta().ID); done {
			t.Error("what nobody waited for is done")
		}
	}
	b.must(left) // and can be given again
}

func TestTheDeskGoesBeforeABatch(t *testing.T) {
	b := freshBook(t)
	before, _ := b.Head(context.Background())
	var many []data.Command
	for range 200 {
		many = append(many, b.turnAway(an))
	}
	var all sync.WaitGroup
	b.writing.Lock()
	all.Go(func() { officetest.MustAll(t, b, many) })
	b.queued(groupMost)
	var lone data.Receipt
	all.Go(func() { lone = officetest.Must(t, b, b.turnAway(bai)) })
	b.queued(groupMost + 1)
	b.writing.Unlock()
	all.Wait()
	if lone.Seq != before.Seq+1 {
		t.Errorf("the desk's line comes %d after what was there", lone.Seq-before.Seq)
	}
	b.sound()
}

// tricky lets a note of the duty record do, by its text, what should not happen.
func (b *testBook) tricky() {
	note := b.decide["NoteDuty"]
	b.decide["NoteDuty"] = func(tx *Tx, c data.Command) error {
		if err := note(tx, c); err != nil {
			return err
		}
		switch c.(*data.NoteDuty).Text {
		case "没有这单": // the row it names is missing when the transaction ends
			_, err := tx.exec(`INSERT INTO booking_move (id, booking, court, starts, ends, by, at, seq) VALUES (?, 'no-such', '', 0, 0, '', 0, 0)`, string(tx.CommandID()))
			return err
		case "出错":
			panic("a decider that is wrong")
		}
		return nil
	}
}

func TestOneCommandThatSpoilsAGroupIsAlone(t *testing.T) {
	for text, key := range map[string]string{"没有这单": "error.stale", "出错": "error.internal"} {
		b := freshBook(t)
		b.tricky()
		spoils := &data.NoteDuty{Head: b.By(an), Entry: data.NewID(), What: "complaint", Text: text}
		var told error
		give := []func(){}
		for range 5 {
			give = append(give, func() { officetest.Must(t, b, b.turnAway(an)) })
		}
		give[2] = func() { _, told = b.Do(context.Background(), spoils) }
		b.busy(give...)
		if e := data.AsError(told); e == nil || e.Key != key {
			t.Errorf("%s gives %v", text, told)
		}
		b.refuse(spoils, key)
		b.must(b.turnAway(an))
		b.sound()
	}
}

// crowd is several callers who give commands at once, and what they were told.
type crowd struct {
	b      *testBook
	shared []*data.TurnAway // given by several of them

	mu   sync.Mutex
	told map[data.ID][]Result
	gave map[data.ID]data.Command
}

// act makes a command, a good one more often than not.
func (c *crowd) act(r *rand.Rand) data.Command {
	note := func(text string) data.Command {
		return &data.NoteDuty{Head: c.b.By(an), Entry: data.NewID(), What: "complaint", Text: text}
	}
	switch n := r.IntN(120); {
	case n == 0:
		return note("没有这单")
	case n == 1:
		return note("出错")
	case n < 15:
		twin := *c.shared[r.IntN(len(c.shared))]
		return &twin
	case n < 25:
		return c.b.turnAway(gu) // who may not
	case n < 35:
		return &data.PutTable{Head: c.b.By(chang), Table: data.Table{ID: data.NewID(), Area: "nowhere", Name: "台", Seats: 2}}
	case n < 45:
		return &data.PutStaff{Head: c.b.By(chang), Person: "staff-new", Name: "新小样", Role: data.Reception, Gone: n%2 == 0}
	case n < 50:
		return note("")
	case n < 80:
		return note("客户意见")
	}
	return c.b.turnAway([]data.ID{an, bai}[r.IntN(2)])
}

func (c *crowd) hear(cmd data.Command, r data.Receipt, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := cmd.Meta().ID
	c.gave[id] = cmd
	c.told[id] = append(c.told[id], Result{Receipt: r, Err: err})
}

// member gives commands, alone and in batches, and sometimes gives up.
func (c *crowd) member(r *rand.Rand, acts int) {
	for range acts {
		ctx, leave := context.WithCancel(context.Background())
		if r.IntN(5) == 0 {
			go leave()
		}
		if r.IntN(6) != 0 {
			cmd := c.act(r)
			receipt, err := c.b.Do(ctx, cmd)
			c.hear(cmd, receipt, err)
			leave()
			continue
		}
		list := make([]data.Command, r.IntN(90))
		for i := range list {
			list[i] = c.act(r)
		}
		results, err := c.b.DoAll(ctx, slices.Values(list))
		for i, res := range results {
			c.hear(list[i], res.Receipt, res.Err)
		}
		if err != nil && len(results) != 0 {
			c.b.T.Error("a batch of which nothing is sure has results")
		}
		leave()
	}
}

// agrees compares what everybody was told with what is on disk.
func (c *crowd) agrees(t *testing.T) (done int) {
	for id, told := range c.told {
		first, is, err := c.b.Decided(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range told {
			switch {
			case r.Err == nil && (!is || !reflect.DeepEqual(r.Receipt, first)):
				t.Errorf("%T was told %+v, on disk is %+v", c.gave[id], r.Receipt, first)
			case r.Err == nil:
				done++
			case is && !slices.ContainsFunc(c.shared, func(s *data.TurnAway) bool { return s.ID == id }):
				t.Errorf("%T was told %v, and is on disk", c.gave[id], r.Err)
			}
		}
	}
	return done
}

func TestACrowdGetsWhatIsOnDisk(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for n := range *crowds {
		b := freshBook(t)
		b.tricky()
		var flushes atomic.Int64
		if n%2 == 1 { // a disk that fails now and then
			b.commits(func() bool { return flushes.Add(1)%5 != 0 })
		}
		c := &crowd{b: b, told: map[data.ID][]Result{}, gave: map[data.ID]data.Command{}}
		for range 5 {
			c.shared = append(c.shared, b.turnAway(an))
		}
		var all sync.WaitGroup
		for i := range 8 {
			r := rand.New(rand.NewPCG(seed, uint64(n*100+i)))
			all.Go(func() { c.member(r, 20) })
		}
		all.Wait()
		if c.agrees(t) == 0 {
			t.Error("nobody was told that anything is done")
		}
		b.commits(func() bool { return true })
		b.sound()
		if d := officetest.Differ(b.Dump(), replayed(t, b).Dump()); d != "" {
			t.Error("what the lines make is not what is in the book: ", d)
		}
		used, err := All[struct{ Number string }](context.Background(), b, `SELECT number FROM refusal ORDER BY number`)
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range used {
			if want := fmt.Sprintf("X-20261123-%03d", i+1); u.Number != want {
				t.Fatalf("number %s where %s should be", u.Number, want)
			}
		}
	}
}
