package store

import (
	"context"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// pinOf02 is what version 0.2 kept of the PIN 1470, at one round.
const pinOf02 = "pbkdf2-sha256$1$MDEyMzQ1Njc4OWFiY2RlZg$SRnlPkz1Eae22GO2ZR8dfxwlLAW+kE2Rtpitj6VgLKk"

// as02 has a person's PIN as version 0.2 kept it.
func (b *testBook) as02(who data.ID) {
	b.T.Helper()
	ctx := context.Background()
	for _, q := range []string{`UPDATE staff SET verifier = ?, key = '' WHERE id = ?`} {
		if _, err := b.conn.ExecContext(ctx, q, pinOf02, string(who)); err != nil {
			b.T.Fatal(err)
		}
	}
	b.kept["staff"] = map[any]any{}
}

func (b *testBook) person(who data.ID) data.Staff {
	b.T.Helper()
	s, err := One[data.Staff](context.Background(), b, `SELECT * FROM staff WHERE id = ?`, string(who))
	if err != nil {
		b.T.Fatal(err)
	}
	return s
}

func TestAPINOf02GivesAKeyWhenItIsRightNext(t *testing.T) {
	ways := map[string]func(b *testBook, pin string) error{
		"signing on": func(b *testBook, pin string) error {
			_, err := b.Do(context.Background(), &data.SignOn{Head: b.By(an), PIN: pin})
			return err
		},
		"a PIN that is tried": func(b *testBook, pin string) error { return b.CheckPIN(context.Background(), an, pin) },
	}
	for name, try := range ways {
		t.Run(name, func(t *testing.T) {
			b := freshBook(t)
			b.as02(an)
			if err := try(b, "1471"); data.AsError(err).Key != "error.pin" {
				t.Fatal(err)
			}
			if b.person(an).Key != "" {
				t.Fatal("a wrong PIN gave a key")
			}
			for range 2 {
				if err := try(b, "1470"); err != nil {
					t.Fatal(err)
				}
			}
			is := b.person(an)
			if is.Key == "" || data.KeyIn(is.Verifier) != is.Key || !strings.HasPrefix(is.Verifier, "argon2id$8$1$") {
				t.Fatalf("%+v", is)
			}
			if n := b.Number(`SELECT count(*) FROM journal WHERE kind = 'RaisePIN'`); n != 1 {
				t.Errorf("it was raised %d times", n)
			}
			if n := b.Number(`SELECT count(*) FROM journal WHERE instr(body, ?) > 0`, is.Verifier); n != 0 {
				t.Error("the salt stands openly")
			}
			b.refuse(&data.SetPIN{Head: b.By(chang), Person: an, Verifier: pinOf02}, "error.required") // never back
		})
	}
}

func TestAPINThatIsSetGivesAKey(t *testing.T) {
	b := freshBook(t)
	for who := range officetest.PINs {
		if s := b.person(who); s.Key == "" || s.Key != data.KeyIn(s.Verifier) {
			t.Errorf("%s: %+v", who, s)
		}
	}
	before := b.person(an).Key
	b.must(&data.SetPIN{Head: b.By(chang), Person: an, Verifier: officetest.Verifier("7412")})
	if now := b.person(an).Key; now == before || now == "" {
		t.Error("the old key goes on")
	}
	b.must(&data.PutStaff{Head: b.By(chang), Person: an, Name: "安小样", Role: data.Bar})
	if s := b.person(an); s.Key == "" || s.Key != data.KeyIn(s.Verifier) {
		t.Errorf("another post takes the key away: %+v", s)
	}
}
