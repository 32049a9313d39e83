package screentest_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// desk is a small screen in the manner of the house.
type desk struct {
	sh     screen.Shell
	name   *kit.Field
	ok     *kit.Button
	list   *kit.List
	body   fyne.CanvasObject
	closed bool
}

type put struct {
	data.Head
	Name string
}

func (p *put) Validate() error {
	var f data.Faults
	f.Check(p.Name != "", "name", "error.required")
	return f.Err()
}

func newDesk(sh screen.Shell) *desk {
	d := &desk{sh: sh, name: kit.NewField(sh.Say("common.name")), list: kit.NewList()}
	d.ok = kit.NewButton(sh.Say("common.save"), kit.Primary, d.save)
	d.list.SetEmpty(sh.Say("common.nothing"), "", nil)
	d.list.OnTap = func(id string) { sh.Sheet(sh.Say("common.details"), kit.NewText(id, kit.Body), nil) }
	d.body = kit.Pin(d.name, d.ok, nil, nil, d.list)
	d.Changed(data.Change{})
	return d
}

func (d *desk) save() {
	d.ok.Lock()
	d.sh.Do(&put{Name: d.name.Text()}, func(r data.Receipt, err error) {
		d.ok.Unlock()
		if rest := screen.ShowFaults(d.sh, err, map[string]screen.Faulty{"name": d.name}); err != nil {
			if rest != "" {
				d.sh.Toast(rest, "")
			}
			return
		}
		d.sh.Toast(d.sh.Say("common.saved"), r.ID)
	})
}

func (d *desk) Content() fyne.CanvasObject { return d.body }
func (d *desk) Closed()                    { d.closed = true }
func (d *desk) First() fyne.Focusable      { return d.name.Focusable() }
func (d *desk) Enter() bool                { d.save(); return true }
func (d *desk) Changed(data.Change) {
	var items []kit.Item
	d.sh.Load(func(context.Context) error {
		items = []kit.Item{{ID: "a", Title: "王先生"}, {ID: "b", Title: "孙女士"}}
		return nil
	}, func(error) { d.list.SetItems(items) })
}

func TestStageActsAsAPersonDoes(t *testing.T) {
	sh := screentest.NewShell(t)
	d := newDesk(sh)
	if kittest.Has(d.Content(), "王先生") {
		t.Error("the answer came before it was due")
	}
	s := screentest.Open(t, sh, d)
	s.Want("王先生", "孙女士", "姓名")
	s.Check()
	s.Key(fyne.KeyReturn) // nothing typed: the field says so
	if d.name.Fault() == "" || len(sh.Toasts) != 0 {
		t.Errorf("fault %q, toasts %v", d.name.Fault(), sh.Toasts)
	}
	s.Type("姓名", "张三")
	s.Type("姓名", "李四")
	s.Tap("保存")
	if c := sh.Last().(*put); c.Name != "李四" || c.Staff != sh.Person.ID || c.ID == "" || c.At != sh.Clock {
		t.Errorf("the command is %+v", c)
	}
	if sh.LastToast() != "已保存" || d.ok.Locked() {
		t.Errorf("toast %q, locked %v", sh.LastToast(), d.ok.Locked())
	}
	sh.Decide = func(data.Command) (data.Receipt, error) { return data.Receipt{}, errors.New("the disk is full") }
	s.Tap("保存")
	if sh.LastToast() == "已保存" || d.name.Text() != "李四" {
		t.Errorf("after a failure: toast %q, typed %q", sh.LastToast(), d.name.Text())
	}
	s.TapIn("b")
	if sheet := sh.OpenSheet(); sheet == nil || !kittest.Has(s.Root(), "b") {
		t.Fatal("no sheet opened")
	}
	s.Key(fyne.KeyEscape)
	if sh.OpenSheet() != nil {
		t.Error("Esc does not close the sheet")
	}
}

func TestShellAnswersAsTold(t *testing.T) {
	sh := screentest.NewShell(t)
	n := 0
	sh.Confirm("作废？", "作废", kit.ToneLate, func() { n++ })
	sh.No = true
	sh.Confirm("作废？", "作废", kit.ToneLate, func() { n++ })
	sh.Approve("金额", func(data.Approval) { n += 10 })
	sh.Approver = &data.Approval{Staff: "boss", PIN: "2468"}
	sh.Approve("金额", func(a data.Approval) { n += 100 })
	if n != 101 || len(sh.Questions) != 2 || len(sh.Reasons) != 2 {
		t.Errorf("n %d, questions %v, reasons %v", n, sh.Questions, sh.Reasons)
	}
	sh.Keep("visit").Put("name", "王")
	if sh.Keep("visit").Text("name") != "王" || !sh.Keep("other").Empty() {
		t.Error("drafts are mixed up")
	}
	if day := sh.Settings().Calendar.Day(sh.Now()); day != "2026-11-23" {
		t.Errorf("today is %s", day)
	}
}
