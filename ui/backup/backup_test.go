package backup

import (
	"os"
	"path/filepath"
	"testing"

	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestABackupIsMadeAtOnce(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Want("还没有备份", "立即备份", "yingbin restore")
	r.Tap("立即备份")
	r.Settle()
	list, err := r.Book.Backups(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if r.Sh.LastToast() != "已备份" {
		t.Errorf("said %q", r.Sh.LastToast())
	}
	stamp := r.Sh.House.Defaults().Calendar.Stamp(r.Sh.Clock)
	r.Want("上次备份 "+stamp, filepath.Base(list[0].Path))
}

func TestABackupThatFailsSaysSo(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	if err := os.WriteFile(filepath.Join(r.Book.Dir(), "backup"), []byte("在路上"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.Tap("立即备份")
	r.Settle()
	r.Want("不能写入")
	if len(r.Sh.Toasts) != 0 {
		t.Errorf("said %v", r.Sh.Toasts)
	}
}
