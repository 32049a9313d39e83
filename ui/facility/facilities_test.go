package facility

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// placesDesk is an office with venues and areas in every state.
type placesDesk struct{ fail error }

func (o *placesDesk) Venues(context.Context) ([]data.Venue, error) {
	return []data.Venue{{ID: "bad", Name: "羽毛球"}, {ID: "bas", Name: "篮球"}, {ID: "tt", Name: "乒乓球"}, {ID: "bil", Name: "台球"}, {ID: "card", Name: "棋牌"}, {ID: "read", Name: "品茗阅读"}, {ID: "kids", Name: "儿童游戏室"}}, o.fail
}
func (o *placesDesk) Courts(context.Context) ([]data.Court, error) {
	var list []data.Court
	for _, c := range [][3]string{{"bad1", "bad", "羽毛球1"}, {"bad2", "bad", "羽毛球2"}, {"bas", "bas", "篮球全场"}, {"basE", "bas", "篮球东半场"}, {"basW", "bas", "篮球西半场"},
		{"tt1", "tt", "乒乓球1"}, {"tt2", "tt", "乒乓球2"}, {"tt3", "tt", "乒乓球3"}, {"bil1", "bil", "台球1"}, {"bil2", "bil", "台球2"}, {"bil3", "bil", "台球3"},
		{"card1", "card", "棋牌1"}, {"card2", "card", "棋牌2"}, {"card3", "card", "棋牌3"}, {"card4", "card", "棋牌4"},
		{"read1", "read", "茶室静"}, {"read2", "read", "茶室远"}, {"read3", "read", "阅读席"}, {"kids", "kids", "儿童游戏室"}} {
		list = append(list, data.Court{ID: data.ID(c[0]), Venue: data.ID(c[1]), Name: c[2]})
	}
	return append(list, data.Court{ID: "old", Venue: "tt", Name: "旧球台", Retired: true}), o.fail
}
func (o *placesDesk) Areas(context.Context) ([]data.Area, error) {
	var list []data.Area
	for i, n := range []string{"沙盘区", "户型展示", "样板间A", "样板间B", "样板间C", "理念影音室", "洽谈区", "VIP室", "签约区"} {
		list = append(list, data.Area{ID: data.ID(fmt.Sprint("area", i)), Name: n})
	}
	return list, o.fail
}
func (o *placesDesk) Staff(context.Context) ([]data.Staff, error) {
	return officetest.DeskStaff, o.fail
}
func (o *placesDesk) Facilities(context.Context) (map[data.ID]data.Facility, error) {
	at := func(m int) data.Time { return officetest.Now.Add(time.Duration(m) * time.Minute) }
	return map[data.ID]data.Facility{
		"bad1":  {Place: "bad1", State: data.InUse, By: "staff-jiang", At: at(-52)},
		"tt2":   {Place: "tt2", State: data.Faulty, Note: "球网断裂，等工程来换", By: "staff-jiang", At: at(-1500)},
		"bil1":  {Place: "bil1", State: data.Unkept, By: "staff-ou", At: at(-8)},
		"area5": {Place: "area5", State: data.Stood, Note: "媒体布展", By: "staff-an", At: at(-90)},
		"bad2":  {Place: "bad2", State: data.Normal, Note: "地面已擦", By: "staff-jiang", At: at(-20)},
	}, o.fail
}
func (o *placesDesk) FacilityEvents(context.Context, data.Time, data.Time) ([]data.FacilityEvent, error) {
	at := func(m int) data.Time { return officetest.Now.Add(time.Duration(m) * time.Minute) }
	return []data.FacilityEvent{
		{ID: "e1", Place: "area5", State: data.Stood, Note: "媒体布展", By: "staff-an", At: at(-90)},
		{ID: "e2", Place: "bad1", State: data.InUse, By: "staff-jiang", At: at(-52)},
		{ID: "e3", Place: "bad2", State: data.Unkept, By: "staff-jiang", At: at(-30)},
		{ID: "e4", Place: "bad2", State: data.Normal, Note: "地面已擦", By: "staff-jiang", At: at(-20)},
		{ID: "e5", Place: "bil1", State: data.Unkept, By: "staff-ou", At: at(-8)},
	}, o.fail
}

func openFacilities(t *testing.T) *screentest.Stage {
	t.Helper()
	sh := screentest.NewShell(t)
	return screentest.Open(t, sh, newFacilities(&placesDesk{}, sh))
}

func TestTheBoardShowsEveryPlaceByItsVenue(t *testing.T) {
	s := openFacilities(t)
	tiles := map[string]kit.Tile{}
	for _, b := range kittest.Boards(s.Root()) {
		for _, tile := range b.Tiles() {
			tiles[tile.ID] = tile
		}
	}
	if len(tiles) != 28 {
		t.Errorf("%d tiles", len(tiles))
	}
	for id, want := range map[string]kit.Tile{
		"bad1":  {Title: "羽毛球1", Tone: kit.ToneGood, Sub: "使用中，10:00 起"},
		"tt2":   {Title: "乒乓球2", Tone: kit.ToneLate, Sub: "故障，11-22 起\n球网断裂，等工程来换"},
		"bil1":  {Title: "台球1", Tone: kit.ToneSoon, Sub: "待清理，10:44 起"},
		"area5": {Title: "理念影音室", Tone: kit.ToneAccent, Sub: "停用，09:22 起\n媒体布展"},
		"bad2":  {Title: "羽毛球2", Sub: "正常\n地面已擦"},
	} {
		if got := tiles[id]; got.Title != want.Title || got.Tone != want.Tone || got.Sub != want.Sub {
			t.Errorf("%s: %+v", id, got)
		}
	}
	s.Want("正常 24", "故障 1", "场馆", "区域", "今日变动")
	s.Choose("", "故障 1")
	n := 0
	for _, b := range kittest.Boards(s.Root()) {
		n += len(b.Tiles())
	}
	if n != 1 || s.Has("区域") {
		t.Errorf("the filter shows %d places", n)
	}
}

func TestAStateIsSetWithItsReason(t *testing.T) {
	s := openFacilities(t)
	s.TapIn("bad1")
	s.Choose("现在", "故障")
	s.Tap("登记")
	s.Want("请写明是什么情况。")
	s.Type("说明", "地板起翘")
	s.Shell.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{ID: "r1", Warnings: []data.Warning{{Key: "facility.touches", Args: []any{"羽毛球1", 3}}}}, nil
	}
	s.Tap("登记")
	c := officetest.Last[data.SetFacility](t, s)
	if c.Place != "bad1" || c.State != data.Faulty || c.Note != "地板起翘" || s.Shell.OpenSheet() != nil || s.Shell.LastToast() != "羽毛球1：故障" {
		t.Errorf("%+v %q", c, s.Shell.LastToast())
	}
	s.Want("羽毛球1今明两天还有 3 单预约受影响，请联系客人。")
	s.Tap("去看预约")
	if len(s.Shell.Goings) != 1 || s.Shell.Goings[0] != (data.BookingFilter{}) {
		t.Errorf("%+v", s.Shell.Goings)
	}
	s.Tap("好")
	if s.Has("今明两天") {
		t.Error("what was read stays")
	}
}

func TestTheSheetTellsTodaysHistory(t *testing.T) {
	s := openFacilities(t)
	s.TapIn("bad2")
	s.Want("江羽样 10:32 登记", "地面已擦")
	var rows []string
	for _, l := range kittest.Lists(s.Root()) {
		for _, i := range l.Items() {
			rows = append(rows, i.Lead+i.Title)
		}
	}
	if !slices.Equal(rows, []string{"10:32正常", "10:22待清理"}) {
		t.Errorf("%q", rows)
	}
	s.Type("说明", "半句话")
	s.Screen.(*facilities).follow("bad2")
	s.Settle()
	if !kittest.Has(s.Root(), "半句话") {
		t.Error("what was typed is lost")
	}
}

func TestTheFacilityScreenFits(t *testing.T) {
	for _, size := range officetest.DeskSizes {
		for _, lang := range []string{"zh", "en"} {
			sh := screentest.NewShell(t)
			sh.Language, sh.Width = lang, size.Width
			s := screentest.OpenSized(t, sh, newFacilities(&placesDesk{}, sh), size.Room.Width, size.Room.Height)
			s.Check()
		}
	}
}

func TestTheFacilityScreenSaysWhatFailed(t *testing.T) {
	o := &placesDesk{fail: data.Fault(data.Storage, "error.storage")}
	sh := screentest.NewShell(t)
	s := screentest.Open(t, sh, newFacilities(o, sh))
	s.Want("没有存上")
}

var _ Office = (*registers.Book)(nil)
