package data

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestWhatIsToDoStandsByItsTime(t *testing.T) {
	todo := func(id string, when Time, who For) Matter {
		return Matter{Ref: Ref{"x", ID(id)}, For: who, Todo: &Todo{When: when}}
	}
	all := []Matter{
		todo("none", 0, For{}), todo("later", 20, For{}), todo("theirs", 5, For{Person: "bai"}), todo("mine", 10, For{Person: "an"}),
		todo("bar", 10, For{Station: "bar"}), todo("boss", 10, For{Role: Supervisor}), todo("same", 10, For{Station: "reception", Role: Reception}),
		{Ref: Ref{"x", "handed"}, Section: "keys"}, todo("never", 0, For{}),
	}
	var got []string
	for _, m := range ToDo(all, Viewer{"an", Reception, "reception"}) {
		got = append(got, string(m.Ref.ID))
	}
	if want := []string{"mine", "same", "later", "none", "never"}; !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestWhatHasASectionIsHandedOver(t *testing.T) {
	items := HandOver([]Matter{
		{Register: "loan", Section: "loans", Ref: Ref{"loan", "l1"}, Key: "many", Args: []string{"伞"}, Title: "王", Called: "mr", Detail: "雨", Visitor: "v", Who: "an", Due: 9, Amiss: true, Since: 3, Tone: ToneLate},
		{Register: "loan", Ref: Ref{"loan", "l2"}, Todo: &Todo{}},
		{Register: "loan", Section: "keys", Ref: Ref{"loan", "k1"}},
		{Register: "loan", Section: "keys", Ref: Ref{"loan", "k2"}},
	})
	want := []HandoverItem{
		{Section: "keys", Ref: "k1"}, {Section: "keys", Sort: 1, Ref: "k2"},
		{Section: "loans", Sort: 2, Ref: "l1", Key: "many", Args: []string{"伞"}, Title: "王", Called: "mr", Detail: "雨", Visitor: "v", Who: "an", Due: 9, Amiss: true},
	}
	if fmt.Sprint(items) != fmt.Sprint(want) {
		t.Errorf("%+v", items)
	}
}

func TestATapOpensTheRecordOrWhatTheMatterAsksFor(t *testing.T) {
	m := Matter{Ref: Ref{"x", "1"}}
	if m.Opens() != any(Ref{"x", "1"}) {
		t.Error(m.Opens())
	}
	m.Todo = &Todo{To: Print{Record: "ledger"}}
	if m.Opens() != any(Print{Record: "ledger"}) {
		t.Error(m.Opens())
	}
}

func TestASpeakerSaysWhatStandsInAWord(t *testing.T) {
	cal := Settings{}.Defaults().Calendar
	now, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 10:52", cal.Zone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(minutes int) Time { return TimeOf(now).Add(time.Duration(minutes) * time.Minute) }
	s := Speaker{Say: func(key string, args ...any) string { return fmt.Sprint(append([]any{key}, args...)) }, Calendar: cal, Today: "2026-11-23", Staff: map[ID]string{"an": "安小样"}}
	for _, c := range []struct {
		word Word
		want string
	}{
		{Word{}, ""},
		{Beside("雨伞", "", ID("an"), ID("none"), Wording("k", at(10))), "雨伞 · 安小样 · [k 11:02]"},
		{Beside(at(-800), at(-3000), at(24*60)), "[common.yesterday] 21:32 · [common.date.md 11 21] · [common.tomorrow] 10:52"},
		{Wording("k", Named{"冯", "ms"}, 65*time.Minute, 3), "[k [common.named.ms 冯] [common.hoursMinutes 1 5] 3]"},
		{Wording("k", Day("2026-11-24"), Wording("and", "a", "b")), "[k [common.tomorrow] [and a b]]"},
		{Beside(2*time.Hour, 50*time.Hour, 3*time.Minute), "[common.hours 2] · [common.days 2] · [common.minutes 3]"},
	} {
		if got := s.Word(c.word); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
