package visit

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openRefusal opens the sheet that records a person who was turned away.
func openRefusal(of *checkin) {
	sh, say, draft := of.sh, of.sh.Say, of.sh.Keep("refusal")
	reason := kit.NewChips(say("visit.refuse.reason"), codes(say, "visit.reason", data.RefusalReasons))
	acts := kit.NewChips(say("visit.refuse.acts"), codes(say, "visit.act", data.RefusalActs)).SetMulti(true)
	helper := kit.NewField(say("visit.refuse.helper")).SetMaxRunes(data.NameLength)
	looks := kit.NewField(say("visit.refuse.looks")).SetMulti(3).SetMaxRunes(data.RemarkLength)
	draft.Chips("reason", reason)
	draft.Chips("acts", acts)
	draft.Field("helper", helper)
	draft.Field("looks", looks)
	var shut func()
	button := kit.NewButton(say("visit.refuse"), kit.Primary, nil)
	button.SetTap(func() {
		if button.Locked() {
			return
		}
		button.Lock()
		c := &data.TurnAway{Refusal: data.NewID(), Reason: reason.Selected(), Acts: acts.SelectedAll(), Helper: helper.Text(), Looks: looks.Text()}
		sh.Do(c, func(r data.Receipt, err error) {
			button.Unlock()
			rest := screen.ShowFaults(sh, err, map[string]screen.Faulty{"reason": reason, "acts": acts, "helper": helper, "looks": looks})
			if err != nil {
				if rest != "" {
					sh.Toast(rest, "")
				}
				return
			}
			draft.Clear()
			shut()
			sh.Toast(say("visit.refuse.done", data.ShortNumber(r.Number)), r.ID)
			of.load()
		})
	})
	shut = sh.Sheet(say("visit.refuse"), kit.VBoxGap(kit.SizePad, reason, acts, helper, looks, button), nil)
}

// openGuestMark opens the word about a guest that only staff may see: nothing of
// it is on the screen before somebody asks.
func openGuestMark(of *checkin, visitor data.ID) {
	sh, say := of.sh, of.sh.Say
	var who data.Visitor
	sh.Load(func(ctx context.Context) (err error) {
		who, err = of.office.Visitor(ctx, visitor)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			sh.Toast(sh.Fault(err), "")
		case who.Forgotten:
			sh.Toast(say("visit.mark.none"), "")
		default:
			showGuestMark(of, who)
		}
	})
}

func showGuestMark(of *checkin, who data.Visitor) {
	sh, say, draft := of.sh, of.sh.Say, of.sh.Keep("mark/"+string(who.ID))
	vip := kit.NewChips("", []kit.Choice{{Code: markVIP, Label: say("visit.vip"), Tone: kit.ToneAccent}}).SetOptional(true)
	if who.VIP {
		vip.Select(markVIP)
	}
	mark := kit.NewField(say("visit.mark")).SetMulti(4).SetMaxRunes(data.RemarkLength).SetHint(say("visit.mark.hint"))
	mark.SetText(who.Mark)
	draft.Field("mark", mark)
	var shut func()
	button := kit.NewButton(say("common.save"), kit.Primary, nil)
	button.SetTap(func() {
		if button.Locked() {
			return
		}
		button.Lock()
		sh.Do(&data.MarkVisitor{Visitor: who.ID, VIP: vip.Selected() == markVIP, Mark: mark.Text()}, func(r data.Receipt, err error) {
			button.Unlock()
			if rest := screen.ShowFaults(sh, err, map[string]screen.Faulty{"mark": mark}); err != nil {
				if rest != "" {
					sh.Toast(rest, "")
				}
				return
			}
			draft.Clear()
			shut()
			sh.Toast(say("common.saved"), r.ID)
		})
	})
	shut = sh.Sheet(say("visit.mark.title"), kit.VBoxGap(kit.SizePad, kit.NewText(of.words().party(who.Name, who.Title, 1), kit.BodyBold), vip, mark, button), nil)
}
