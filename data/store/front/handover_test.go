package front_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

// shiftBook is a book in the middle of a shift: guests inside, a key and a
// radio out, bookings ahead, a call, a note from above.
func shiftBook(t testing.TB) *storetest.Book {
	t.Helper()
	b := storetest.Fresh(t)
	b.Must(&data.TakePost{Head: b.By(officetest.An), Post: data.NewID(), Person: officetest.An, Place: "desk"})
	b.Pass(time.Second)
	b.Must(&data.TakePost{Head: b.By(officetest.Ding), Post: data.NewID(), Person: officetest.Ding, Place: "usher"})
	b.Pass(10 * time.Minute)
	b.Must(&data.CheckIn{Head: b.By(officetest.An), Visit: "visit-1", Visitor: "guest-1", Name: "高", Title: "mr", Phone: "13800000001", Adults: 2, Children: 1, Purpose: "signing", Table: "table-a1"})
	b.Must(&data.CheckIn{Head: b.By(officetest.An), Visit: "visit-2", Visitor: "guest-2", Name: "欧阳䶮", Title: "ms", Phone: "13800000002", Adults: 1, Purpose: "viewing"})
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{"visit-2"}, How: "seen-off"})
	b.Must(&data.TurnAway{Head: b.By(officetest.An), Refusal: data.NewID(), Reason: "sales", Acts: []string{"persuaded"}})
	b.Must(&data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: "call", Text: "问开放时间"})
	b.Must(&data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: "opinion", Text: "茶很好"})
	b.Must(&data.Lend{Head: b.By(officetest.An), Lending: "lend-1", Item: "item-k02", Qty: 1, To: "staff-guyi", Purpose: "带看"})
	soon := data.SlotOf(data.TimeOf(b.Read())) + 4
	b.Must(&data.Book{Head: b.By(officetest.An), Act: data.NewID(), Visitor: "guest-3", Name: "钱", Title: "mr", Phone: "13800000003", People: 2, How: "phone",
		Spans: []data.Span{{Booking: "booking-1", Court: "court-bad1", Start: soon.Start(), End: soon.End()}}})
	b.Must(&data.LeaveNote{Head: b.By(officetest.Chang), Note: "note-1", What: "instruction", Text: "明日 9:00 媒体看房，A7、A8 留用"})
	b.Must(&data.LeaveNote{Head: b.By(officetest.An), Note: "note-2", What: "remark", Text: "复印纸只剩半包"})
	b.Pass(5 * time.Hour)
	return b
}

func seal(b *storetest.Book, by data.ID, id data.ID) data.Receipt {
	b.T.Helper()
	return b.Must(&data.SealHandover{Head: b.By(by), Handover: id, Shift: "early", Strokes: officetest.Strokes(1), Petty: 50_000, Held: 900, Receipts: "收据 0042", Remarks: "晚间有雨"})
}

func view(b *storetest.Book, id data.ID) data.HandoverView {
	b.T.Helper()
	v, err := b.Handover(context.Background(), id)
	if err != nil {
		b.T.Fatal(err)
	}
	return v
}

// allOK marks every item as found.
func allOK(v data.HandoverView) []data.HandoverMark {
	var marks []data.HandoverMark
	for _, i := range v.Items {
		marks = append(marks, data.HandoverMark{Item: i.ID, Mark: "ok"})
	}
	return marks
}

func accept(b *storetest.Book, by data.ID, id data.ID) *data.AcceptHandover {
	return &data.AcceptHandover{Head: b.By(by), Handover: id, Marks: allOK(view(b, id)), Strokes: officetest.Strokes(2), PIN: officetest.PINs[by]}
}

func find(t testing.TB, items []data.HandoverItem, section string, ref data.ID) data.HandoverItem {
	t.Helper()
	i := slices.IndexFunc(items, func(i data.HandoverItem) bool { return i.Section == section && i.Ref == ref })
	if i < 0 {
		t.Fatalf("%s %s is not handed over: %v", section, ref, items)
	}
	return items[i]
}

func TestAHandoverIsCompiledFromTheRegisters(t *testing.T) {
	b := shiftBook(t)
	h, items, err := b.HandoverDraft(context.Background(), "early")
	if err != nil {
		t.Fatal(err)
	}
	if want := (data.Figures{Groups: 2, People: 4, Calls: 1, Bookings: 1, Refused: 1}); h.Figures != want {
		t.Errorf("the shift counts %+v", h.Figures)
	}
	if strings.Join(h.OnDuty, " ") != "安小样 丁引路" || h.Shift != "early" || h.State != "" || b.Now().Sub(h.Since) > 11*time.Hour {
		t.Errorf("%+v", h)
	}
	if i := find(t, items, "keys", "item-k02"); !i.Amiss || i.Who != "staff-guyi" || i.Due == 0 {
		t.Error("the overdue key is", i)
	}
	find(t, items, "radios", "item-r1")
	find(t, items, "facilities", "facilities")
	if i := find(t, items, "house", "visit-1"); i.Visitor != "guest-1" || i.Title != "高" || i.Called != "mr" {
		t.Error(i)
	}
	if i := find(t, items, "instructions", "note-1"); i.Detail == "" || i.Who != officetest.Chang {
		t.Error(i)
	}
	find(t, items, "remarks", "note-2")
	for i := range items {
		if items[i].Sort != i {
			t.Fatal("the order is not numbered")
		}
	}
}

func TestSealingFreezes(t *testing.T) {
	ctx := context.Background()
	b := shiftBook(t)
	b.Must(&data.StepAway{Head: b.By(officetest.Ding), Absence: "absence-1", Person: officetest.Ding, Why: "away", StandIn: officetest.An, Told: true, Note: "送文件"})
	_, draft, err := b.HandoverDraft(ctx, "early")
	if err != nil {
		t.Fatal(err)
	}
	before, _ := b.Head(ctx)
	if r := seal(b, officetest.An, "ho-1"); r.Number != "J-20261123-001" {
		t.Error(r)
	}
	v := view(b, "ho-1")
	if v.State != data.Sealed || v.Outgoing != officetest.An || v.Incoming != "" || v.Code != "" || v.SealedSeq != before.Seq+1 || v.Petty != 50_000 || v.HeldMoney != 900 || v.Remarks != "晚间有雨" {
		t.Errorf("%+v", v.Handover)
	}
	if len(v.OutSigned) != 64 || !strings.HasPrefix(v.OutSigned, strings.ToLower(strings.ReplaceAll(before.Short(), " ", ""))) {
		t.Error("signed", v.OutSigned, "at", before.Short())
	}
	if len(v.Items) != len(draft)+2 {
		t.Errorf("%d matters were drafted, %d sealed", len(draft), len(v.Items))
	}
	find(t, v.Items, "money", "petty")
	find(t, v.Items, "money", "held")
	if i := find(t, v.Items, "absences", "absence-1"); i.Who != officetest.Ding || i.Args[0] != "away" {
		t.Error(i)
	}
	if notes, _ := b.HandoverNotes(ctx, true); len(notes) != 0 {
		t.Error("notes wait that were handed over:", notes)
	}
	b.Refuse(&data.SealHandover{Head: b.By(officetest.Bai), Handover: "ho-2", Shift: "early", Strokes: officetest.Strokes(1)}, "handover.waits")
	b.Refuse(&data.SealHandover{Head: b.By(officetest.Gu), Handover: "ho-2", Shift: "early", Strokes: officetest.Strokes(1)}, "error.forbidden")

	// What changes afterwards is shown and alters nothing.
	if changes, err := b.HandoverChanges(ctx, "ho-1"); err != nil || len(changes) != 0 {
		t.Fatal("changes right after the seal:", changes, err)
	}
	frozen := b.Dump("handover", "handover_item")
	b.Pass(20 * time.Minute)
	b.Must(&data.Return{Head: b.By(officetest.Bai), Lending: "lend-1", Condition: "ok"})
	b.Must(&data.CheckOut{Head: b.By(officetest.Bai), Visits: []data.ID{"visit-1"}, How: "seen-off"})
	b.Must(&data.SetFacility{Head: b.By(officetest.Bai), Place: "court-bad2", State: data.Unkept})
	changes, err := b.HandoverChanges(ctx, "ho-1")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.What+" "+string(c.Item.Ref))
	}
	slices.Sort(got)
	if want := []string{"changed item-k02", "gone visit-1", "new court-bad2"}; !slices.Equal(got, want) {
		t.Error(got)
	}
	if d := officetest.Differ(frozen, b.Dump("handover", "handover_item")); d != "" {
		t.Error("the sealed handover was altered: ", d)
	}
}

func TestAnUnknownShiftIsNotSealed(t *testing.T) {
	b := shiftBook(t)
	b.Refuse(&data.SealHandover{Head: b.By(officetest.An), Handover: "ho-1", Shift: "night", Strokes: officetest.Strokes(1)}, "error.required")
}

func TestAcceptingIsAnotherPersonsOwnWord(t *testing.T) {
	ctx := context.Background()
	b := shiftBook(t)
	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: []data.HandoverMark{{Item: "x", Mark: "ok"}}}, "error.notFound")
	seal(b, officetest.An, "ho-1")
	open, err := b.OpenHandover(ctx)
	if err != nil || open == nil || open.ID != "ho-1" || len(open.Items) == 0 {
		t.Fatal(open, err)
	}
	marks := allOK(*open)
	b.Pass(time.Minute)

	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.An), Handover: "ho-1", Marks: marks}, "handover.samePerson")
	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: []data.HandoverMark{{Item: marks[0].Item, Mark: "off"}}}, "handover.sayWhat")
	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: []data.HandoverMark{{Item: "no-item", Mark: "ok"}}}, "error.notFound")
	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.Ding), Handover: "ho-1", Marks: marks}, "error.forbidden")

	// Some now, the rest later.
	b.Must(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: []data.HandoverMark{{Item: marks[0].Item, Mark: "off", Word: "少一把"}}})
	if v := view(b, "ho-1"); v.State != data.Sealed || v.Items[0].Mark != "off" || v.Items[0].Word != "少一把" {
		t.Fatal(v.Items[0])
	}
	sign := func(c data.AcceptHandover) *data.AcceptHandover {
		c.Head, c.Handover, c.Strokes = b.By(officetest.Bai), "ho-1", officetest.Strokes(2)
		return &c
	}
	if e := b.Refuse(sign(data.AcceptHandover{PIN: "3690"}), "handover.unseen"); e.Args[0] != len(marks)-1 {
		t.Error(e.Args)
	}
	b.Refuse(sign(data.AcceptHandover{Marks: marks[1:], PIN: "1470"}), "error.pin")
	b.Refuse(sign(data.AcceptHandover{Marks: marks[1:], PIN: "3690", Witness: officetest.Chang, WitnessStrokes: officetest.Strokes(3)}), "error.approval")
	witnessed := func(pin string) *data.AcceptHandover {
		c := sign(data.AcceptHandover{Marks: marks[1:], PIN: "3690", Witness: officetest.Chang, WitnessStrokes: officetest.Strokes(3)})
		c.Approval = &data.Approval{Staff: officetest.Chang, PIN: pin}
		return c
	}
	b.Refuse(witnessed("0000"), "error.pin")
	c := witnessed("2580")
	r := b.Must(c)
	v := view(b, "ho-1")
	if v.State != data.Locked || v.Incoming != officetest.Bai || v.Witness != officetest.Chang || v.LockedAt != r.At || v.Items[0].Mark != "off" {
		t.Fatalf("%+v", v.Handover)
	}
	line, err := store.One[store.JournalRow](ctx, b, `SELECT * FROM journal WHERE seq = ?`, r.Seq)
	if err != nil {
		t.Fatal(err)
	}
	if want := data.ShortDigest([32]byte(line.Digest)); v.Code != want || len(v.Code) != 14 {
		t.Errorf("the code is %s, not %s", v.Code, want)
	}
	before := b.By(officetest.Bai)
	before.ID = c.ID
	if again := b.Must(c); again.Seq != r.Seq {
		t.Error("accepted twice")
	}

	// Locked is locked.
	b.Refuse(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: marks[:1]}, "handover.locked")
	if open, err := b.OpenHandover(ctx); open != nil || err != nil {
		t.Fatal(open, err)
	}
	code := v.Code
	b.Must(&data.CorrectHandover{Head: b.By(officetest.Bai), Note: "correct-1", Handover: "ho-1", Text: "钥匙已于当晚找回"})
	v = view(b, "ho-1")
	if v.Code != code || len(v.Corrections) != 1 || v.Corrections[0].By != officetest.Bai {
		t.Error(v.Code, v.Corrections)
	}
	list, err := b.Handovers(ctx, "2026-11-23", "2026-11-23")
	if err != nil || len(list) != 1 || list[0].ID != "ho-1" {
		t.Error(list, err)
	}
	if list, err := b.Handovers(ctx, "2026-11-22", "2026-11-22"); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	b.Sound()
	body := []byte(line.Body)
	for _, secret := range []string{`"3690"`, `"2580"`, officetest.Strokes(2), officetest.Strokes(3)} {
		if bytes.Contains(body, []byte(secret)) {
			t.Errorf("the line holds %s", secret)
		}
	}
}

func TestAWitnessIsNeitherOfTheTwo(t *testing.T) {
	b := shiftBook(t)
	seal(b, officetest.Chang, "ho-1") // a supervisor may stand in
	c := accept(b, officetest.Bai, "ho-1")
	c.Witness, c.WitnessStrokes, c.Approval = officetest.Chang, officetest.Strokes(3), &data.Approval{Staff: officetest.Chang, PIN: "2580"}
	b.Refuse(c, "handover.witnessIsParty")
	b.Must(accept(b, officetest.An, "ho-1"))
}

func TestCorrectionsAreForWhatIsLocked(t *testing.T) {
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	b.Refuse(&data.CorrectHandover{Head: b.By(officetest.Bai), Note: "correct-1", Handover: "ho-1", Text: "更正"}, "handover.notLocked")
	b.Refuse(&data.CorrectHandover{Head: b.By(officetest.Bai), Note: "correct-1", Handover: "none", Text: "更正"}, "error.notFound")
}

func TestTheNextHandoverBeginsAtTheLastSeal(t *testing.T) {
	ctx := context.Background()
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	sealed := b.Now()
	// Recorded late from a tablet that was out of reach: it counts in the next.
	h := b.By(officetest.Ding)
	h.At, h.Device = sealed.Add(-30*time.Minute), "tablet"
	b.Pass(time.Second)
	if r := b.Must(&data.CheckIn{Head: h, Visit: "visit-late", Visitor: "guest-9", Name: "孙", Phone: "13800000009", Adults: 4, Purpose: "talk"}); !r.Late {
		t.Error("a late line is not marked:", r)
	}
	undone := &data.CheckIn{Head: b.By(officetest.Bai), Visit: "visit-wrong", Visitor: "guest-8", Name: "错", Phone: "13800000008", Adults: 9, Purpose: "talk"}
	if r := b.Must(undone); r.Late {
		t.Error("a line of now is marked late")
	}
	b.Must(&data.Undo{Head: b.By(officetest.Bai), Command: undone.ID})
	b.Must(accept(b, officetest.Bai, "ho-1"))
	b.Must(&data.LeaveNote{Head: b.By(officetest.Bai), Note: "note-3", What: "remark", Text: "第二班的话"})
	b.Pass(3 * time.Hour)
	draft, items, err := b.HandoverDraft(ctx, "late")
	if err != nil {
		t.Fatal(err)
	}
	if draft.Since != sealed || draft.Figures != (data.Figures{Groups: 1, People: 4}) {
		t.Errorf("%+v", draft)
	}
	find(t, items, "remarks", "note-3")
	if slices.ContainsFunc(items, func(i data.HandoverItem) bool { return i.Ref == "note-1" }) {
		t.Error("a note is handed over twice")
	}
	r := b.Must(&data.SealHandover{Head: b.By(officetest.Bai), Handover: "ho-2", Shift: "late", Strokes: officetest.Strokes(1)})
	if r.Number != "J-20261123-002" || len(view(b, "ho-2").Items) == 0 {
		t.Error(r)
	}
	if v := view(b, "ho-2"); v.Petty != 0 || slices.ContainsFunc(v.Items, func(i data.HandoverItem) bool { return i.Ref == "held" }) {
		t.Error("money nobody counted is handed over")
	}
	b.Sound()
}

func TestWhatIsSealedCannotBeUndone(t *testing.T) {
	b := shiftBook(t)
	note := &data.LeaveNote{Head: b.By(officetest.An), Note: "note-5", What: "remark", Text: "字"}
	b.Must(note)
	visit := &data.CheckIn{Head: b.By(officetest.An), Visit: "visit-5", Visitor: "guest-5", Name: "赵", Phone: "13800000005", Adults: 1, Purpose: "talk"}
	b.Must(visit)
	seal(b, officetest.An, "ho-1") // in the same millisecond
	after := &data.CheckIn{Head: b.By(officetest.An), Visit: "visit-6", Visitor: "guest-6", Name: "周", Phone: "13800000006", Adults: 1, Purpose: "talk"}
	b.Must(after)
	for _, id := range []data.ID{note.ID, visit.ID} {
		b.Refuse(&data.Undo{Head: b.By(officetest.Chang), Command: id}, "undo.sealed")
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: after.ID})
	accept := accept(b, officetest.Bai, "ho-1")
	b.Must(accept)
	b.Refuse(&data.Undo{Head: b.By(officetest.Chang), Command: accept.ID}, "undo.fixed")
}

func TestAnonymousGuestsLeaveTheHandoverStanding(t *testing.T) {
	ctx := context.Background()
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	b.Must(accept(b, officetest.Bai, "ho-1"))
	code := view(b, "ho-1").Code
	b.Must(&data.CheckOut{Head: b.By(officetest.Bai), Visits: []data.ID{"visit-1"}, How: "seen-off"})
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{"guest-1"}})
	v := view(b, "ho-1")
	if i := find(t, v.Items, "house", "visit-1"); i.Title != "" || i.Key == "" {
		t.Error("the guest is still named:", i)
	}
	if v.Code != code {
		t.Error("the code changed")
	}
	mark, _ := b.Head(ctx)
	if _, err := b.Verify(ctx, &mark); err != nil {
		t.Error(err)
	}
}

func TestAWordAboutAGuestGoesWithTheGuest(t *testing.T) {
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	accept := accept(b, officetest.Bai, "ho-1")
	v := view(b, "ho-1")
	const about, other = "高先生说落了伞", "对讲机没电"
	for i, m := range accept.Marks {
		switch m.Item {
		case find(t, v.Items, "house", "visit-1").ID:
			accept.Marks[i] = data.HandoverMark{Item: m.Item, Mark: "off", Word: about}
		case find(t, v.Items, "radios", "item-r1").ID:
			accept.Marks[i] = data.HandoverMark{Item: m.Item, Mark: "off", Word: other}
		}
	}
	b.Must(accept)
	b.Must(&data.CheckOut{Head: b.By(officetest.Bai), Visits: []data.ID{"visit-1"}, How: "seen-off"})
	if len(officetest.Holds(t, b.Dir, about)) == 0 {
		t.Fatal("the test looks in the wrong place")
	}
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{"guest-1"}})
	if left := officetest.Holds(t, b.Dir, about); len(left) > 0 {
		t.Error("still there:", left)
	}
	for q, want := range map[string]bool{
		`SELECT count(*) FROM journal_side WHERE subject = '' AND instr(CAST(vals AS TEXT), '` + other + `') > 0`: true,
		`SELECT count(*) FROM journal_side WHERE subject <> '' AND class = 'signature'`:                           false,
	} {
		if n, err := store.Value[int64](t.Context(), b.Book, q); err != nil || (n > 0) != want {
			t.Error(q, n, err)
		}
	}
	b.Sound()
}

func TestHandoversReplay(t *testing.T) {
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	b.Must(accept(b, officetest.Bai, "ho-1"))
	other := storetest.Replayed(t, b)
	if d := officetest.Differ(b.Dump(), other.Dump()); d != "" {
		t.Fatal(d)
	}
	if view(b, "ho-1").Code != view(other, "ho-1").Code {
		t.Error("the codes differ")
	}
}

func TestInstructionsAndASealedHandoverAreToDo(t *testing.T) {
	b := shiftBook(t)
	want := []string{"handover.today.instruction|明日 9:00 媒体看房，A7、A8 留用|常示例 · 09:10|||handover note-1"}
	if got := b.ToDo("handover", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	seal(b, officetest.An, "ho-1") // takes the instruction along
	want = []string{"handover.today.lead|handover.today.sealed 安小样|14:10|handover.today.toAccept|fresh|handover ho-1"}
	if got := b.ToDo("handover", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Must(accept(b, officetest.Bai, "ho-1"))
	if got := b.ToDo("handover", storetest.AtDesk); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
