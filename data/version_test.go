package data

import (
	"encoding/json"
	"errors"
	"testing"
)

// deposit is a made-up kind in its third version: the first said yuan, the second
// fen, and this one says who paid as well.
type deposit struct {
	Head
	Fen int64  `json:"fen"`
	By  string `json:"by"`
}

func (c *deposit) Validate() error { return nil }

func depositKind() Kind {
	return kind[deposit]("MadeUpDeposit", Reception).From(1, func(old json.RawMessage) (json.RawMessage, error) {
		var v struct {
			Head
			Yuan int64 `json:"yuan"`
		}
		if err := json.Unmarshal(old, &v); err != nil {
			return nil, err
		}
		if v.Yuan < 0 {
			return nil, errors.New("less than nothing")
		}
		return json.Marshal(deposit{Head: v.Head, Fen: v.Yuan * 100})
	}).From(2, func(old json.RawMessage) (json.RawMessage, error) {
		var v deposit
		if err := json.Unmarshal(old, &v); err != nil {
			return nil, err
		}
		v.By = "前台"
		return json.Marshal(v)
	})
}

func TestAnOlderCommandIsBroughtUpStepByStep(t *testing.T) {
	k := depositKind()
	if k.Version != 3 || k.Name != "MadeUpDeposit" || !k.Allows(Reception) || k.Allows(Bar) {
		t.Fatalf("%+v", k)
	}
	for version, body := range map[int]string{1: `{"id":"c","yuan":5}`, 2: `{"id":"c","fen":500}`, 3: `{"id":"c","fen":500,"by":"前台"}`} {
		c, err := k.Decode(version, json.RawMessage(body))
		if d, ok := c.(*deposit); err != nil || !ok || d.ID != "c" || d.Fen != 500 || d.By != "前台" {
			t.Errorf("version %d comes as %+v (%v)", version, c, err)
		}
	}
	for _, version := range []int{-1, 0, 4} {
		if _, err := k.Decode(version, json.RawMessage(`{}`)); AsError(err).Key != "device.unknownKind" || AsError(err).Args[0] != "MadeUpDeposit" {
			t.Errorf("version %d: %v", version, err)
		}
	}
	for version, body := range map[int]string{1: `{"yuan":-5}`, 2: `{`, 3: `[]`} {
		if _, err := k.Decode(version, json.RawMessage(body)); CodeOf(err) != Invalid || AsError(err).Key != "error.invalid" {
			t.Errorf("nonsense of version %d: %v", version, err)
		}
	}
}

func TestVersionsAreAddedInTheirOrder(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a version is left out")
		}
	}()
	kind[deposit]("MadeUpDeposit").From(2, nil)
}

// What waits in an outbox, comes over the wire or is recovered from a journal may
// be of an older program.
func TestAnEnvelopeOfAnOlderVersionIsOpened(t *testing.T) {
	was := registers
	defer func() { registers = was }()
	registers = append(registers[:len(was):len(was)], Register{Name: "deposit", Kinds: []Kind{depositKind()}})
	line := Line{Kind: "MadeUpDeposit", Version: 1, Command: json.RawMessage(`{"id":"c","yuan":7}`)}
	e, ok, err := line.Whole(nil)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if c, err := e.Open(); err != nil || c.(*deposit).Fen != 700 || c.Meta().ID != "c" {
		t.Errorf("%+v (%v)", c, err)
	}
	e.Version = 4
	if _, err := e.Open(); AsError(err).Key != "device.unknownKind" {
		t.Error(err)
	}
	now, err := Wrap(&deposit{Fen: 1})
	if err != nil || now.Version != 3 {
		t.Error(now, err)
	}
}
