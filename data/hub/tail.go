package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"

	"yingbin/data"
	"yingbin/data/wire"
)

// frame is some lines as every stream of a role sends them: written once, sent to
// all.
type frame struct {
	from data.Mark // of the line before
	to   data.Mark // of its last
	body []byte    // the event
}

// Sizes of frames, and how much of the newest is kept for streams that are a
// little behind. Who is further behind reads the disk for itself.
const (
	frameLines = 200
	frameBytes = 256 << 10
	keptBytes  = 2 << 20
)

// framed writes lines that follow a mark as events.
func framed(at data.Mark, lines []data.Posted) ([]frame, error) {
	var list []frame
	var body bytes.Buffer
	from, open := at, false
	finish := func() {
		body.WriteString("]\nid: " + wire.FormatMark(at) + "\n\n")
		list = append(list, frame{from: from, to: at, body: bytes.Clone(body.Bytes())})
		body.Reset()
		from, open = at, false
	}
	for i, l := range lines {
		text, err := json.Marshal(l)
		if err != nil {
			return nil, data.Fault(data.Storage, "error.internal").Because(err)
		}
		if open {
			body.WriteByte(',')
		} else {
			body.WriteString("event: " + wire.EventLines + "\ndata: [")
			open = true
		}
		body.Write(text)
		at = data.Mark{Seq: l.Seq, Digest: data.Chain(at.Digest, []byte(l.Body))}
		if i == len(lines)-1 || body.Len() >= frameBytes {
			finish()
		}
	}
	return list, nil
}

// tails are the ends of the journal as the roles see them.
type tails struct {
	hub *Hub
	mu  sync.Mutex
	of  map[data.DeviceRole]*tail
}

func (t *tails) init(h *Hub) { t.hub, t.of = h, map[data.DeviceRole]*tail{} }

// wake tells the tails that the journal has grown.
func (t *tails) wake() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range t.of {
		select {
		case one.more <- struct{}{}:
		default:
		}
	}
}

// tail reads new lines once for all streams of a role, while there are any.
type tail struct {
	hub  *Hub
	role data.DeviceRole
	more chan struct{}
	stop context.CancelFunc
	uses int // guarded by tails.mu

	mu     sync.Mutex
	at     data.Mark
	frames []frame // one follows the other; the last ends at at
	size   int
	grown  chan struct{} // closed when a frame came
	failed error
}

// enter gives the role's tail to one more stream.
func (t *tails) enter(ctx context.Context, role data.DeviceRole) (*tail, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one := t.of[role]
	if one == nil {
		head, err := t.hub.book.Head(ctx)
		if err != nil {
			return nil, err
		}
		one = &tail{hub: t.hub, role: role, at: head, more: make(chan struct{}, 1), grown: make(chan struct{})}
		ctx, stop := context.WithCancel(t.hub.ctx)
		one.stop = stop
		one.more <- struct{}{} // what came since the look at the head
		t.of[role] = one
		t.hub.work.Go(func() { one.run(ctx) })
	}
	one.uses++
	return one, nil
}

func (t *tails) leave(one *tail) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if one.uses--; one.uses == 0 {
		t.drop(one)
	}
}

// drop ends a tail. The caller holds the lock.
func (t *tails) drop(one *tail) {
	one.stop()
	if t.of[one.role] == one {
		delete(t.of, one.role)
	}
}

// run reads on whenever it is woken. When it can't, its streams end, and come back
// to a new one.
func (t *tail) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.more:
		}
		if err := t.readOn(ctx); err != nil {
			if ctx.Err() == nil {
				t.hub.log.Error("the journal can't be read", "role", string(t.role), "error", err)
			}
			t.hub.tails.mu.Lock()
			t.hub.tails.drop(t)
			t.hub.tails.mu.Unlock()
			t.fail(err)
			return
		}
	}
}

func (t *tail) readOn(ctx context.Context) error {
	for {
		lines, err := t.hub.book.Tail(ctx, t.role, t.at.Seq, frameLines) // only this goroutine moves at
		if err != nil || len(lines) == 0 {
			return err
		}
		frames, err := framed(t.at, lines)
		if err != nil {
			return err
		}
		t.add(frames)
	}
}

func (t *tail) add(frames []frame) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range frames {
		t.frames = append(t.frames, f)
		t.size += len(f.body)
		t.at = f.to
	}
	for t.size > keptBytes && len(t.frames) > 1 {
		t.size -= len(t.frames[0].body)
		t.frames[0] = frame{}
		t.frames = t.frames[1:]
	}
	close(t.grown)
	t.grown = make(chan struct{})
}

func (t *tail) fail(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed = err
	close(t.grown)
	t.grown = make(chan struct{})
}

// next gives the frames after a place: those at hand, or read from the disk for
// who is further behind. When there are none it gives what will be closed when
// there may be.
func (t *tail) next(ctx context.Context, at data.Mark) ([]frame, <-chan struct{}, error) {
	ready, limit, grown, err := t.look(at.Seq)
	if limit == 0 || err != nil {
		return ready, grown, err
	}
	lines, err := t.hub.book.Tail(ctx, t.role, at.Seq, limit)
	if err != nil {
		return nil, nil, err
	}
	frames, err := framed(at, lines)
	return frames, grown, err
}

// look gives the frames that begin at a sequence, or how many lines must be read
// to reach one, neither when all is said.
func (t *tail) look(seq int64) (ready []frame, limit int, grown <-chan struct{}, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed != nil || seq >= t.at.Seq {
		return nil, 0, t.grown, t.failed
	}
	until := t.at.Seq
	for i, f := range t.frames {
		if f.from.Seq == seq {
			return t.frames[i:], 0, t.grown, nil
		}
		if f.to.Seq > seq {
			until = f.to.Seq
			if f.from.Seq > seq {
				until = f.from.Seq
			}
			break
		}
	}
	return nil, int(min(until-seq, frameLines)), t.grown, nil
}
