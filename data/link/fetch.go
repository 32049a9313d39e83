package link

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// Fetch downloads the book as this device may see it to a file beside its own
// copy. Nothing is believed of it here but that it came from the hub, whole.
func Fetch(ctx context.Context, o Options, schema int64, progress func(done, total int64)) (file string, mark data.Mark, err error) {
	k := o.Settings.known()
	c := newCaller(o.Identity, o.dialer(), k.address, headers(schema, k.epoch, k.hub, o.Version, k.address), func(key string) bool { return key == k.key })
	defer c.close()
	file, mark, err = fetch(ctx, c, o.Settings.dir(), o.Timing.or(houseTiming).Silence, progress)
	return file, mark, asFault(err, k.address)
}

// errCutOff says that the book arrived in part only.
var errCutOff = errors.New("link: the book was cut off")

// fetch gives up when nothing has come for a while: a line that leads nowhere any
// more tells nobody.
func fetch(ctx context.Context, c *caller, dir string, silence time.Duration, progress func(done, total int64)) (name string, mark data.Mark, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	quiet := time.AfterFunc(silence, cancel)
	defer quiet.Stop()
	answer, err := c.send(ctx, "GET", wire.PathSnapshot, nil)
	if err != nil {
		return "", mark, err
	}
	defer answer.Body.Close()
	mark, ok := wire.ReadMark(answer.Header.Get(wire.HeaderMark))
	if !ok {
		return "", mark, errCutOff
	}
	file, err := os.CreateTemp(dir, ".fetched-*.db")
	if err != nil {
		return "", mark, data.DiskFault(err)
	}
	answer.Body = heard{answer.Body, func() { quiet.Reset(silence) }}
	if err := errors.Join(unpack(file, answer, progress), data.DiskFault(file.Sync()), file.Close()); err != nil {
		os.Remove(file.Name())
		return "", mark, err
	}
	return file.Name(), mark, nil
}

// heard tells of each piece that comes.
type heard struct {
	io.ReadCloser
	tell func()
}

func (h heard) Read(p []byte) (int, error) {
	n, err := h.ReadCloser.Read(p)
	if n > 0 {
		h.tell()
	}
	return n, err
}

// unpack writes the book out. The hub tells its size; a book that is longer or
// shorter was not sent whole.
func unpack(file *os.File, answer *http.Response, progress func(done, total int64)) error {
	size, err := strconv.ParseInt(answer.Header.Get(wire.HeaderSize), 10, 64)
	if err != nil {
		return errCutOff
	}
	in, err := gzip.NewReader(bufio.NewReader(answer.Body))
	if err != nil {
		return errors.Join(errCutOff, err)
	}
	n, err := io.Copy(ownDisk{file}, io.LimitReader(&counted{Reader: in, total: size, tell: progress}, size+1))
	switch {
	case data.CodeOf(err) == data.Storage: // this device's own disk
		return err
	case err != nil:
		return errors.Join(errCutOff, err)
	}
	if n != size {
		return errCutOff
	}
	return nil
}

// ownDisk says of what can't be written that it is this device's disk.
type ownDisk struct{ file *os.File }

func (d ownDisk) Write(p []byte) (int, error) {
	n, err := d.file.Write(p)
	return n, data.DiskFault(err)
}

// counted tells how much was read, once in a while.
type counted struct {
	io.Reader
	done, told, total int64
	tell              func(done, total int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.done += int64(n)
	if c.tell != nil && (c.done-c.told >= 1<<20 || err == io.EOF) {
		c.told = c.done
		c.tell(c.done, c.total)
	}
	return n, err
}

// asFault gives an error of the network as people are told of it.
func asFault(err error, address string) error {
	switch {
	case errors.Is(err, errCutOff):
		return data.Fault(data.Offline, "link.badSnapshot").Because(err)
	case err == nil || refused(err) == nil && data.CodeOf(err) != "":
		return err
	case refused(err) != nil:
		return hubs(refused(err).fault)
	case errors.Is(err, wire.ErrOtherHub):
		return data.Fault(data.Forbidden, "link.otherHub").Because(err)
	}
	return unreachable(err, address)
}

// hubs says of the hub's disk or book what would otherwise be said of this device's.
func hubs(f *data.Error) error {
	switch {
	case f.Code != data.Storage:
		return f
	case f.Key == "error.diskFull":
		return data.Fault(data.Storage, "link.hubDiskFull").Because(f)
	}
	return data.Fault(data.Storage, "link.hubAmiss").Because(f)
}

func unreachable(err error, address string) error {
	return data.Fault(data.Offline, "link.unreachable", address).Because(err)
}
