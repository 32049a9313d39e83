package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit/kittest"
)

// tablet is a book on a device that has joined, with a link that does as it is
// told.
type tablet struct {
	*registers.Book
	news      chan struct{}
	state     data.LinkState
	refused   []data.Rejection
	dismissed []data.ID
	reached   []string
	reachErr  error
	followed  int
	codes     []string
	unsent    data.WaitingSet
	waits     bool // receipts say that they wait
	given     []data.Command
}

func (b *tablet) Role() data.DeviceRole { return b.state.Role }
func (b *tablet) State() data.LinkState { return b.state }
func (b *tablet) WatchState(ctx context.Context) <-chan struct{} {
	out := make(chan struct{})
	go func() {
		defer close(out)
		for {
			select {
			case <-b.news:
				select {
				case out <- struct{}{}:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
func (b *tablet) Rejections(context.Context) ([]data.Rejection, error) {
	return slices.Clone(b.refused), nil
}
func (b *tablet) Dismiss(_ context.Context, id data.ID) error {
	b.dismissed = append(b.dismissed, id)
	return nil
}
func (b *tablet) SetAddress(_ context.Context, at string) error {
	b.reached = append(b.reached, at)
	return b.reachErr
}
func (b *tablet) Follow(context.Context) error { b.followed++; return nil }
func (b *tablet) PairAgain(_ context.Context, code string) error {
	b.codes = append(b.codes, code)
	if b.reachErr == nil {
		b.state.Trouble = nil
	}
	return b.reachErr
}
func (b *tablet) Waiting(context.Context) data.WaitingSet { return b.unsent }
func (b *tablet) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	b.given = append(b.given, c)
	if _, book := c.(*data.Book); book { // the courts stand in no book here
		return data.Receipt{ID: c.Meta().ID, Waiting: b.waits}, nil
	}
	r, err := b.Book.Do(ctx, c)
	r.Waiting = b.waits
	return r, err
}
func (b *tablet) Courts(context.Context) ([]data.Court, error) {
	return []data.Court{{ID: "b1", Name: "羽毛球1"}, {ID: "b2", Name: "羽毛球2"}}, nil
}

// join opens a window on a device that has joined.
func join(t *testing.T, state data.LinkState, change func(*Setup)) (*stand, *tablet) {
	t.Helper()
	b := &tablet{news: make(chan struct{}), state: state}
	f := open(t, false, func(s *Setup) {
		b.Book = s.Office.(*registers.Book)
		s.Office = b
		if change != nil {
			change(s)
		}
	})
	f.until(func() bool { return f.w.others.link.Role == state.Role })
	return f, b
}

// until hands over what comes until something holds.
func (f *stand) until(holds func() bool) {
	for f.settle(); !holds(); f.settle() {
		f.mu.Lock()
		for len(f.posts) == 0 {
			f.posted.Wait()
		}
		f.mu.Unlock()
	}
}

// tell has the link tell of a state.
func (f *stand) tell(b *tablet, s data.LinkState) {
	s.Role = b.state.Role
	b.state = s
	b.news <- struct{}{}
	f.until(func() bool { return f.w.others.link == s && len(f.w.others.refused) == len(b.refused) })
}

var someHub = data.HubOffer{Device: "pc2", Name: "前台电脑2", Address: "192.168.1.11:47800"}

func TestTheBarSaysHowTheDeviceStandsToItsHub(t *testing.T) {
	at := data.Time(1795402320000)
	for _, c := range []struct {
		state  data.LinkState
		zh, en string
	}{
		{data.LinkState{Online: true}, "已连接", "Connected"},
		{data.LinkState{}, "离线", "Offline"},
		{data.LinkState{Waiting: 3, Since: at}, "离线 · 3 条待发", "Offline · 3 to send"},
		{data.LinkState{Online: true, Waiting: 2}, "正在发送 2 条", "Sending 2"},
		{data.LinkState{Online: true, Done: 620, Total: 1000}, "正在同步 62%", "Catching up 62%"},
		{data.LinkState{Trouble: data.Fault(data.Forbidden, "device.revoked", "吧台平板")}, "连接有问题", "Connection trouble"},
		{data.LinkState{NewHub: &someHub}, "主机已换", "New hub"},
		{data.LinkState{Online: true, Refused: 1}, "已连接", "Connected"},
	} {
		f, b := join(t, data.LinkState{Role: data.AtReception}, nil)
		f.signOn("安小样", deskPIN)
		f.tell(b, c.state)
		f.want(c.zh)
		f.key(fyne.KeyF11)
		f.tap("English")
		f.want(c.en)
	}
}

func TestTheSheetBehindItTellsMoreAndTakesAnAddress(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception}, nil)
	f.signOn("安小样", deskPIN)
	f.tell(b, data.LinkState{Office: "青禾样例会馆", Address: "192.168.1.10:47800", Waiting: 3, Since: 1795402320000})
	f.tap("离线 · 3 条待发")
	f.want("主机地址 192.168.1.10:47800", "从 10:52 起离线", "3 条等待发送", "可以照常使用", "本机是前台设备")
	f.tap("改连这个地址")
	f.want("请填写这一项。")
	b.reachErr = data.Fault(data.Offline, "error.offline").At("address")
	kittest.Type(t, f.root(), "主机地址", " 192.168.1.12 ")
	f.tap("改连这个地址")
	f.want("暂时连不上前台")
	if !slices.Equal(b.reached, []string{"192.168.1.12"}) {
		t.Errorf("looked for at %q", b.reached)
	}
	f.tell(b, data.LinkState{Online: true, Done: 1, Total: 4})
	f.want("正在同步，1 / 4")
	f.tell(b, data.LinkState{Trouble: data.Fault(data.Forbidden, "device.revoked", "吧台平板")})
	f.want("“吧台平板”已被撤销")
}

func TestADeviceThatWasShutOutPairsAgain(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("安小样", deskPIN)
	f.tell(b, data.LinkState{Trouble: data.Fault(data.Forbidden, "link.revoked")})
	f.tap("连接有问题")
	f.want("这台设备已被撤销", "主机上新取的配对码")
	b.reachErr = data.Fault(data.Forbidden, "device.wrongCode").At("code")
	f.tap("重新配对")
	f.want("配对码不对")
	b.reachErr = nil
	f.tap("重新配对")
	f.want("已重新配对")
	if len(b.codes) != 2 {
		t.Error(b.codes)
	}
}

func TestANewHubIsFollowedAfterAConfirmation(t *testing.T) {
	opened := 0
	f, b := join(t, data.LinkState{Role: data.AtReception}, func(s *Setup) { s.Reopen = func() { opened++ } })
	f.signOn("安小样", deskPIN)
	f.tell(b, data.LinkState{NewHub: &someHub})
	f.tap("主机已换")
	f.want("“前台电脑2”（192.168.1.11:47800）已接任主机")
	f.tap("跟随新主机")
	f.want("请先确认原来的主机已经关机")
	f.tap("取消")
	if b.followed != 0 {
		t.Fatal("followed without a word")
	}
	f.tap("跟随新主机")
	f.tap("跟随新主机")
	f.pass(time.Second)
	if b.followed != 1 || opened != 0 {
		t.Errorf("followed %d times, opened anew %d times", b.followed, opened)
	}
}

func TestWhatWaitsIsMarkedAndSaidSo(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("常示例", bossPIN)
	n := last()
	if n.sh.Waits("talk") {
		t.Fatal("waits before anything was done")
	}
	b.waits, b.unsent = true, data.WaitingSet{"talk": true}
	kittest.Type(t, f.root(), "备注", "沙盘区")
	f.tap("保存")
	f.want("已保存 · 已记下，联网后发送")
	f.tell(b, data.LinkState{Waiting: 1})
	if !n.sh.Waits("talk") || n.changes == 0 {
		t.Fatal("the screen was not told of what waits")
	}
	b.unsent = nil
	changes := n.changes
	f.tell(b, data.LinkState{Online: true})
	if n.sh.Waits("talk") || n.changes == changes {
		t.Fatal("the mark stays")
	}
}

// lostBooking is a booking that another one took the court from.
func lostBooking(by data.ID) data.Rejection {
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	at := func(h int) data.Time { return data.TimeOf(day.Add(time.Duration(h) * time.Hour)) }
	c := &data.Book{Head: data.Head{ID: "lost", At: at(2), Staff: by}, Act: "act", Visitor: "wang", Name: "王", Title: "mr", People: 2, How: "phone",
		Needs: data.Needs{Rackets: 2}, Spans: []data.Span{{Booking: "bk", Court: "b1", Start: at(6), End: at(7)}}}
	fault := data.Fault(data.Conflict, "error.conflict")
	fault.Near = []data.Offer{{Court: "b1", Start: at(7), End: at(8)}, {Court: "b2", Start: at(6), End: at(7)}}
	return data.Rejection{ID: "lost", Kind: "Book", Command: c, Staff: by, At: at(2), Fault: fault}
}

func TestALostBookingComesBackWithTheWayOn(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("安小样", deskPIN)
	b.refused = []data.Rejection{lostBooking("an")}
	f.tell(b, data.LinkState{Online: true, Refused: 1})
	f.want("没有记成的", "王先生 · 2 人", "刚才有别处先用了", "羽毛球1 11月23日", "14:00–15:00", "安小样")
	f.tap("羽毛球2 11月23日 周一 14:00–15:00")
	if len(b.given) == 0 {
		t.Fatal("nothing was given")
	}
	got, ok := b.given[len(b.given)-1].(*data.Book)
	want := data.Span{Court: "b2", Start: b.refused[0].Fault.Near[1].Start, End: b.refused[0].Fault.Near[1].End}
	if !ok || len(got.Spans) != 1 {
		t.Fatalf("gave %+v", b.given)
	}
	want.Booking = got.Spans[0].Booking
	if got.Spans[0] != want || want.Booking == "bk" || got.ID == "lost" || got.Act == "act" || got.Visitor != "wang" || got.People != 2 || got.Needs.Rackets != 2 || got.Staff != "an" {
		t.Errorf("gave %+v", got)
	}
	if !slices.Equal(b.dismissed, []data.ID{"lost"}) {
		t.Errorf("dismissed %q", b.dismissed)
	}
	f.wantNot("没有记成的")
	f.want("已改约 羽毛球2")
}

func TestSomebodyElsesRefusalIsABadgeUntilItIsTakenNoteOf(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("安小样", deskPIN)
	b.refused = []data.Rejection{lostBooking("ji"), {ID: "old", Kind: "Nonesuch", Staff: "ji", At: 1, Fault: data.Fault(data.Stale, "error.stale")}}
	f.tell(b, data.LinkState{Online: true, Refused: 2})
	f.wantNot("没有记成的")
	f.want("2 条没有记成")
	f.tap("2 条没有记成")
	f.want("没有记成的", "𠮷引宾", "一条记录", "内容刚刚有变动")
	f.tap("知道了")
	f.tap("知道了")
	if len(b.dismissed) != 2 {
		t.Errorf("dismissed %q", b.dismissed)
	}
	f.wantNot("没有记成")
}

func TestATabletOffersItsOwnPeopleAndMakesNoBackup(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtBar, Online: true}, func(s *Setup) { s.Station = "bar" })
	head := data.Head{ID: data.NewID(), At: data.TimeOf(f.at), Staff: "boss"}
	if _, err := b.Book.Do(t.Context(), &data.PutStaff{Head: head, Person: "he", Name: "何饮", Role: data.Bar}); err != nil {
		t.Fatal(err)
	}
	head.ID = data.NewID()
	if _, err := b.Book.Do(t.Context(), &data.SetPIN{Head: head, Person: "he", Verifier: verifiers()[deskPIN]}); err != nil {
		t.Fatal(err)
	}
	f.notice()
	f.want("何饮", "常示例") // a supervisor may anywhere
	f.wantNot("安小样")
	f.pass(2 * time.Second)
	if all, err := b.Backups(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("a tablet made a backup: %v, %v", all, err)
	}
}

// hub is a book that is shared, with devices that come and go as told.
type hub struct {
	*registers.Book
	news    chan struct{}
	sharing data.Sharing
	present []data.Presence
}

func (h *hub) Sharing(context.Context) (data.Sharing, error)      { return h.sharing, nil }
func (h *hub) Presences(context.Context) ([]data.Presence, error) { return h.present, nil }
func (h *hub) WatchSharing(context.Context) <-chan struct{}       { return h.news }
func (h *hub) Follow(context.Context) error                       { return nil }

func share(t *testing.T, change func(*hub)) *stand {
	t.Helper()
	h := &hub{news: make(chan struct{}), sharing: data.Sharing{On: true}, present: []data.Presence{
		{Device: data.Device{ID: "pc", Name: "前台电脑", Role: data.AtReception}, Here: true, Online: true},
		{Device: data.Device{ID: "bar", Name: "吧台", Role: data.AtBar}, Online: true},
	}}
	if change != nil {
		change(h)
	}
	f := open(t, false, func(s *Setup) {
		h.Book = s.Office.(*registers.Book)
		s.Office = h
	})
	f.until(func() bool { return len(f.w.others.present) == len(h.present) })
	return f
}

func TestTheHubShowsItsDevicesLights(t *testing.T) {
	f := share(t, nil)
	f.signOn("安小样", deskPIN)
	f.want("吧台在线")
	f.tap("吧台在线")
	f.want("设备", "吧台", "在线")
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyF12)
	f.signOn("常示例", bossPIN)
	f.tap("吧台在线")
	f.wantNot("还没有联系")
	f = share(t, func(h *hub) {
		h.present[1].Online, h.present[1].LastSeen = false, 1795402320000
		h.present = append(h.present, data.Presence{Device: data.Device{ID: "v", Name: "场馆平板", Role: data.AtVenue}, Online: true})
	})
	f.signOn("安小样", deskPIN)
	f.want("1/2 台在线")
	f.tap("1/2 台在线")
	f.want("上次联系 10:52")
}

func TestAHubThatWasReplacedSaysSo(t *testing.T) {
	f := share(t, func(h *hub) { h.sharing.Successor = &someHub })
	f.signOn("安小样", deskPIN)
	f.want("已不是主机")
	f.tap("已不是主机")
	f.want("本机不再决定先后")
	f.wantNot("跟随新主机") // a supervisor's
}

func TestEveryKindOfCommandHasAWord(t *testing.T) {
	kittest.App(t, false)
	f := open(t, false, nil)
	for _, r := range data.Registers() {
		for _, k := range r.Kinds {
			if !f.w.lex.Has(data.KindWord(k.Name)) {
				t.Errorf("no word for %s", k.Name)
			}
		}
	}
}

func TestTheBarFitsInEveryState(t *testing.T) {
	long := data.LinkState{Waiting: 128}
	for _, lang := range []string{"zh", "en"} {
		for _, w := range []float32{1366, 1280, 1024} {
			f, b := join(t, data.LinkState{Role: data.AtReception}, func(s *Setup) { s.Device = NewDevice(lang) })
			f.win.Resize(fyne.NewSize(w, 768))
			f.signOn("安小样", deskPIN)
			b.refused = []data.Rejection{lostBooking("ji")}
			f.tell(b, long)
			f.pass(time.Second)
			for _, fault := range kittest.CheckLayout(f.w.frame.bar.all, f.w.frame.bar.all.Size().Width, barHeight()) {
				if !strings.Contains(fault, "out of bounds") {
					t.Errorf("%s %.0f: %s", lang, w, fault)
				}
			}
		}
	}
}
