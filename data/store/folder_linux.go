package store

import (
	"fmt"
	"syscall"
)

// remote says why a folder is no place for a book: SQLite's write-ahead log
// breaks on network shares. "" is fine.
func remote(dir string) string {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return ""
	}
	switch uint32(st.Type) { // from statfs(2)
	case 0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x01021997, 0x5346414F, 0x73757245, 0x564C, 0x0BD00BD0, 0x47504653:
		return fmt.Sprintf("network file system %#x", st.Type)
	}
	return ""
}
