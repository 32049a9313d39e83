package late

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// late lets three acts of somebody who is gone wait in a bar's book.
func late(t *testing.T, h *officetest.Stock) {
	t.Helper()
	why := data.Fault(data.Forbidden, "error.forbidden")
	for i, c := range []data.Command{
		&data.MoveStock{Movement: data.NewID(), Item: item(t, h), What: "use", Qty: 2, Note: "换破的"},
		&data.LeaveNote{Note: data.NewID(), What: "remark", Text: "张先生的伞在吧台，明天来取"},
		&data.MoveStock{Movement: data.NewID(), Item: item(t, h), What: "purchase", Qty: 12},
	} {
		*c.Meta() = data.Head{ID: data.NewID(), At: data.TimeOf(h.Now.Add(time.Duration(i-30) * time.Minute)), Staff: "staff-xia"}
		if _, err := h.Book.Do(context.Background(), data.NewKeepLate(c, why, data.TimeOf(h.Now))); err != nil {
			t.Fatal(err)
		}
	}
	h.Sh.Person = data.Staff{ID: officetest.Boss, Name: "常示例", Role: data.Supervisor}
}

func item(t *testing.T, h *officetest.Stock) data.ID {
	t.Helper()
	list, err := h.StockItems(context.Background())
	if err != nil || len(list) == 0 {
		t.Fatal("no stock", err)
	}
	return list[0].ID
}

func TestLateActsLookRight(t *testing.T) {
	officetest.EveryLook(t, "late", func(t *testing.T, h *officetest.Stock, _, height float32) *screentest.Stage {
		late(t, h)
		return h.Open(newActs(h, h.Sh), height)
	})
	officetest.EveryLook(t, "late-none", func(t *testing.T, h *officetest.Stock, _, height float32) *screentest.Stage {
		return h.Open(newActs(h, h.Sh), height)
	})
}

func TestASupervisorSettlesLateActs(t *testing.T) {
	h := officetest.NewStock(t)
	h.Shell(1280, officetest.GuBar)
	late(t, h)
	s := h.Open(newActs(h, h.Sh), 768)
	s.Want("夏托盘：3 条", "换破的", "张先生的伞在吧台，明天来取")
	s.Tap("接受")
	s.Settle()
	s.Want("夏托盘：2 条")
	s.Tap("不予处理")
	s.Type("原因", "已经取走了")
	s.Tap("不予处理")
	s.Settle()
	if list, err := h.LateActs(context.Background()); err != nil || len(list) != 1 {
		t.Errorf("%d left, %v", len(list), err)
	}
}
