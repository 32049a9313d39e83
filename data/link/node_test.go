package link

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yingbin/data"
)

// node is a device of the chaos: its process, its line, its files.
type node struct {
	part
	t     testing.TB
	proxy *proxy

	cmd       *exec.Cmd
	in        io.WriteCloser
	said      chan told
	complaint *strings.Builder
	killed    atomic.Bool
	until     atomic.Int64 // commands until it is killed; none where it is not above 0
}

// newNode prepares a device that has not begun.
func newNode(t testing.TB, own data.ID, role data.DeviceRole, staff data.ID, began time.Time, places string, rnd *rand.Rand) *node {
	t.Helper()
	dir := filepath.Join(t.TempDir(), string(own))
	n := &node{t: t, proxy: openProxy(t)}
	n.part = part{Dir: filepath.Join(dir, "office"), Own: own, Role: role, Staff: staff, Listen: freeAddress(t), Proxy: n.proxy.Addr().String(),
		Acks: filepath.Join(dir, "acks"), Places: places, Began: began}
	must(t, os.MkdirAll(n.Dir, 0o700))
	n.Seed = rnd.Uint64()
	t.Cleanup(n.kill)
	return n
}

// freeAddress is one where nobody listens just now.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// start runs the process and waits until it is up.
func (n *node) start() told {
	n.t.Helper()
	n.Seed++
	body, err := json.Marshal(n.part)
	must(n.t, err)
	n.cmd = exec.Command(os.Args[0])
	n.cmd.Env = append(os.Environ(), partIs+"="+string(body), "GORACE=halt_on_error=1") // a race ends it, and is seen
	n.complaint = &strings.Builder{}
	n.cmd.Stderr = n.complaint
	if os.Getenv("YINGBIN_LOG") != "" {
		n.cmd.Stderr = os.Stderr
	}
	n.in, err = n.cmd.StdinPipe()
	must(n.t, err)
	out, err := n.cmd.StdoutPipe()
	must(n.t, err)
	n.killed.Store(false)
	n.until.Store(0)
	n.said = make(chan told, 1)
	must(n.t, n.cmd.Start())
	go n.listen(out, n.said)
	a, alive := <-n.said
	if !alive {
		n.ended()
		if !n.killed.Load() {
			n.t.Fatalf("%s did not start: %s", n.Own, n.complaint)
		}
	}
	return a
}

// listen takes what the process says, and kills it when it has given enough.
func (n *node) listen(out io.Reader, said chan told) {
	defer close(said)
	for d := json.NewDecoder(out); ; {
		var a told
		if d.Decode(&a) != nil {
			return
		}
		if a.Text == "gave" {
			if n.until.Add(-1) == 0 {
				n.killed.Store(true)
				n.cmd.Process.Kill()
			}
			continue
		}
		said <- a
	}
}

// ended waits for the process, which must have been killed or told to quit.
func (n *node) ended() {
	n.cmd.Wait()
	n.cmd = nil
}

// order gives an order and waits for its answer; it is not alive when the process
// was killed meanwhile.
func (n *node) order(words ...string) (a told, alive bool) {
	n.t.Helper()
	if n.cmd == nil {
		return a, false
	}
	fmt.Fprintln(n.in, strings.Join(words, " ")) // that nobody reads it any more is seen at once
	a, alive = <-n.said
	if !alive {
		n.ended()
		if !n.killed.Load() {
			n.t.Errorf("%s has died by itself: %s", n.Own, n.complaint)
		}
	}
	return a, alive
}

// must gives an order that has to succeed.
func (n *node) must(words ...string) told {
	n.t.Helper()
	a, alive := n.order(words...)
	if !alive || a.Err != "" {
		n.t.Fatalf("%s: %v: alive %v, %s", n.Own, words, alive, a.Err)
	}
	return a
}

// kill ends the process with SIGKILL.
func (n *node) kill() {
	if n.cmd == nil {
		return
	}
	n.killed.Store(true)
	n.cmd.Process.Kill()
	for range n.said {
	}
	n.ended()
}

// each does something with several nodes at once.
func each(nodes []*node, f func(*node)) {
	var all sync.WaitGroup
	for _, n := range nodes {
		all.Go(func() { f(n) })
	}
	all.Wait()
}

// acks reads what the people at a device were told: of each command the last word.
func (n *node) acks() map[data.ID]string {
	n.t.Helper()
	body, err := os.ReadFile(n.Acks)
	must(n.t, err)
	words := map[data.ID]string{}
	for line := range strings.Lines(string(body)) {
		if f := strings.Fields(line); len(f) >= 2 && f[0] != "back" {
			words[data.ID(f[1])] = f[0]
		}
	}
	return words
}

// takesBack gives the commands that took others back, with these.
func (n *node) takesBack() map[data.ID]data.ID {
	n.t.Helper()
	body, err := os.ReadFile(n.Acks)
	must(n.t, err)
	pairs := map[data.ID]data.ID{}
	for line := range strings.Lines(string(body)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "back" {
			pairs[data.ID(f[1])] = data.ID(f[2])
		}
	}
	return pairs
}
