package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"yingbin/data"
)

// This file keeps small the copies of a book that has grown. Its journal is most of
// it, and what was written of it never changes: it is archived once, beside the
// copies, in parts of so many lines, and a copy holds the tables and the newest lines.
// All of it is compressed. Nothing personal stands in the archive: that lies beside the
// lines, in each copy.

const (
	compressed = ".gz" // behind the name of a copy
	archivedIn = "journal"
	// archivedLines is how many lines a part of the archive has. A book of fewer is
	// copied as it is.
	archivedLines = 20_000
)

// archived is a row of the table by which a copy names the parts that it needs.
type archived struct {
	Seq    int64 // of the part's last line
	Digest string
}

// file is called by its end, so that two pasts of a book don't meet.
func (a archived) file(dir string) string {
	return filepath.Join(dir, archivedIn, fmt.Sprintf("%09d-%.16s.db%s", a.Seq, a.Digest, compressed))
}

// archive makes the parts that are not there yet and gives all.
func (b *Book) archive(ctx context.Context) (list []archived, err error) {
	head, err := b.Head(ctx)
	if err != nil {
		return nil, err
	}
	if first, err := b.Beginning(ctx); err != nil || first.Seq > 0 {
		return nil, err
	}
	for seq := b.perPart; seq <= head.Seq; seq += b.perPart {
		m, err := b.MarkAt(ctx, seq)
		if err != nil {
			return nil, err
		}
		a := archived{seq, hex.EncodeToString(m.Digest[:])}
		if err := b.archiveOne(ctx, a); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

func (b *Book) archiveOne(ctx context.Context, a archived) error {
	path := a.file(b.backupFolder())
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return folderFault(err)
	}
	return b.packed(ctx, path, func(temp string) error {
		c := chosen{"journal": fmt.Sprintf(`seq > %d AND seq <= %d`, a.Seq-b.perPart, a.Seq)}
		for table := range b.tables {
			if table != "journal" {
				c[table] = `0 = 1`
			}
		}
		return copyPart(ctx, b.original(), temp, c, nil)
	})
}

// packed has a book's copy made under a temporary name, checks it, compresses it, reads
// it back and gives it its name. An interrupted one leaves nothing behind.
func (b *Book) packed(ctx context.Context, path string, write func(temp string) error) error {
	temp, small := path[:len(path)-len(compressed)]+halfDone, path+halfDone
	sweep := func() {
		for _, with := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(temp + with)
		}
		os.Remove(small)
	}
	sweep()
	defer sweep()
	if err := write(temp); err != nil {
		return err
	}
	b.step("copied part")
	if err := checkCopy(ctx, temp); err != nil {
		return err
	}
	if err := compress(ctx, temp, small); err != nil {
		return err
	}
	if err := expand(ctx, small, io.Discard); err != nil {
		return err
	}
	b.step("packed part")
	return settle(small, path)
}

// compress writes a file anew, smaller.
func compress(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return folderFault(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return folderFault(err)
	}
	z, _ := gzip.NewWriterLevel(out, gzip.BestSpeed) // a level that is known
	_, err = io.Copy(z, whileIt(ctx, in))
	return folderFault(errors.Join(err, z.Close(), out.Close()))
}

// expand is the way back; a checksum tells of every byte.
func expand(ctx context.Context, from string, to io.Writer) error {
	in, err := os.Open(from)
	if err != nil {
		return folderFault(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(bufio.NewReader(in))
	if err == nil {
		_, err = io.Copy(to, whileIt(ctx, z))
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return data.Fault(data.Storage, "error.damaged").Because(err)
	}
	return folderFault(err)
}

func expandTo(ctx context.Context, from, to string) error {
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return folderFault(err)
	}
	err = expand(ctx, from, out)
	return Either(err, folderFault(out.Close()))
}

// reading ends when its context does.
type reading struct {
	ctx context.Context
	io.Reader
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

func whileIt(ctx context.Context, r io.Reader) io.Reader { return reading{ctx, r} }

// isCompressed looks at the first bytes of a file.
func isCompressed(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [2]byte
	_, err = io.ReadFull(f, head[:])
	return err == nil && head == [2]byte{0x1f, 0x8b}
}

// thinCopy writes a copy of the book whose older lines are in the archive.
func (b *Book) thinCopy(ctx context.Context, path string, list []archived) error {
	upto := list[len(list)-1].Seq
	return b.packed(ctx, path, func(temp string) error {
		if err := copyPart(ctx, b.original(), temp, chosen{"journal": fmt.Sprintf(`seq > %d`, upto)}, nil); err != nil {
			return err
		}
		db, err := openUnkept(temp)
		if err != nil {
			return fault(err)
		}
		defer db.Close()
		if _, err := db.ExecContext(ctx, `CREATE TABLE archived (seq INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT`); err != nil {
			return fault(err)
		}
		for _, a := range list {
			if _, err := db.ExecContext(ctx, `INSERT INTO archived (seq, digest) VALUES (?, ?)`, a.Seq, a.Digest); err != nil {
				return fault(err)
			}
		}
		return fault(db.Close())
	})
}

// unpack puts a backup into a file: the copy, and the lines that are archived beside it
// or in one of the folders. A part that is not there is backup.lacks.
func unpack(ctx context.Context, file, to string, folders ...string) error {
	if !isCompressed(file) {
		return copyWhole(file, to)
	}
	if err := expandTo(ctx, file, to); err != nil {
		return err
	}
	db, err := openPool(to, true, false)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	q := pool{db}
	there, err := Value[int64](ctx, q, `SELECT count(*) FROM sqlite_master WHERE name = 'archived'`)
	if err != nil || there == 0 {
		return err
	}
	list, err := All[archived](ctx, q, `SELECT seq, digest FROM archived ORDER BY seq`)
	if err != nil {
		return err
	}
	for _, a := range list {
		if err := putBack(ctx, q, a, to, append([]string{filepath.Dir(file)}, folders...)); err != nil {
			return err
		}
	}
	if _, err := db.ExecContext(ctx, `DROP TABLE archived`); err != nil {
		return fault(err)
	}
	return fault(db.Close())
}

// putBack puts a part of the archive into a copy.
func putBack(ctx context.Context, q pool, a archived, to string, folders []string) error {
	var from string
	for _, dir := range folders {
		if _, err := os.Stat(a.file(dir)); err == nil {
			from = a.file(dir)
			break
		} else if !errors.Is(err, fs.ErrNotExist) {
			return folderFault(err)
		}
	}
	if from == "" {
		return data.Fault(data.NotFound, "backup.lacks", a.file(folders[0]))
	}
	part := to + halfDone
	defer os.Remove(part)
	if err := expandTo(ctx, from, part); err != nil {
		return err
	}
	conn, err := q.Conn(ctx)
	if err != nil {
		return fault(err)
	}
	defer conn.Close()
	type column struct{ Name string }
	if _, err := conn.ExecContext(ctx, `ATTACH ? AS part`, part); err != nil {
		return fault(err)
	}
	cols, err := All[column](ctx, connected{conn}, `SELECT name FROM pragma_table_info('journal', 'part')`)
	if err != nil {
		return err
	}
	names := ""
	for i, c := range cols {
		if i > 0 {
			names += ", "
		}
		names += `"` + c.Name + `"`
	}
	for _, statement := range []string{`PRAGMA foreign_keys = OFF`, `INSERT INTO main.journal (` + names + `) SELECT ` + names + ` FROM part.journal`, `DETACH part`} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fault(err)
		}
	}
	return nil
}
