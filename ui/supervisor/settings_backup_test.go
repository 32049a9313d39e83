package supervisor

import (
	"os"
	"path/filepath"
	"testing"
)

func TestABackupIsMadeAtOnce(t *testing.T) {
	r := openPart(t, "backup")
	r.Want("还没有备份", "立即备份", "yingbin restore")
	r.Tap("立即备份")
	r.Settle()
	list, err := r.book.Backups(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if r.sh.LastToast() != "已备份" {
		t.Errorf("said %q", r.sh.LastToast())
	}
	stamp := r.sh.House.Defaults().Calendar.Stamp(r.sh.Clock)
	r.Want("上次备份 "+stamp, filepath.Base(list[0].Path))
}

func TestABackupThatFailsSaysSo(t *testing.T) {
	r := openPart(t, "backup")
	if err := os.WriteFile(filepath.Join(r.book.Dir(), "backup"), []byte("在路上"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.Tap("立即备份")
	r.Settle()
	r.Want("不能写入")
	if len(r.sh.Toasts) != 0 {
		t.Errorf("said %v", r.sh.Toasts)
	}
}

func TestThePrivacySectionSpeaksOfBackups(t *testing.T) {
	openPart(t, "privacy").Want("已有的备份里仍有匿名以前的资料")
}
