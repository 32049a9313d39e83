package hall

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// house is a real book with the sample's venues and people, and a tablet at
// which 江羽样 of 羽毛球 and 乒乓球 is signed on.
type house struct {
	*registers.Book
	t     testing.TB
	now   time.Time
	sh    *screentest.Shell
	rang  int
	calls int // taken by reception, each from another phone
}

const (
	chang = data.ID("staff-chang")
	an    = data.ID("staff-an")
	jiang = data.ID("staff-jiang")
	lan   = data.ID("staff-lan")
)

var zone = time.FixedZone("", 8*3600)

// clock is a time of the 23rd of November 2026, a Monday.
func clock(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, now: clock("08:40")}
	b, err := registers.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return h.now }, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	h.Book = b
	commands, settings, err := sample.Catalogue(assets.Office("catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	h.do(chang, &data.OpenOffice{Settings: settings, Supervisor: data.NewStaff{ID: chang, Name: "常示例", Post: "主管", Verifier: "x"}})
	more, err := sample.Lists(assets.Office)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(commands, more...) {
		h.do(chang, c)
	}
	var people struct {
		Staff []struct {
			ID         data.ID
			Name, Post string
			Role       data.Role
		}
	}
	if err := json.Unmarshal(assets.Office("people"), &people); err != nil {
		t.Fatal(err)
	}
	for i, p := range people.Staff[1:] {
		h.do(chang, &data.PutStaff{Person: p.ID, Name: p.Name, Post: p.Post, Role: p.Role, Sort: i + 1})
	}
	return h
}

func (h *house) do(who data.ID, c data.Command) data.Receipt {
	h.t.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.now), who, "tablet"
	r, err := h.Do(context.Background(), c)
	if err != nil {
		h.t.Fatalf("%T: %v", c, err)
	}
	return r
}

// tablet gives the courts' tablet.
func (h *house) tablet(width float32, lang string) *screentest.Shell {
	h.sh = screentest.NewShell(h.t)
	fyne.CurrentApp().Settings().SetTheme(kit.NewTouchTheme(false))
	h.sh.Width, h.sh.Language = width, lang
	h.sh.Person = data.Staff{ID: jiang, Name: "江羽样", Post: "羽毛球乒乓球接待", Role: data.VenueStaff}
	h.sh.Clock = data.TimeOf(h.now)
	h.sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h.sh
}

// stage shows a screen in the room that the frame leaves it.
func (h *house) stage(s screen.Screen, height float32) *screentest.Stage {
	pad := kit.Size(kit.SizePad)
	x, y := pad, pad
	if h.sh.Width >= 1200 {
		x, y = x+kit.Size(kit.SizeGap), y+kit.Size(kit.SizeGap)/2
	}
	return screentest.OpenSized(h.t, h.sh, s, h.sh.Width-kit.Size(kit.SizeRail)-2*x, height-60-2*y)
}

// at moves the clock.
func (h *house) at(s string) {
	h.now = clock(s)
	if h.sh != nil {
		h.sh.Clock = data.TimeOf(h.now)
	}
}

// ring counts instead of sounding.
func (h *house) ring(context.Context) error { h.rang++; return nil }

// booking is a call that reception takes; day 0 is today.
type booking struct {
	court    data.ID
	day      int
	from, to string
	name     string
	title    string
	people   int
	needs    data.Needs
}

func (h *house) books(b booking) data.ID {
	h.t.Helper()
	h.calls++
	id := data.NewID()
	day := time.Duration(b.day) * 24 * time.Hour
	c := &data.Book{Act: data.NewID(), Visitor: data.NewID(), Name: b.name, Title: b.title, Phone: fmt.Sprintf("139%08d", h.calls), People: max(1, b.people), Needs: b.needs, How: "phone",
		Note:  "客人刚换了工作",
		Spans: []data.Span{{Booking: id, Court: b.court, Start: data.TimeOf(clock(b.from).Add(day)), End: data.TimeOf(clock(b.to).Add(day))}}}
	if b.court == "court-kids" {
		c.Guardian = b.name + "女士，在书吧"
	}
	h.do(an, c)
	return id
}

// of gives a booking as it stands.
func (h *house) of(id data.ID) data.Booking {
	h.t.Helper()
	list, err := h.Bookings(context.Background(), data.BookingFilter{ID: id})
	if err != nil || len(list) != 1 {
		h.t.Fatal(id, list, err)
	}
	return list[0]
}

func (h *house) state(court data.ID) data.FacilityState {
	h.t.Helper()
	all, err := h.Facilities(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return all[court].State
}

// told ticks everything that waits, as reception would by telephone.
func (h *house) told() {
	h.t.Helper()
	list, err := h.Tellings(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, t := range list {
		h.do(an, &data.Notify{Notices: t.Notices, By: jiang})
	}
}

// long is a name as long as one can be.
const long = "欧阳䶮𬬻𠮷买买提艾力库尔班江阿布都热依木图尔荪古丽扎提努尔买买提艾合买提江"

// morning is ten to eleven: two play, one waits, a court wants tidying, more are
// to come, one of them late and one with everything somebody can ask for.
func (h *house) morning() {
	h.t.Helper()
	play := h.books(booking{"court-bad1", 0, "10:00", "11:00", "王", "mr", 2, data.Needs{Shoes: []string{"42", "43"}, Scoring: true}})
	wait := h.books(booking{"court-bad2", 0, "10:30", "12:00", "何小雪", "ms", 4, data.Needs{Rackets: 4}})
	over := h.books(booking{"court-pp1", 0, "09:00", "10:00", "赵", "ms", 3, data.Needs{}})
	h.books(booking{"court-pp2", 0, "09:30", "10:30", "铲", "mr", 2, data.Needs{Socks: 2}})
	h.books(booking{"court-bad1", 0, "11:00", "12:00", long, "ms", 8, data.Needs{Shoes: []string{"35", "36", "37", "38", "39", "40", "41", "42"}, Socks: 8, Rackets: 8, Scoring: true, Partner: true, Drinks: "龙井一壶、鲜橙汁两杯、菊花茶冰糖少"}})
	h.books(booking{"court-pp1", 0, "14:00", "15:00", "单", "mr", 2, data.Needs{Drinks: "柠檬水"}})
	h.books(booking{"court-kids", 0, "10:30", "12:00", "蓝", "ms", 2, data.Needs{}})
	h.books(booking{"court-bil1", 0, "15:00", "16:00", "司马", "mr", 2, data.Needs{}})
	h.books(booking{"court-bad1", 1, "10:00", "11:00", "马", "mr", 2, data.Needs{Shoes: []string{"41"}}})
	h.books(booking{"court-pp3", 1, "10:00", "11:30", "尉迟", "ms", 4, data.Needs{}})
	h.told()
	h.at("09:02")
	h.do(jiang, &data.AdvanceBooking{Booking: over, To: data.Playing})
	h.at("10:03")
	h.do(jiang, &data.AdvanceBooking{Booking: over, To: data.Ended})
	h.do(jiang, &data.AdvanceBooking{Booking: play, To: data.Playing})
	h.at("10:33")
	h.do(jiang, &data.AdvanceBooking{Booking: wait, To: data.Arrived})
	h.at("10:50")
}

// news makes three announcements: one new, one moved, one cancelled.
func (h *house) news() (fresh, moved, off data.ID) {
	h.t.Helper()
	moved = h.books(booking{"court-pp3", 0, "16:00", "17:00", "司马", "mr", 2, data.Needs{}})
	off = h.books(booking{"court-bad2", 0, "18:00", "19:00", "铲", "ms", 2, data.Needs{}})
	h.told()
	fresh = h.books(booking{"court-bad2", 0, "13:00", "14:30", "欧阳䶮", "mr", 4, data.Needs{Shoes: []string{"42"}, Scoring: true}})
	h.do(an, &data.MoveBooking{Booking: moved, Court: "court-pp2", Start: data.TimeOf(clock("17:00")), End: data.TimeOf(clock("18:00"))})
	h.do(an, &data.CancelBooking{Booking: off, Why: "下雨不来了"})
	return fresh, moved, off
}

// looks goes through languages, sizes and light; nothing may be cut off, too
// small or over something else.
func looks(t *testing.T, name string, prepare func(h *house), open func(h *house, height float32) *screentest.Stage) {
	t.Helper()
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			label := name + "-" + lang + "-" + map[float32]string{1280: "1280", 1024: "1024"}[size[0]]
			t.Run(label, func(t *testing.T) {
				h := newHouse(t)
				prepare(h)
				h.tablet(size[0], lang)
				st := open(h, size[1])
				st.Check()
				st.Shoot(false, label+"-light.png")
				st.Shoot(true, label+"-dark.png")
			})
		}
	}
}
