package store

import (
	"context"
	"fmt"
	"math/rand/v2"

	"yingbin/data"
)

// maker makes random commands about a small set of records, so that they meet
// each other often. Kinds that nobody decides yet are left out.
type maker struct {
	*testBook
	rnd   *rand.Rand
	kinds []func(h data.Head) data.Command
}

var makerNames = []string{"王", "李小明", "欧阳䶮", "𬬻小满", "𠮷引宾", "O'Brien", `赵"钱`, "<孙>&"}

func newMaker(b *testBook, seed uint64) *maker {
	m := &maker{testBook: b, rnd: rand.New(rand.NewPCG(seed, 7))}
	m.kinds = []func(h data.Head) data.Command{
		m.putArea, m.putTable, m.putStaff, m.setFacility, m.checkIn, m.checkIn, m.amend, m.checkOut, m.turnAway, m.mark,
		m.lend, m.giveBack, m.noteDuty, m.weather, m.book, m.forget, m.cancel, m.leaveNote, m.settings,
	}
	return m
}

// next makes a command of a kind that is decided.
func (m *maker) next() data.Command {
	for {
		who := []data.ID{chang, an, bai}[m.rnd.IntN(3)]
		c := m.kinds[m.rnd.IntN(len(m.kinds))](m.head(who))
		if c == nil {
			continue
		}
		if k, ok := m.kindOf(c); ok && m.decide[k.Name] != nil {
			return c
		}
	}
}

func (m *maker) some(n int, prefix string) data.ID {
	return data.ID(fmt.Sprintf("%s-%d", prefix, m.rnd.IntN(n)))
}

func (m *maker) name() string { return makerNames[m.rnd.IntN(len(makerNames))] }

// any gives the id of a row that is there, made by whomever.
func (m *maker) any(table string) data.ID {
	n, err := Value[int64](context.Background(), m, `SELECT count(*) FROM "`+table+`"`)
	if err != nil || n == 0 {
		return "none"
	}
	id, err := Value[string](context.Background(), m, `SELECT id FROM "`+table+`" ORDER BY seq, id LIMIT 1 OFFSET ?`, m.rnd.Int64N(n))
	if err != nil {
		m.t.Fatal(err)
	}
	return data.ID(id)
}

func (m *maker) phone() string {
	if m.rnd.IntN(3) == 0 {
		return ""
	}
	return fmt.Sprintf("1380000%04d", m.rnd.IntN(6))
}

func (m *maker) putArea(h data.Head) data.Command {
	h.Staff = chang
	return &data.PutArea{Head: h, Area: data.Area{ID: m.some(4, "area"), Name: m.name(), Sort: m.rnd.IntN(3), Retired: m.rnd.IntN(4) == 0}}
}

func (m *maker) putTable(h data.Head) data.Command {
	h.Staff = chang
	return &data.PutTable{Head: h, Table: data.Table{ID: m.some(6, "table"), Area: m.some(4, "area"), Name: m.name(), Seats: 1 + m.rnd.IntN(8)}}
}

func (m *maker) putStaff(h data.Head) data.Command {
	h.Staff = chang
	return &data.PutStaff{Head: h, Person: m.some(5, "staff"), Name: m.name(), Role: data.Roles[m.rnd.IntN(len(data.Roles))], Gone: m.rnd.IntN(4) == 0}
}

func (m *maker) settings(h data.Head) data.Command {
	h.Staff = chang
	return &data.ChangeSettings{Head: h, Settings: data.Settings{Name: m.name(), LoanHours: 1 + m.rnd.IntN(5)}.Defaults()}
}

func (m *maker) setFacility(h data.Head) data.Command {
	return &data.SetFacility{Head: h, Place: "court-bad1", State: data.FacilityStates[m.rnd.IntN(3)], Note: m.name()}
}

func (m *maker) checkIn(h data.Head) data.Command {
	c := &data.CheckIn{Head: h, Visit: data.NewID(), Visitor: data.NewID(), Name: m.name(), Phone: m.phone(), Adults: 1 + m.rnd.IntN(4), Children: m.rnd.IntN(2),
		Purpose: data.Purposes[m.rnd.IntN(len(data.Purposes))], Note: m.name()}
	c.NoPhone = c.Phone == ""
	if m.rnd.IntN(3) == 0 {
		c.Visitor = m.any("visitor")
	}
	return c
}

func (m *maker) amend(h data.Head) data.Command {
	return &data.AmendVisit{Head: h, Visit: m.any("visit"), Visitor: m.any("visitor"), Name: m.name(), Phone: m.phone(), Adults: 2, Purpose: "talk", Plate: "沪A12345"}
}

func (m *maker) checkOut(h data.Head) data.Command {
	return &data.CheckOut{Head: h, Visits: []data.ID{m.any("visit")}, How: "seen-off"}
}

func (m *maker) turnAway(h data.Head) data.Command {
	return &data.TurnAway{Head: h, Refusal: data.NewID(), Reason: "drunk", Acts: []string{"persuaded"}, Looks: m.name()}
}

func (m *maker) mark(h data.Head) data.Command {
	return &data.MarkVisitor{Head: h, Visitor: m.any("visitor"), VIP: m.rnd.IntN(2) == 0, Mark: m.name()}
}

func (m *maker) lend(h data.Head) data.Command {
	return &data.Lend{Head: h, Lending: data.NewID(), Item: []data.ID{"item-k01", "item-k02", "item-racket"}[m.rnd.IntN(3)], Qty: 1, Name: m.name(), Purpose: m.name()}
}

func (m *maker) giveBack(h data.Head) data.Command {
	return &data.Return{Head: h, Lending: m.any("lending"), Condition: "worn", Remark: m.name()}
}

func (m *maker) noteDuty(h data.Head) data.Command {
	return &data.NoteDuty{Head: h, Entry: data.NewID(), What: "call", Text: m.name()}
}

func (m *maker) weather(h data.Head) data.Command {
	return &data.SetWeather{Head: h, Day: "2026-11-23", Weather: data.Weathers[m.rnd.IntN(len(data.Weathers))]}
}

func (m *maker) book(h data.Head) data.Command {
	start := data.SlotOf(data.TimeOf(m.read())) + 1 + data.Slot(m.rnd.IntN(12))
	court := []data.ID{"court-bad1", "court-bad2", "court-bas"}[m.rnd.IntN(3)]
	return &data.Book{Head: h, Act: data.NewID(), Visitor: data.NewID(), Name: m.name(), Phone: m.phone(), People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: court, Start: start.Start(), End: (start + 1).End()}}}
}

func (m *maker) cancel(h data.Head) data.Command {
	return &data.CancelBooking{Head: h, Booking: m.any("booking"), Why: m.name()}
}

func (m *maker) leaveNote(h data.Head) data.Command {
	return &data.LeaveNote{Head: h, Note: data.NewID(), What: "remark", Text: m.name()}
}

func (m *maker) forget(h data.Head) data.Command {
	h.Staff = chang
	if m.rnd.IntN(3) > 0 {
		return nil
	}
	return &data.Anonymise{Head: h, Visitors: []data.ID{m.any("visitor")}}
}
