package data

import (
	"crypto/ed25519"
	"strings"
	"testing"
)

var cheap = PINCost{8, 1}

// old is what version 0.2 kept of a PIN, at one round.
func old(pin string) string {
	return oldPrefix + "1$" + enc([]byte("0123456789abcdef")) + "$" + enc(oldKey(pin, []byte("0123456789abcdef"), 1))
}

func TestAPINGivesTheSameKeyEachTime(t *testing.T) {
	v := cheap.Verifier("2580")
	key, ok := Unlock(v, "2580")
	again, _ := Unlock(v, "2580")
	if !ok || !key.Equal(again) || enc(key.Public().(ed25519.PublicKey)) != KeyIn(v) {
		t.Fatal("the key is another each time, or not the verifier's")
	}
	if other := cheap.Verifier("2580"); KeyIn(other) == KeyIn(v) {
		t.Error("two with the same PIN have the same key")
	}
	for _, wrong := range []string{"2581", "", "25800", "2580" + strings.Repeat("0", 1<<20)} {
		if _, ok := Unlock(v, wrong); ok || Matches(v, wrong) {
			t.Errorf("%.8q is right", wrong)
		}
	}
}

func TestAPINOf02GoesOnAndGivesNoKey(t *testing.T) {
	v := old("2580")
	if !Matches(v, "2580") || Matches(v, "2581") || KeyIn(v) != "" {
		t.Error("a verifier of 0.2 judges wrongly")
	}
	if _, ok := Unlock(v, "2580"); ok {
		t.Error("it has a key")
	}
}

// A verifier that would take seconds to check is none: whoever wrote it wants the
// book to stand still.
func TestAVerifierThatCostsTooMuchIsNone(t *testing.T) {
	salt, key := enc(make([]byte, 16)), enc(make([]byte, keyLength))
	of := func(rounds, salt, key string) string { return oldPrefix + rounds + "$" + salt + "$" + key }
	with := func(cost, salt, key string) string { return keyPrefix + cost + "$" + salt + "$" + key }
	for name, v := range map[string]string{
		"rounds": of("600001", salt, key), "many rounds": of("10000000", salt, key), "rounds past counting": of("99999999999999999999", salt, key),
		"rounds and more": of("1 000", salt, key), "no round": of("0", salt, key), "rounds below": of("-1", salt, key),
		"no salt": of("1", "", key), "a long salt": of("1", enc(make([]byte, 65)), key), "a short key": of("1", salt, enc(make([]byte, 16))),
		"a long key": of("1", salt, enc(make([]byte, 64))), "half of one": "argon2id$1$" + salt + "$" + key, "elsewhere": VerifierElsewhere,
		"much memory": with("65537$1", salt, key), "all memory": with("4294967295$1", salt, key), "more than there is": with("4294967296$1", salt, key),
		"little memory": with("7$1", salt, key), "no memory": with("0$1", salt, key), "many passes": with("19456$9", salt, key),
		"passes for hours": with("8$4294967295", salt, key), "no pass": with("8$0", salt, key), "below": with("8$-1", salt, key),
		"no salt for a key": with("8$1", "", key), "a short public key": with("8$1", salt, enc(make([]byte, 31))),
		"a long text": of("120000", salt, key) + strings.Repeat("A", 1<<20), "nothing": "",
	} {
		if _, ok := readVerifier(v); ok {
			t.Errorf("%s: it is checked", name)
		}
		c := &SetPIN{Head: Head{ID: "c", At: 1, Staff: "s"}, Person: "s", Verifier: v}
		if CodeOf(c.Validate()) != Invalid {
			t.Errorf("%s: it is written down", name)
		}
	}
	for _, good := range []string{of("120000", salt, key), with("19456$2", salt, key), with("65536$2", salt, key)} {
		if _, ok := readVerifier(good); !ok || (&SetPIN{Person: "s", Verifier: good}).Validate() != nil {
			t.Errorf("%s is refused", good)
		}
	}
}
