package screen_test

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/screentest"
)

// A command speaks of what it is done to; the row of it stays a moment wherever it
// stands, although the tap was elsewhere.
func TestWhatACommandTakesAwayStaysWithItsWayBack(t *testing.T) {
	sh := screentest.NewShell(t)
	kittest.Standing(t)
	list := kit.NewList()
	list.SetItems([]kit.Item{{ID: "enquiry/e1", Title: "物业费多少"}, {ID: "enquiry/e2", Title: "车位几个"}})
	h := kittest.NewHand(t, kittest.Show(t, list, 400, 300))
	sh.Do(&data.AnswerEnquiry{Enquiry: "e1", Answer: "每平米 3.2 元"}, nil)
	sh.Settle()
	list.SetItems([]kit.Item{{ID: "enquiry/e2", Title: "车位几个"}})
	h.Want("物业费多少", "已办", "撤回")
	h.Tap("撤回")
	sh.Settle()
	if u, ok := sh.Last().(*data.Undo); !ok || u.Command != sh.Commands[0].Meta().ID {
		t.Errorf("撤回 gave %#v", sh.Last())
	}
}

func TestItClosesUpAfterAMomentAndAtOnceWhereItCameToNothing(t *testing.T) {
	sh := screentest.NewShell(t)
	pass := kittest.Standing(t)
	list := kit.NewList()
	h := kittest.NewHand(t, kittest.Show(t, list, 400, 300))
	for _, refused := range []bool{false, true} {
		sh.Decide = func(c data.Command) (data.Receipt, error) {
			if refused {
				return data.Receipt{}, data.Fault(data.Conflict, "error.stale")
			}
			return data.Receipt{ID: c.Meta().ID}, nil
		}
		list.SetItems([]kit.Item{{ID: "e1", Title: "物业费多少"}, {ID: "e2", Title: "车位几个"}})
		sh.Do(&data.AnswerEnquiry{Enquiry: "e1", Answer: "每平米 3.2 元"}, nil)
		sh.Settle()
		list.SetItems([]kit.Item{{ID: "e2", Title: "车位几个"}})
		if h.Sees("物业费多少") == refused {
			t.Errorf("refused %v: there is %q", refused, h.Texts())
		}
		pass(kit.Lingers)
		sh.Pass(kit.Lingers)
		h.WantNot("物业费多少")
	}
}
