package check

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestABookIsCheckedAndWhatWasFoundIsListed(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Want("还没有整本核对过", "整本核对", "没有发现不符")
	r.Tap("整本核对")
	r.Settle()
	if r.Sh.LastToast() != "核对完毕，账本完好" {
		t.Errorf("said %q", r.Sh.LastToast())
	}
	stamp := r.Sh.House.Defaults().Calendar.Stamp(r.Sh.Clock)
	r.Want(stamp + " 整本核对，账本完好")
	shoot(r, "settings-check-sound")
	forge(t, r.Book.Dir())
	r.Tap("整本核对")
	r.Settle()
	r.Want("发现 2 处不符", "人员“安小样”与账册不符：岗位。", "场地“篮球全场”", "已知悉，重新起算")
	shoot(r, "settings-check-amiss")
	r.Sh.No = true
	r.Tap("已知悉，重新起算")
	r.Settle()
	r.Want("发现 2 处不符")
	r.Sh.No = false
	r.Tap("已知悉，重新起算")
	r.Settle()
	r.Want("还没有整本核对过", "没有发现不符")
	if _, err := os.Stat(filepath.Join(r.Book.Dir(), "checked.json")); err != nil {
		t.Error(err)
	}
}

func shoot(r *officetest.Room, name string) {
	if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" {
		r.Shoot(false, filepath.Join(dir, name+".png"))
		r.Shoot(true, filepath.Join(dir, name+"-dark.png"))
	}
}

// forge changes the book as any SQLite tool can.
func forge(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "book.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{`UPDATE staff SET post = '总经理' WHERE name = '安小样'`, `DELETE FROM court WHERE name = '篮球全场'`} {
		r, err := db.Exec(q)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := r.RowsAffected(); n != 1 {
			t.Fatal(q, n)
		}
	}
}

// slow is an office whose check goes on until it is stopped.
type slow struct{ Office }

func (slow) BookHealth(context.Context) (data.Health, error) {
	return data.Health{Running: &data.CheckStep{Phase: data.CheckWalking, Done: 33, Total: 100}}, nil
}

func (slow) CheckBook(ctx context.Context, _ bool) (data.CheckReport, error) {
	<-ctx.Done()
	return data.CheckReport{}, ctx.Err()
}

// TestACheckIsStoppedFromTheSection and its progress is shown while it runs.
func TestACheckIsStoppedFromTheSection(t *testing.T) {
	r := officetest.OpenSection(t, func(*registers.Book) []screen.Section { return []screen.Section{Section(slow{})} })
	r.Want("正在通读账册，33%") // the window began one
	h := r.Part().(*health)
	if !h.stop.Hidden || !h.check.Hidden {
		t.Error("what the window began is not stopped here")
	}
	h.begin()
	h.stop.Tapped(nil)
	r.Settle()
	if r.Sh.LastToast() != "核对已停止，账本没有改动。" {
		t.Errorf("said %q", r.Sh.LastToast())
	}
}
