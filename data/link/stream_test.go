package link

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"yingbin/data"
)

// heardFrom lets a session listen to a stream, and gives the lines it took.
func heardFrom(body io.Reader) ([]data.Posted, error) {
	l := &Link{clock: NewClock(&Settings{}, nil, nil)}
	s := &session{l: l, began: time.Now(), more: make(chan struct{}, 1), room: make(chan struct{}, 1)}
	s.ctx, s.end = context.WithCancelCause(context.Background())
	s.end(nil) // nobody takes anything out of the queue
	err := s.listen(&http.Response{Body: io.NopCloser(body)})
	return s.queue, err
}

func TestTheStreamIsReadAsServersWriteIt(t *testing.T) {
	text := ": a comment\r\n\r\nevent: lines\r\ndata: [{\"seq\":1,\r\ndata: \"body\":\"一\"}]\r\nid: 1:00\r\n\r\n" +
		"event: from tomorrow\ndata: x\n\nretry: 5\nevent:ping\ndata:{\"now\":5,\"head\":9}\n\nevent: lines\ndata: [{\"seq\":2,\"body\":\"二\"}]\n\n"
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(text), "in drops": oneByte{strings.NewReader(text)}} {
		lines, err := heardFrom(r)
		if len(lines) != 2 || lines[0].Body != "一" || lines[1].Seq != 2 || err == nil {
			t.Fatal(name, lines, err)
		}
	}
	_, err := heardFrom(strings.NewReader("event: end\ndata: {\"fault\":{\"code\":\"forbidden\",\"key\":\"device.revoked\"}}\n\n"))
	if r := refused(err); r == nil || r.fault.Key != "device.revoked" {
		t.Fatal(err)
	}
	long := "data: " + strings.Repeat("x", maxEvent/2) + "\n"
	if lines, err := heardFrom(io.MultiReader(strings.NewReader(long), strings.NewReader(long), strings.NewReader(long))); err == nil || len(lines) != 0 {
		t.Fatal("an event without end is taken", err)
	}
}

type oneByte struct{ io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.Reader.Read(p[:1]) }

func FuzzStream(f *testing.F) {
	f.Add([]byte("event: lines\ndata: [{\"seq\":1,\"body\":\"{}\"}]\n\nevent: ping\ndata: {}\n\nevent: end\ndata: {}\n\n"))
	f.Add([]byte("data\n:\r\n\n\nevent:lines\ndata:null\n\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := heardFrom(bytes.NewReader(body)); err == nil {
			t.Fatal("a stream that ended is no fault")
		}
	})
}

func TestLinesAreReadWholeOrNotAtAll(t *testing.T) {
	in := bufio.NewReaderSize(strings.NewReader(strings.Repeat("a", 100)+"\nb"), 16)
	if line, err := readLine(in, 1000); len(line) != 100 || err != nil {
		t.Fatal(string(line), err)
	}
	if line, err := readLine(in, 1000); err == nil {
		t.Fatal(string(line))
	}
}
