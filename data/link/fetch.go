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
		return "", mark, data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	answer.Body = heard{answer.Body, func() { quiet.Reset(silence) }}
	if err := errors.Join(unpack(file, answer, progress), file.Sync(), file.Close()); err != nil {
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
	n, err := io.Copy(file, io.LimitReader(&counted{Reader: in, total: size, tell: progress}, size+1))
	if err != nil {
		return errors.Join(errCutOff, err)
	}
	if n != size {
		return errCutOff
	}
	return nil
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
		return refused(err).fault
	case errors.Is(err, wire.ErrOtherHub):
		return data.Fault(data.Forbidden, "link.otherHub").Because(err)
	}
	return unreachable(err, address)
}

func unreachable(err error, address string) error {
	return data.Fault(data.Offline, "link.unreachable", address).Because(err)
}
