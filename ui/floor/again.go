package floor

import (
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// again is 再来一轮: what the party had last is ordered at once. Where it has had
// nothing yet the order is taken.
func (s *tables) again(t data.FloorTable) {
	s.lastOf(t, func(p data.Party, o data.OrderView) { s.repeat(t, p, o.Again(station)) }, func() { s.sh.Go(screen.To(&data.PlaceOrder{Place: t.ID})) })
}

// refill is 续杯: one more of what the party drinks; of several drinks one asks
// which. Where it has had nothing yet it is noted, and the order taken.
func (s *tables) refill(t data.FloorTable) {
	s.lastOf(t, func(p data.Party, o data.OrderView) {
		all := o.Again(station)
		if len(all.Lines) == 1 {
			s.repeat(t, p, all)
			return
		}
		board := kit.NewBoard(150)
		var tiles []kit.Tile
		for i, l := range o.Standing() {
			tiles = append(tiles, kit.Tile{ID: string(all.Lines[i].Line), Title: l.Name, Badge: "×" + strconv.Itoa(l.Qty), Icon: "droplet", Tone: kit.TonePrimary})
		}
		board.SetTiles(tiles)
		shut := s.sh.Sheet(s.sh.Say("floor.refill.title", t.Name), board, nil)
		board.OnTap = func(id string) {
			shut()
			for _, l := range all.Lines {
				if string(l.Line) == id {
					all.Lines = []data.LineWish{l}
					s.repeat(t, p, all)
					return
				}
			}
		}
	}, func() {
		order := func() { s.sh.Go(screen.To(&data.PlaceOrder{Place: t.ID})) }
		if t.OpenOf("refill") != nil {
			order()
			return
		}
		s.tend(t, "refill", false, order)
	})
}

// lastOf reads what a party at a table ordered last, if anything.
func (s *tables) lastOf(t data.FloorTable, then func(p data.Party, o data.OrderView), nothing func()) {
	s.which(t, func(p data.Party) {
		var round []data.OrderView
		s.sh.Load(func(ctx context.Context) (err error) {
			round, err = s.office.Orders(ctx, data.RoundAt(t.ID, p.Visit, s.sh.Now()))
			return err
		}, func(err error) {
			if err != nil {
				s.sh.Toast(s.sh.Fault(err), "")
				return
			}
			if o, had := data.LastRound(round); had {
				then(p, o)
				return
			}
			nothing()
		})
	})
}

// repeat orders for a party at a table.
func (s *tables) repeat(t data.FloorTable, p data.Party, c *data.PlaceOrder) {
	c.Place, c.Seating, c.Visit = t.ID, p.ID, p.Visit
	cups := 0
	for _, l := range c.Lines {
		cups += l.Qty
	}
	s.do(c, func(r data.Receipt) string {
		return s.sh.Say("floor.did.again", t.Name, cups, data.ShortNumber(r.Number))
	}, nil)
}
