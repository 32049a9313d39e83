package link

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"yingbin/data"
	"yingbin/data/wire"
)

// subscribe asks for the lines after this copy's newest.
func (s *session) subscribe() (*http.Response, error) {
	head, err := s.l.book.Head(s.ctx)
	if err != nil {
		return nil, err
	}
	s.l.mu.Lock()
	s.l.head = head.Seq
	s.l.mu.Unlock()
	path := fmt.Sprintf("%s?after=%d&digest=%s&epoch=%s", wire.PathJournal, head.Seq, hex.EncodeToString(head.Digest[:]), s.header.Get(wire.HeaderEpoch))
	answer, err := s.send(s.ctx, "GET", path, nil)
	if r := refused(err); r != nil && r.fault.Key == "device.newEpoch" {
		return nil, errAgain // its hello tells of it
	}
	if err == nil {
		s.alive()
	}
	return answer, err
}

// maxEvent is how long an event of the stream may be: a batch of lines.
const maxEvent = 64 << 20

var errStreamEnded = errors.New("link: the stream ended")

// listen reads the stream of events until it ends.
func (s *session) listen(answer *http.Response) error {
	defer answer.Body.Close()
	in := bufio.NewReaderSize(alive{answer.Body, s}, 64<<10)
	var name string
	var content []byte
	for {
		line, err := readLine(in, maxEvent)
		if err != nil {
			return errors.Join(errStreamEnded, err)
		}
		field, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch {
		case len(line) == 0:
			if err := s.event(name, content); err != nil {
				return err
			}
			name, content = "", nil
		case string(field) == "event":
			name = string(value)
		case string(field) == "data":
			if len(content) > 0 {
				content = append(content, '\n')
			}
			if content = append(content, value...); len(content) > maxEvent {
				return errors.New("link: an event is too long")
			}
		}
	}
}

// alive notes each piece that arrives as a sign of life.
type alive struct {
	io.Reader
	s *session
}

func (a alive) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if n > 0 {
		a.s.alive()
	}
	return n, err
}

// readLine reads a line of at most most bytes, without its end.
func readLine(in *bufio.Reader, most int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if err == nil {
			return bytes.TrimRight(line, "\r\n"), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) || len(line) > most {
			return nil, err
		}
	}
}

// event takes one event of the stream.
func (s *session) event(name string, content []byte) error {
	switch name {
	case wire.EventPing:
		var p wire.Ping
		if err := json.Unmarshal(content, &p); err != nil {
			return err
		}
		s.l.clock.atLeast(p.Now)
		s.target.Store(max(s.target.Load(), p.Head))
	case wire.EventLines:
		var lines []data.Posted
		if err := json.Unmarshal(content, &lines); err != nil {
			return err
		}
		return s.offer(lines)
	case wire.EventEnd:
		f := wire.Fault{}
		if err := json.Unmarshal(content, &f); err != nil || f.Fault == nil {
			return errStreamEnded
		}
		return &refusal{http.StatusForbidden, f.Fault, f.Epoch}
	}
	return nil
}
