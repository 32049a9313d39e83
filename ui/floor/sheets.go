package floor

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// clear is 收台.
func (s *tables) clear(t data.FloorTable) {
	if len(t.ToClear) == 0 {
		return
	}
	s.do(&data.ClearTable{Seating: t.ToClear[0].ID}, func(data.Receipt) string { return s.sh.Say("floor.did.cleared", t.Name) }, nil)
}

// which asks of several parties at a table which one is meant.
func (s *tables) which(t data.FloorTable, then func(p data.Party)) {
	if len(t.Parties) == 1 {
		then(t.Parties[0])
		return
	}
	list := kit.NewList().SetWhole(true)
	var items []kit.Item
	for _, p := range t.Parties {
		items = append(items, kit.Item{ID: string(p.ID), Title: partyWords(s.sh.Say, p), Sub: s.sh.Say("floor.sat", s.sh.Settings().Calendar.Clock(p.Since))})
	}
	list.SetItems(items)
	shut := s.sh.Sheet(s.sh.Say("floor.which"), list, nil)
	list.OnTap = func(id string) {
		for _, p := range t.Parties {
			if string(p.ID) == id {
				shut()
				then(p)
				return
			}
		}
	}
}

// askLeave is 客户离座: whether the guests leave the house too is asked where
// reception knows of them.
func (s *tables) askLeave(t data.FloorTable) {
	s.which(t, func(p data.Party) {
		leave := func(end bool, shut func()) {
			s.do(&data.LeaveTable{Seating: p.ID, EndVisit: end}, func(data.Receipt) string { return s.sh.Say("floor.did.leave", t.Name) }, shut)
		}
		if p.Visit == "" {
			leave(false, nil)
			return
		}
		var shut func()
		end := kit.NewButton(s.sh.Say("floor.leave.end"), kit.Primary, func() { leave(true, shut) })
		stay := kit.NewButton(s.sh.Say("floor.leave.stay"), kit.Secondary, func() { leave(false, shut) }).SetLarge()
		question := kit.NewParagraph(s.sh.Say("floor.leave.question", partyName(s.sh.Say, p)), kit.Body)
		shut = s.sh.Sheet(s.sh.Say("floor.leave.title", t.Name), kit.VBoxGap(kit.SizePad, question, end, stay), nil)
	})
}

// askMove is 换台.
func (s *tables) askMove(t data.FloorTable) {
	s.which(t, func(p data.Party) {
		say := s.sh.Say
		board := kit.NewBoard(120)
		var tiles []kit.Tile
		for _, free := range []bool{true, false} { // free ones first
			for _, o := range s.floor.Tables {
				if o.ID == t.ID || o.Out != "" || o.Seated() == free {
					continue
				}
				f := faceOf(say, s.sh.Settings(), o, s.sh.Now())
				tiles = append(tiles, kit.Tile{ID: string(o.ID), Title: o.Name, Badge: f.badge, Sub: f.sub, Tone: f.tone})
			}
		}
		board.SetTiles(tiles)
		shut := s.sh.Sheet(say("floor.move.title", t.Name), board, nil)
		board.OnTap = func(id string) {
			to := s.floor.Find(data.ID(id))
			if to == nil {
				return
			}
			s.do(&data.MoveParty{Seating: p.ID, To: to.ID}, func(data.Receipt) string { return say("floor.did.move", t.Name, to.Name) }, func() {
				shut()
				s.chosen = to.ID
			})
		}
	})
}

// askSeat seats a party: one that reception let in, or one nobody registered.
func (s *tables) askSeat(t data.FloorTable) {
	say := s.sh.Say
	people := kit.NewStepper(say("floor.seat.people"), 1, data.MaxParty, min(2, t.Seats))
	guest := kit.NewField(say("floor.seat.guest")).SetMaxRunes(data.NameLength)
	known := kit.NewList().SetWhole(true)
	label := kit.NewText(say("floor.seat.known"), kit.Label)
	label.Hidden, known.Hidden = true, true
	var shut func()
	seat := func(c *data.Seat) {
		c.Seating, c.TableID = data.NewID(), t.ID
		s.do(c, func(data.Receipt) string { return say("floor.did.seat", t.Name, c.People) }, shut)
	}
	do := kit.NewButton(say("floor.seat.do"), kit.Primary, func() { seat(&data.Seat{Guest: guest.Text(), People: people.Value()}) })
	body := kit.VBoxGap(kit.SizePad, people, guest, do, label, known)
	shut = s.sh.Sheet(say("floor.seat.title", t.Name), body, nil)
	var here []data.VisitView
	s.sh.Load(func(ctx context.Context) (err error) {
		here, err = s.office.Visits(ctx, data.VisitFilter{OpenOnly: true})
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		var items []kit.Item
		for _, v := range here {
			if v.TableID == "" {
				p := data.Party{Title: v.Title}
				p.Guest, p.People = v.Name, v.People()
				items = append(items, kit.Item{ID: string(v.ID), Title: partyWords(say, p), Sub: say("visit.purpose." + v.Purpose), Lead: s.sh.Settings().Calendar.Clock(v.Arrived)})
			}
		}
		known.SetItems(items)
		label.Hidden, known.Hidden = len(items) == 0, len(items) == 0
		body.Refresh()
		known.OnTap = func(id string) {
			for _, v := range here {
				if string(v.ID) == id {
					seat(&data.Seat{Visit: v.ID, People: v.People()})
				}
			}
		}
	})
}

// askHold is 留用.
func (s *tables) askHold(t data.FloorTable) {
	note := kit.NewField(s.sh.Say("floor.hold.note")).SetMaxRunes(40)
	var shut func()
	do := kit.NewButton(s.sh.Say("floor.act.hold"), kit.Primary, func() {
		if note.Text() == "" {
			note.SetFault(s.sh.Say("error.required"))
			return
		}
		s.do(&data.HoldTable{TableID: t.ID, Held: true, Note: note.Text()}, func(data.Receipt) string { return s.sh.Say("floor.did.held", t.Name) }, shut)
	})
	shut = s.sh.Sheet(s.sh.Say("floor.hold.title", t.Name), kit.VBoxGap(kit.SizePad, note, do), nil)
}

func (s *tables) release(t data.FloorTable) {
	s.do(&data.HoldTable{TableID: t.ID}, func(data.Receipt) string { return s.sh.Say("floor.did.released", t.Name) }, nil)
}

// enquire takes a question of the guest who sits there.
func (s *tables) enquire(t data.FloorTable) {
	p := t.Parties[0]
	s.sh.Go(screen.To(&data.TakeEnquiry{Visitor: p.Visitor, Who: data.GuestName(s.sh.Say, p.Guest, p.Title)}))
}
