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
	"yingbin/ui/kit"
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
	decided   []bool
}

func (b *tablet) DecidePast(_ context.Context, _ data.Approval, take bool) error {
	b.decided = append(b.decided, take)
	return nil
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
func (b *tablet) PairAgain(_ context.Context, _, code string) error {
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

// A device that was shut out shows nobody's name, whoever is at it and whatever is open,
// and after a restart too; it says why, and what waits is still there.
func TestADeviceThatWasShutOutShowsNothingAndPairsAgain(t *testing.T) {
	out := data.LinkState{Trouble: data.Fault(data.Forbidden, "link.revoked"), Waiting: 2}
	names := []string{"安小样", "常示例", "𠮷引宾", "王样"}
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("安小样", deskPIN)
	f.w.toast("王样 已登记", "")
	f.w.front.openSheet("王样", kit.NewText("王样", kit.Body), nil)
	f.tell(b, out)
	check := func() {
		t.Helper()
		f.want("这台设备已锁上", "已被主管撤销", "还有 2 条没有发出，不会丢", "主机上新取的配对码")
		for _, n := range names {
			f.wantNot(n)
		}
	}
	check()
	f.key(fyne.KeyF12)
	f.key(fyne.KeyEscape)
	check()
	b.reachErr = data.Fault(data.Forbidden, "device.wrongCode").At("code")
	f.tap("重新配对")
	f.want("配对码不对")
	b.reachErr = nil
	f.tap("重新配对")
	f.want("已重新配对")
	if len(b.codes) != 2 {
		t.Error(b.codes)
	}
	f.tell(b, data.LinkState{Online: true})
	f.wantNot("这台设备已锁上")
	f.signOn("安小样", deskPIN)
	out.Role = data.AtReception
	f, _ = join(t, out, nil) // it was told yesterday
	check()
}

// A person sees how the books differ, and a supervisor decides with the PIN.
func TestASupervisorDecidesWhichBookHolds(t *testing.T) {
	f, b := join(t, data.LinkState{Role: data.AtReception, Online: true}, nil)
	f.signOn("安小样", deskPIN)
	past := data.Past{First: data.LineAbout{Seq: 1523, Kind: "CheckIn", Staff: "ji", At: 1795402320000}, Own: 1530, Hub: 1541}
	apart := data.LinkState{Past: &past, Trouble: past.Fault(), Waiting: 2}
	f.tell(b, apart)
	f.tap("账本对不上")
	f.want("从第 1523 笔起与本机的不同", "本机第 1523 笔：10:52，𠮷引宾", "本机记到第 1530 笔，主机记到第 1541 笔")
	decide := func(word, asks, toast string) {
		t.Helper()
		f.tap(word)
		f.want(asks)
		f.tap(word) // the question is in front
		f.want("决定用哪一本账")
		f.digits("0000")
		f.want("密码不对")
		f.digits(bossPIN)
		f.want(toast)
	}
	decide("保留本机的账", "本机不再与主机往来", "已保留本机的账")
	kept := past
	kept.Kept = true
	f.tell(b, data.LinkState{Past: &kept, Trouble: past.Fault()})
	f.want("保留本机的账", "主管已决定保留本机的账")
	decide("改用主机的账", "另存在 aside 文件夹里", "正在改用主机的账")
	if want := []bool{false, true}; !slices.Equal(b.decided, want) {
		t.Errorf("decided %v", b.decided)
	}
	behind := data.Past{First: data.LineAbout{Seq: 6}, Own: 8, Hub: 5, Behind: true}
	f.tell(b, data.LinkState{Past: &behind, Trouble: behind.Fault()})
	f.want("主机的账本比本机少 3 笔", "请主管在主机上确认")
	f.tell(b, data.LinkState{Online: true, Waiting: 3, Stuck: data.Fault(data.Storage, "error.diskFull")})
	f.want("主机收不下 · 3 条待发", "主机的磁盘已满", "它们都留在本机")
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
	went    []data.Approval
	known   []data.ID
}

func (h *hub) GoOn(_ context.Context, by data.Approval) error {
	h.went = append(h.went, by)
	return nil
}
func (h *hub) KnowsTwice(_ context.Context, id, _ data.ID) error {
	h.known = append(h.known, id)
	return nil
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

// What is amiss with the sharing is said on the hub, with the way on beside it.
func TestTheHubSaysWhatIsAmissWithItsSharing(t *testing.T) {
	var h *hub
	f := share(t, func(is *hub) {
		h = is
		h.sharing.Behind = &data.Behind{Device: "吧台", Lines: 12}
		h.sharing.Twice = []data.Twice{{Device: "bar", Name: "吧台", Hosts: []string{"192.168.1.20", "192.168.1.31"}, At: 1795402320000}}
		h.sharing.Trouble = data.Fault(data.Storage, "error.diskFull")
		h.present[1].Apart = true
	})
	f.signOn("安小样", deskPIN)
	f.want("账本退回了旧的")
	f.tap("账本退回了旧的")
	f.want("“吧台”手里比本机的账本多 12 笔", "同时在两处使用（192.168.1.20、192.168.1.31", "收不进来", "账本对不上")
	f.wantNot("是我换了机器") // a supervisor's
	f.tap("确认，从这里接着记")
	f.digits(bossPIN)
	f.want("已确认，别的设备正在补发")
	if len(h.went) != 1 || h.went[0].Staff != "boss" {
		t.Errorf("%+v", h.went)
	}
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyF12)
	f.signOn("常示例", bossPIN)
	f.tap("账本退回了旧的")
	f.tap("是我换了机器")
	if !slices.Equal(h.known, []data.ID{"bar"}) {
		t.Errorf("%v", h.known)
	}
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
