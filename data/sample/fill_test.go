package sample_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

// at gives a moment of the sample's day on the office's clock.
func at(t testing.TB, clock string) data.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+clock, zone)
	if err != nil {
		t.Fatal(err)
	}
	return data.TimeOf(moment)
}

// filled makes a book with the sample as it stands at a moment.
func filled(t testing.TB, now data.Time, days int) *registers.Book {
	t.Helper()
	ctx, clock := context.Background(), sample.NewClock(now)
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Fast: true, Clock: clock.Now, Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Now: now, Days: days}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	if err := b.Harden(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// readAll reads every register through what the office offers everybody.
func readAll(t testing.TB, b *registers.Book, now data.Time) map[string][]string {
	t.Helper()
	ctx := context.Background()
	s, err := b.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	today := s.Calendar.Day(now)
	from, to := today.Plus(-90), today.Plus(90)
	all := map[string][]string{}
	read := func(name string, list func() (any, error)) {
		v, err := list()
		if err != nil {
			t.Fatal(name, err)
		}
		body, err := json.Marshal(v)
		if err != nil {
			t.Fatal(name, err)
		}
		var rows []json.RawMessage
		if err := json.Unmarshal(body, &rows); err != nil {
			rows = []json.RawMessage{body}
		}
		for _, r := range rows {
			all[name] = append(all[name], string(r))
		}
	}
	read("settings", func() (any, error) { return b.Settings(ctx) })
	read("staff", func() (any, error) { return b.Staff(ctx) })
	read("venues", func() (any, error) { return b.Venues(ctx) })
	read("courts", func() (any, error) { return b.Courts(ctx) })
	read("areas", func() (any, error) { return b.Areas(ctx) })
	read("tables", func() (any, error) { return b.Tables(ctx) })
	read("items", func() (any, error) { return b.Items(ctx) })
	read("visits", func() (any, error) { return b.Visits(ctx, data.VisitFilter{From: from, To: to}) })
	read("refusals", func() (any, error) { return b.Refusals(ctx, from, to) })
	read("bookings", func() (any, error) { return b.Bookings(ctx, data.BookingFilter{From: from, To: to}) })
	read("closures", func() (any, error) { return b.Closures(ctx, s.Calendar.At(from, 600), s.Calendar.At(to, 600)) })
	read("notices", func() (any, error) { return b.Notices(ctx, data.NoticeFilter{From: from, To: to}) })
	read("ledgers", func() (any, error) { return b.Ledgers(ctx, today) })
	read("lendings", func() (any, error) { return b.Lendings(ctx, data.LendingFilter{}) })
	read("facilities", func() (any, error) { return b.FacilityEvents(ctx, 0, now+1) })
	read("notes", func() (any, error) { return b.HandoverNotes(ctx, false) })
	for d := from; d <= today; d = d.Plus(1) {
		read("weather", func() (any, error) { return b.DutyDay(ctx, d) })
		read("posts", func() (any, error) { return b.Posts(ctx, d) })
		read("absences", func() (any, error) { return b.Absences(ctx, d) })
		read("duty", func() (any, error) { return b.DutyEntries(ctx, d) })
		read("vouchers", func() (any, error) { return b.VouchersMatching(ctx, d, "001") })
	}
	bookings, err := b.Bookings(ctx, data.BookingFilter{From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range bookings {
		if k.Moved > 0 {
			read("moves", func() (any, error) { return b.BookingMoves(ctx, k.ID) })
		}
	}
	handovers, err := b.Handovers(ctx, from, to)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range handovers {
		h.OutSigned, h.InSigned = "", "" // the journal's digests cover salts that are drawn anew
		read("handovers", func() (any, error) { return h, nil })
		read("handover items", func() (any, error) { return b.HandoverItems(ctx, h.ID) })
	}
	return all
}

func TestTheSameDateGivesTheSameLife(t *testing.T) {
	now := at(t, "10:52")
	one := readAll(t, filled(t, now, 9), now)
	two := readAll(t, filled(t, now, 9), now)
	for name, rows := range one {
		if !slices.Equal(rows, two[name]) {
			for i := range rows {
				if i >= len(two[name]) || rows[i] != two[name][i] {
					t.Errorf("%s differ at %d: %s", name, i, rows[i])
					break
				}
			}
		}
		if len(rows) == 0 {
			t.Errorf("there are no %s", name)
		}
	}
}

func TestSixtyDaysHoldTogether(t *testing.T) {
	ctx, now := context.Background(), at(t, "10:52")
	b := filled(t, now, 0)
	m, err := b.Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Seq < 5_000 {
		t.Errorf("only %d commands", m.Seq)
	}
	all := readAll(t, b, now)
	for _, name := range strings.Fields("settings staff venues courts areas tables items visits refusals bookings closures notices ledgers lendings facilities notes weather posts absences duty vouchers moves handovers") {
		if len(all[name]) == 0 {
			t.Errorf("there are no %s", name)
		}
	}
	visits := strings.Join(all["visits"], "\n")
	for _, name := range []string{"欧阳䶮", "𬬻小满", "𠮷田", `"羮"`, "欧阳羮", "铲"} {
		if !strings.Contains(visits, name) {
			t.Errorf("nobody is called %s", name)
		}
	}
	days := map[data.Day]int{}
	list, err := b.Visits(ctx, data.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	states, err := b.Facilities(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range states {
		if f.State == data.Unkept && f.At < at(t, "09:00") {
			t.Errorf("%s has not been tidied since %s", f.Place, f.At.Std())
		}
	}
	known := 0
	for _, v := range list {
		days[v.Day]++
		if v.Times > 1 {
			known++
		}
	}
	if len(days) != 61 || known < len(list)/5 {
		t.Errorf("%d days, %d of %d visits are not the first", len(days), known, len(list))
	}
	for d, n := range days {
		if d != "2026-11-23" && (n < 20 || n > 60) {
			t.Errorf("on %s %d groups came", d, n)
		}
	}
}

func TestEveryMomentIsPlausible(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		clock  string
		inside bool   // guests are in the house
		sealed string // the shift whose handover waits
		late   bool   // something is overdue
	}{
		{"02:30", false, "late", false}, {"08:20", false, "late", false}, {"09:25", true, "", true}, {"10:52", true, "", true}, {"12:31", true, "", true},
		{"15:30", true, "", true}, {"17:59", true, "early", true}, {"18:15", true, "", true}, {"20:10", true, "", true}, {"21:45", false, "late", false},
	} {
		now := at(t, c.clock)
		b := filled(t, now, 2)
		open, err := b.Visits(ctx, data.VisitFilter{OpenOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if (len(open) > 0) != c.inside {
			t.Errorf("at %s %d groups are in the house", c.clock, len(open))
		}
		h, err := b.OpenHandover(ctx)
		if err != nil {
			t.Fatal(err)
		}
		shift := ""
		if h != nil {
			shift = h.Shift
		}
		if shift != c.sealed {
			t.Errorf("at %s the handover of %q waits, not of %q", c.clock, shift, c.sealed)
		}
		out, err := b.Lendings(ctx, data.LendingFilter{OutOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if c.late && !slices.ContainsFunc(out, func(l data.Lending) bool { return l.Late(now) > 0 }) {
			t.Errorf("at %s nothing is overdue", c.clock)
		}
		waiting, err := b.Notices(ctx, data.NoticeFilter{Waiting: true})
		if err != nil || c.late && len(waiting) == 0 {
			t.Errorf("at %s every venue was told (%v)", c.clock, err)
		}
		if b.Now() != now {
			t.Errorf("the clock stands at %d, not at %d", b.Now(), now)
		}
	}
}

func TestPeopleCanSignOn(t *testing.T) {
	var p struct {
		Staff []struct {
			ID            data.ID
			PIN, Verifier string
		}
	}
	if err := json.Unmarshal(assets.Office("people"), &p); err != nil {
		t.Fatal(err)
	}
	b := filled(t, at(t, "10:52"), 1)
	for i, s := range p.Staff {
		if err := data.CheckPIN(s.PIN); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
		if i < 3 { // hashing takes long
			if err := b.CheckPIN(context.Background(), s.ID, s.PIN); err != nil {
				t.Errorf("%s: %v", s.ID, err)
			}
		} else if !strings.HasPrefix(s.Verifier, "pbkdf2-sha256$") {
			t.Errorf("%s has no verifier", s.ID)
		}
	}
}

func TestAFreshOfficeGetsTheCatalogue(t *testing.T) {
	ctx, now := context.Background(), at(t, "10:52")
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Clock: func() time.Time { return now.Std() }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	commands, settings, err := sample.Catalogue(assets.Office("catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	if settings.Name != "青禾样例会馆" || settings.VoucherPrefix != "QH" || settings.DayEnd != 22*60 || len(settings.Shifts) != 2 {
		t.Errorf("%+v", settings)
	}
	head := data.Head{ID: "open", At: now, Staff: "boss"}
	if _, err := b.Do(ctx, &data.OpenOffice{Head: head, Settings: settings, Supervisor: data.NewStaff{ID: "boss", Name: "常", Verifier: "x"}}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time changes nothing
		for _, c := range sample.By("boss", now, "desk", commands) {
			if _, err := b.Do(ctx, c); err != nil {
				t.Fatal(c.Meta().ID, err)
			}
		}
	}
	courts, err := b.Courts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[data.ID]data.Court{}
	for _, c := range courts {
		byID[c.ID] = c
	}
	if full, one := byID["court-bas-full"], byID["court-bad1"]; !full.Shares(one) || byID["court-bas-west"].Shares(one) {
		t.Error("the hall's floors are wrong")
	}
	if seats, kids := byID["court-seats"], byID["court-kids"]; !seats.Counted || len(seats.Units) != 8 || len(kids.Units) != 12 {
		t.Errorf("counted places: %+v %+v", seats, kids)
	}
	staff, err := b.Staff(ctx)
	if err != nil || len(staff) != 1 {
		t.Errorf("the catalogue brought people: %v %v", staff, err)
	}
	if m, err := b.Head(ctx); err != nil || m.Seq != int64(len(commands))+1 {
		t.Errorf("%d commands made %d lines (%v)", len(commands), m.Seq, err)
	}
}

func TestFaultyListsAreNamed(t *testing.T) {
	for _, list := range []string{`{`, `{"settings":{"opens":"nine"}}`, `{"items":[{"id":"x","kind":"boat","name":"船"}]}`} {
		if _, _, err := sample.Catalogue([]byte(list)); err == nil || !strings.Contains(fmt.Sprint(err), "catalogue") {
			t.Errorf("%s gives %v", list, err)
		}
	}
	for _, people := range []string{`{"staff":[]}`, `{"staff":[{"id":"x","role":"supervisor"}]}`, strings.Replace(string(assets.Office("people")), `"fault.room"`, `"room"`, 1)} {
		parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: []byte(people), Now: at(t, "10:52"), Days: 1}
		err := sample.Fill(context.Background(), nil, sample.NewClock(1), parts)
		if err == nil || !strings.Contains(err.Error(), "people") {
			t.Errorf("a faulty list of people gives %v", err)
		}
	}
}

func BenchmarkSixtyDays(b *testing.B) {
	now := at(b, "10:52")
	for b.Loop() {
		filled(b, now, 0).Close()
	}
}
