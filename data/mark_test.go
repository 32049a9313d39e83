package data

import "testing"

func TestMarksAreReadAsPapersCarryThem(t *testing.T) {
	for _, s := range []string{"1204:2B8E44D1A09C", "1204: 2B8E 44D1 A09C", "yingbin:1204:2b8e44d1a09c00ff", "YINGBIN:1204:2B8E44D1A09C"} {
		m, ok := ParseMark(s)
		if !ok || m.Seq != 1204 || m.Short() != "2B8E 44D1 A09C" {
			t.Errorf("%q is read as %d %s, %v", s, m.Seq, m.Short(), ok)
		}
	}
	for _, s := range []string{"", "1204", "1204:", "1204:2B8E", "0:2B8E44D1A09C", "x:2B8E44D1A09C", "1204:2B8E44D1A09G", "1204:2B8E44D1A09C2B8E44D1A09C2B8E44D1A09C2B8E44D1A09C2B8E44D1A09C2B8E44D1A09C"} {
		if m, ok := ParseMark(s); ok {
			t.Errorf("%q is read as %d %s", s, m.Seq, m.Short())
		}
	}
}
