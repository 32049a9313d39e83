package wire

import (
	"crypto/tls"
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"

	"yingbin/data"
)

func identity(t *testing.T) Identity {
	t.Helper()
	i, err := LoadIdentity(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestAKeyIsMadeOnceAndNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	first, err := LoadIdentity(dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadIdentity(dir)
	if err != nil || again.Key != first.Key || len(first.Key) != 64 {
		t.Fatalf("%q and %q: %v", first.Key, again.Key, err)
	}
	path := filepath.Join(dir, KeyFile)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the key: %v, %v", info, err)
	}
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadIdentity(dir); data.CodeOf(err) != data.Storage {
		t.Fatalf("a key that can't be read is replaced: %v", err)
	}
}

// shake joins two ends over loopback and gives what each knows of the session.
func shake(t *testing.T, server, client *tls.Config) (s, c tls.ConnectionState, err error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	done := make(chan error, 1)
	go func() {
		raw, err := l.Accept()
		if err != nil {
			done <- err
			return
		}
		defer raw.Close()
		one := tls.Server(raw, server)
		err = one.Handshake()
		s = one.ConnectionState()
		done <- err
	}()
	raw, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	other := tls.Client(raw, client)
	err = other.Handshake()
	err = errors.Join(err, <-done)
	return s, other.ConnectionState(), err
}

func TestOnlyThePinnedHubIsBelieved(t *testing.T) {
	hub, device, other := identity(t), identity(t), identity(t)
	if _, _, err := shake(t, hub.ServerTLS(), device.ClientTLS(hub.Key)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := shake(t, other.ServerTLS(), device.ClientTLS(hub.Key)); !errors.Is(err, ErrOtherHub) {
		t.Fatalf("another hub is believed: %v", err)
	}
	bare := &tls.Config{InsecureSkipVerify: true}
	if _, _, err := shake(t, hub.ServerTLS(), bare); err == nil {
		t.Fatal("a device without a key is let in")
	}
}

func TestAProofIsOfOneSideInOneSession(t *testing.T) {
	hub, device := identity(t), identity(t)
	s, c, err := shake(t, hub.ServerTLS(), device.ClientTLS(""))
	if err != nil {
		t.Fatal(err)
	}
	_, second, err := shake(t, hub.ServerTLS(), device.ClientTLS(""))
	if err != nil {
		t.Fatal(err)
	}
	code := NewCode()
	prove := func(state tls.ConnectionState, code, side string, said ...string) []byte {
		t.Helper()
		p, err := Prove(state, code, side, said...)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	want := prove(s, code, SideDevice, "a", "bc")
	if !Proved(prove(c, code, SideDevice, "a", "bc"), want) {
		t.Error("the two ends of a session prove differently")
	}
	for what, p := range map[string][]byte{
		"another session": prove(second, code, SideDevice, "a", "bc"), "another code": prove(c, NewCode(), SideDevice, "a", "bc"),
		"the other side": prove(c, code, SideHub, "a", "bc"), "other words": prove(c, code, SideDevice, "ab", "c"), "nothing": nil,
	} {
		if Proved(p, want) {
			t.Errorf("%s proves the same", what)
		}
	}
}

func TestMarksAreReadAsTheyAreWritten(t *testing.T) {
	m := data.Mark{Seq: 42, Digest: [32]byte{1, 255}}
	if got, ok := ReadMark(FormatMark(m)); !ok || got != m {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, bad := range []string{"", ":", "1", "1:00", "-1" + FormatMark(m)[2:], "x" + FormatMark(m), FormatMark(m) + "0"} {
		if got, ok := ReadMark(bad); ok {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}
