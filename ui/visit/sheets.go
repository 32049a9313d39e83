package visit

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openRefusal opens the sheet that records a person who was turned away.
func openRefusal(of *checkin) {
	say := of.sh.Say
	f := screen.NewForm(of.sh, "visit.refuse", "refusal", func(c *data.TurnAway) { c.Refusal = data.NewID() })
	reason := screen.Pick(f, "reason", &f.C.Reason, kit.Labelled(say, "visit.reason.", data.RefusalReasons))
	acts := screen.Many(f, "acts", &f.C.Acts, kit.Labelled(say, "visit.act.", data.RefusalActs))
	helper, looks := f.Text("helper", &f.C.Helper, data.NameLength), f.Text("looks", &f.C.Looks, data.RemarkLength).SetMulti(3)
	f.Do("visit.refuse", func(_ *data.TurnAway, r data.Receipt) {
		of.sh.Toast(say("visit.refuse.done", data.ShortNumber(r.Number)), r.ID)
		of.load()
	})
	f.Sheet(say("visit.refuse"), reason, acts, helper, looks)
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
	say := of.sh.Say
	f := screen.NewForm(of.sh, "visit", "mark/"+string(who.ID), func(c *data.MarkVisitor) { c.Visitor, c.VIP, c.Mark = who.ID, who.VIP, who.Mark })
	vip := f.Tick("vip", &f.C.VIP, kit.Choice{Label: say("visit.vip"), Tone: kit.ToneAccent})
	vip.SetLabel("")
	mark := f.Text("mark", &f.C.Mark, data.RemarkLength).SetMulti(4).SetHint(say("visit.mark.hint"))
	f.Save(say("visit.mark.title"), kit.NewText(of.words().party(who.Name, who.Title, 1), kit.BodyBold), vip, mark)
}
