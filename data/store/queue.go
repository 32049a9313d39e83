package store

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"yingbin/data"
)

// This file is group commit. A flush to disk costs more than deciding dozens of
// commands, so those that come while one runs wait together and share the next:
// one transaction, a savepoint each. Nobody waits for company; see decision 0010.

// groupMost is how many commands share a transaction.
const groupMost = 64

// job is a command that waits to be decided.
type job struct {
	kind    data.Kind
	command data.Command
	result  Result
	done    chan struct{} // closed when the result stands
}

// alone says that a command shares its transaction with no other: forgetting
// somebody writes the whole file anew.
func (j *job) alone() bool { _, is := j.command.(*data.Anonymise); return is }

// queue is what waits for the writer.
type queue struct {
	mu       sync.Mutex
	jobs     []*job
	lone     int  // how many of them, in front, were given one at a time
	draining bool // somebody decides them, or is about to
}

// join puts commands at the end of the queue, one that comes alone before all
// batches: who stands at the desk does not wait for a tablet that was away for hours.
// It reports that the caller has got the writer, which was free.
func (b *Book) join(jobs []*job) (leads bool) {
	q := &b.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(jobs) == 1 {
		q.jobs = slices.Insert(q.jobs, q.lone, jobs[0])
		q.lone++
	} else {
		q.jobs = append(q.jobs, jobs...)
	}
	if q.draining {
		return false
	}
	q.draining = true
	if b.writing.TryLock() {
		return true
	}
	go b.drain()
	return false
}

// take gives the next group.
func (q *queue) take() []*job {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 0
	for n < min(len(q.jobs), groupMost) && (n == 0 || !q.jobs[0].alone() && !q.jobs[n].alone()) {
		n++
	}
	group := slices.Clone(q.jobs[:n])
	q.jobs = slices.Delete(q.jobs, 0, n)
	q.lone = max(0, q.lone-n)
	return group
}

// goesOn reports whether more waits; if not, nobody decides any longer.
func (q *queue) goesOn() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.draining = len(q.jobs) > 0
	return q.draining
}

// withdraw takes a job back that nobody has begun.
func (q *queue) withdraw(j *job) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.jobs, j)
	if i < 0 {
		return false
	}
	q.jobs = slices.Delete(q.jobs, i, i+1)
	if i < q.lone {
		q.lone--
	}
	return true
}

// await has commands decided and waits for it. When ctx ends, those that nobody has
// begun are not done; the others are decided whole.
func (b *Book) await(ctx context.Context, jobs ...*job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if b.join(jobs) && b.decideNext() {
		go b.drain()
	}
	var ended error
	for _, j := range jobs {
		select {
		case <-j.done:
		case <-ctx.Done():
			if b.queue.withdraw(j) {
				ended = ctx.Err()
				continue
			}
			<-j.done
		}
	}
	return ended
}

// drain decides group after group until nothing waits.
func (b *Book) drain() {
	for more := true; more; {
		b.writing.Lock()
		more = b.decideNext()
	}
}

// decideNext decides the next group, gives the writer back, and answers. It reports
// whether more waits.
func (b *Book) decideNext() bool {
	group := b.queue.take()
	b.settle(group)
	more := b.queue.goesOn()
	b.writing.Unlock()
	for _, j := range group {
		close(j.done)
	}
	return more
}

// settle decides a group. When all of it fails for what one command did, such as
// naming a row that is not there at the end, each is decided alone. When the disk or
// the file fails, nothing of it is done and everybody hears so.
func (b *Book) settle(group []*job) {
	err := b.together(group)
	switch {
	case err == nil:
	case len(group) > 1 && !engineFailed(err):
		for i := range group {
			b.settle(group[i : i+1])
		}
	default:
		for _, j := range group {
			j.result = Result{Err: err}
		}
	}
}

// together decides commands in one transaction. An error says that none is done.
func (b *Book) together(group []*job) (err error) {
	if len(group) == 0 {
		return nil
	}
	s, err := b.begin(context.Background())
	if err != nil {
		return err
	}
	defer s.rollback()
	defer func() { // a decider that panics is told to who gave the command; the others go on
		if p := recover(); p != nil {
			err = data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%v\n%s", p, debug.Stack()))
		}
	}()
	if len(group) == 1 {
		j := group[0]
		if j.result.Receipt, j.result.Err = s.decide(j.kind, j.command); j.result.Err != nil {
			return nil
		}
		return s.commit()
	}
	for _, j := range group {
		if j.result.Receipt, j.result.Err = s.apart(j.kind, j.command); data.CodeOf(j.result.Err) == data.Storage {
			return j.result.Err
		}
	}
	return s.commit()
}
