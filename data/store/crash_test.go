package store

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

var rounds = flag.Int("rounds", 6, "how often the crash test kills its writer")

// childWriter writes for as long as it lives: single commands and batches. It
// prints an id only after Do has returned.
func childWriter() {
	ctx := context.Background()
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	b, err := Open(ctx, TestCatalogue(), os.Getenv("YINGBIN_DIR"), Options{})
	if err != nil {
		fail(err)
	}
	head := func() data.Head {
		return data.Head{ID: data.NewID(), At: b.Now(), Staff: chang, Device: desk, Signer: officetest.Signer(chang, "2580")}
	}
	open := &data.OpenOffice{Head: head(), Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: chang, Name: "常示例", Verifier: officetest.Verifier("2580")}}
	if _, err := b.Do(ctx, open); err != nil && data.CodeOf(err) != data.Conflict {
		fail(err)
	}
	fmt.Println("up")
	for n := 0; ; n++ {
		put := func() data.Command {
			return &data.PutStaff{Head: head(), Person: data.ID(fmt.Sprintf("staff-%d", n%7)), Name: fmt.Sprintf("第%d人", n), Role: data.Reception, Gone: n%3 == 0}
		}
		if n%4 != 3 {
			c := put()
			if _, err := b.Do(ctx, c); err != nil {
				fail(err)
			}
			fmt.Println(c.Meta().ID)
			continue
		}
		var ids []string
		_, err := b.DoAll(ctx, func(yield func(data.Command) bool) {
			for range 20 {
				c := put()
				ids = append(ids, string(c.Meta().ID))
				if !yield(c) {
					return
				}
			}
		})
		if err != nil {
			fail(err)
		}
		fmt.Println(strings.Join(ids, "\n"))
	}
}

func TestKilledWritersLoseNothingTheyAcknowledged(t *testing.T) {
	ctx := context.Background()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	dir := t.TempDir()
	var told []string
	for round := range *rounds {
		told = append(told, runAndKill(t, dir, rnd)...)
		b, err := Open(ctx, TestCatalogue(), dir, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if _, err := b.Verify(ctx, nil); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := runCheck(ctx, b.reader, "integrity_check"); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for _, id := range told {
			if n, err := Value[int64](ctx, b, `SELECT seq FROM journal WHERE id = ?`, id); n == 0 {
				t.Fatalf("round %d: the command %s was acknowledged and is gone (%v)", round, id, err)
			}
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) == 0 {
		t.Fatal("no round wrote anything")
	}
	t.Logf("%d commands in %d rounds", len(told), *rounds)
}

// runAndKill lets a writer write and kills it at some moment: sometimes while
// it opens the book, mostly while it writes. It gives the ids it was told.
func runAndKill(t *testing.T, dir string, rnd *rand.Rand) []string {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "YINGBIN_CHILD=writer", "YINGBIN_DIR="+dir)
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	early := rnd.IntN(5) == 0
	moment := time.Duration(rnd.IntN(120_000)) * time.Microsecond
	if early {
		time.AfterFunc(moment, func() { child.Process.Kill() })
	}
	var told []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		switch {
		case lines.Text() != "up":
			told = append(told, lines.Text())
		case !early:
			time.AfterFunc(moment, func() { child.Process.Kill() })
		}
	}
	child.Wait() // killed, as it should be
	if complaint.Len() > 0 {
		t.Fatal(complaint.String())
	}
	return told
}
