package device

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

// shared is a book that can be shared, as told.
type shared struct {
	*registers.Book
	sharing data.Sharing
	present []data.Presence
	asked   []data.DeviceRole
	by      data.ID
	err     error
}

func (s *shared) Sharing(context.Context) (data.Sharing, error)      { return s.sharing, nil }
func (s *shared) Presences(context.Context) ([]data.Presence, error) { return s.present, nil }
func (s *shared) Share(_ context.Context, on bool, by data.ID) error {
	if s.err == nil {
		s.sharing.On, s.by = on, by
	}
	return s.err
}
func (s *shared) PairingCode(_ context.Context, role data.DeviceRole, by data.ID) (data.PairingCode, error) {
	s.asked, s.by = append(s.asked, role), by
	return data.PairingCode{Code: "0123456789ABCDEF", Role: role, Ends: 1795402320000 + 10*60_000}, s.err
}

func someDevices() []data.Presence {
	at := data.Time(1795402320000)
	return []data.Presence{
		{Device: data.Device{ID: "pc", Name: "前台电脑", Role: data.AtReception}, Here: true, Online: true, Version: "0.2.0"},
		{Device: data.Device{ID: "bar", Name: "吧台平板", Role: data.AtBar}, Online: true, Version: "0.2.0"},
		{Device: data.Device{ID: "court", Name: "羽毛球馆平板", Role: data.AtVenue}, LastSeen: at.Add(-37 * time.Minute), Waiting: 3, Behind: 12, Version: "0.1.9"},
		{Device: data.Device{ID: "boss", Name: "主管电脑", Role: data.AtSupervisor}},
		{Device: data.Device{ID: "old", Name: "旧平板", Role: data.AtBar, Revoked: at}},
	}
}

// openDevices opens the section on a book that can be shared.
func openDevices(t *testing.T, lang string, width float32) (*officetest.Room, *shared) {
	t.Helper()
	s := &shared{}
	r := officetest.EnterSections(t, lang, width, func(b *registers.Book) []screen.Section {
		s.Book = b
		return []screen.Section{Section(s, nil)}
	})
	return r, s
}

func TestAnOfficeIsSharedAndNoLongerShared(t *testing.T) {
	r, s := openDevices(t, "zh", 1230)
	r.Want("没有共用", "还没有别的设备。")
	s.err = data.Fault(data.Conflict, "error.conflict")
	r.Tap("开始共用")
	if r.Sh.LastToast() == "" {
		t.Error("nothing is said though it failed")
	}
	s.err = nil
	s.sharing.Addresses = []string{"192.168.1.10:47800"}
	s.sharing.Firewall = data.Firewall{Blocks: true, Command: "sudo ufw allow 47800/tcp"}
	r.Tap("开始共用")
	r.Want("正在共用", "192.168.1.10:47800", "sudo ufw allow 47800/tcp")
	if s.by != "boss" {
		t.Errorf("shared by %q", s.by)
	}
	r.Tap("复制")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "sudo ufw allow 47800/tcp" {
		t.Errorf("copied %q", got)
	}
	r.Tap("停止共用")
	r.Want("没有共用")
	if len(r.Sh.Questions) != 1 {
		t.Errorf("asked %q", r.Sh.Questions)
	}
}

func TestACodeLetsOneDeviceIn(t *testing.T) {
	r, s := openDevices(t, "zh", 1230)
	s.sharing = data.Sharing{On: true, Addresses: []string{"192.168.1.10:47800"}}
	r.Change(screen.DeviceNews)
	r.Choose("用途", "场馆")
	r.Want("场馆平板")
	r.Tap("取配对码")
	r.Want("0123 4567 89AB CDEF", "还有 10 分钟有效", "主机地址 192.168.1.10:47800")
	if len(s.asked) != 1 || s.asked[0] != data.AtVenue || s.by != "boss" {
		t.Errorf("asked for %q by %q", s.asked, s.by)
	}
	r.Wait(6 * time.Minute)
	r.Want("还有 4 分钟有效")
	r.Wait(5 * time.Minute)
	r.Want("已过期")
}

func TestDevicesAreRenamedAndShutOut(t *testing.T) {
	r, s := openDevices(t, "zh", 1230)
	s.present = someDevices()
	r.Change(screen.DeviceNews)
	r.Want("本机", "在线", "上次联系 10:15", "3 条待发", "落后 12 笔", "版本 0.1.9", "还没有联系", "已撤销")
	r.Sh.Decide = nil // the book knows no such devices
	r.Act("bar", "revoke")
	if c, ok := r.Sh.Last().(*data.RevokeDevice); !ok || c.Revoked != "bar" || len(r.Sh.Questions) != 1 {
		t.Errorf("gave %+v after %q", r.Sh.Last(), r.Sh.Questions)
	}
	r.Act("court", "name")
	r.Type("设备名称", "球馆平板")
	r.Tap("保存")
	if c, ok := r.Sh.Last().(*data.NameDevice); !ok || c.Named != "court" || c.Name != "球馆平板" {
		t.Errorf("gave %+v", r.Sh.Last())
	}
}

func TestTheDevicesFit(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float32{1366, 1280, 1024} {
			r, s := openDevices(t, lang, width-kit.Size(kit.SizeRail))
			s.present = someDevices()
			s.sharing = data.Sharing{On: true, Addresses: []string{"192.168.1.10:47800", "10.20.30.40:47800"},
				Firewall: data.Firewall{Blocks: true, Command: `netsh advfirewall firewall add rule name="Yingbin" dir=in action=allow protocol=TCP localport=47800`}}
			r.Change(screen.DeviceNews)
			r.Check()
			r.Shoot(width == 1280, fmt.Sprintf("devices-%s-%.0f.png", lang, width))
			if width != 1280 {
				code := "取配对码"
				if lang == "en" {
					code = "Get a code"
				}
				r.Tap(code)
				r.Shoot(false, fmt.Sprintf("pairing-%s-%.0f.png", lang, width))
			}
		}
	}
}

// member is a book on a device that has joined.
type member struct {
	*registers.Book
	role data.DeviceRole
	link data.LinkState
	took []data.Approval
	err  error
}

func (m *member) Role() data.DeviceRole { return m.role }
func (m *member) State() data.LinkState { return m.link }
func (m *member) TakeOver(_ context.Context, a data.Approval) error {
	m.took = append(m.took, a)
	return m.err
}

func openMember(t *testing.T, lang string, m *member) *officetest.Room {
	t.Helper()
	return officetest.EnterSections(t, lang, 1230, func(b *registers.Book) []screen.Section {
		m.Book = b
		return []screen.Section{Section(nil, m)}
	})
}

func TestAReplicaBecomesTheHubOnASupervisorsWord(t *testing.T) {
	m := &member{role: data.AtReception, link: data.LinkState{Waiting: 4}}
	r := openMember(t, "zh", m)
	r.Want("这台电脑加入了别的主机", "本机有 4 条还没有发出")
	r.Check()
	r.Shoot(false, "takeover.png")
	r.Sh.Approver = &data.Approval{Staff: "boss", PIN: "2580"}
	kittest.Button(t, r.All(), "接任主机").Tapped(nil)
	r.Settle()
	r.Want("请先确认原来的主机已经关机。")
	if len(m.took) != 0 {
		t.Fatal("took over though nobody said that the old hub is off")
	}
	r.Tap("原来的主机已经关机或换下")
	m.err = data.Fault(data.Forbidden, "error.pin")
	kittest.Button(t, r.All(), "接任主机").Tapped(nil)
	r.Settle()
	r.Want("密码不对")
	m.err = nil
	kittest.Button(t, r.All(), "接任主机").Tapped(nil)
	r.Settle()
	if len(m.took) != 2 || m.took[1].PIN != "2580" || r.Sh.Reopened != 1 {
		t.Errorf("took over with %+v, opened anew %d times", m.took, r.Sh.Reopened)
	}
}

func TestATabletCantBecomeTheHub(t *testing.T) {
	r := openMember(t, "zh", &member{role: data.AtBar})
	r.Want("这台电脑加入了别的主机")
	if r.Has("接任主机") {
		t.Error("a tablet offers to become the hub")
	}
}
