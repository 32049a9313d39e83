package storetest

import (
	"fmt"
	"math/rand/v2"

	"yingbin/data"
)

// Maker makes random commands about a small set of records, so that they meet
// each other often.
type Maker struct {
	*Book
	Rnd   *rand.Rand
	Kinds []func(h data.Head) data.Command
}

var makerNames = []string{"王", "李小明", "欧阳䶮", "𬬻小满", "𠮷引宾", "O'Brien", `赵"钱`, "<孙>&"}

func NewMaker(b *Book, seed uint64) *Maker {
	m := &Maker{Book: b, Rnd: rand.New(rand.NewPCG(seed, 7))}
	m.Kinds = []func(h data.Head) data.Command{
		m.PutArea, m.PutTable, m.putStaff, m.setFacility, m.CheckIn, m.CheckIn, m.amend, m.CheckOut, m.turnAway, m.mark,
		m.lend, m.giveBack, m.noteDuty, m.weather, m.book, m.forget, m.cancel, m.leaveNote, m.settings,
	}
	return m
}

// Next makes a command.
func (m *Maker) Next() data.Command {
	for {
		who := []data.ID{Chang, An, Bai}[m.Rnd.IntN(3)]
		c := m.Kinds[m.Rnd.IntN(len(m.Kinds))](m.By(who))
		if c != nil {
			return c
		}
	}
}

func (m *Maker) some(n int, prefix string) data.ID {
	return data.ID(fmt.Sprintf("%s-%d", prefix, m.Rnd.IntN(n)))
}

func (m *Maker) Name() string { return makerNames[m.Rnd.IntN(len(makerNames))] }

// Any gives the id of a row that is there, made by whomever.
func (m *Maker) Any(table string) data.ID {
	n := m.Number(`SELECT count(*) FROM "` + table + `"`)
	if n == 0 {
		return "none"
	}
	id := m.Text(`SELECT id FROM "`+table+`" ORDER BY seq, id LIMIT 1 OFFSET ?`, m.Rnd.Int64N(n))
	return data.ID(id)
}

func (m *Maker) Phone() string {
	if m.Rnd.IntN(3) == 0 {
		return ""
	}
	return fmt.Sprintf("1380000%04d", m.Rnd.IntN(6))
}

func (m *Maker) PutArea(h data.Head) data.Command {
	h.Staff = Chang
	return &data.PutArea{Head: h, Area: data.Area{ID: m.some(4, "area"), Name: m.Name(), Sort: m.Rnd.IntN(3), Retired: m.Rnd.IntN(4) == 0}}
}

func (m *Maker) PutTable(h data.Head) data.Command {
	h.Staff = Chang
	return &data.PutTable{Head: h, Table: data.Table{ID: m.some(6, "table"), Area: m.some(4, "area"), Name: m.Name(), Seats: 1 + m.Rnd.IntN(8)}}
}

func (m *Maker) putStaff(h data.Head) data.Command {
	h.Staff = Chang
	return &data.PutStaff{Head: h, Person: m.some(5, "staff"), Name: m.Name(), Role: data.Roles[m.Rnd.IntN(len(data.Roles))], Gone: m.Rnd.IntN(4) == 0}
}

func (m *Maker) settings(h data.Head) data.Command {
	h.Staff = Chang
	return &data.ChangeSettings{Head: h, Settings: data.Settings{Name: m.Name(), LoanHours: 1 + m.Rnd.IntN(5)}.Defaults()}
}

func (m *Maker) setFacility(h data.Head) data.Command {
	return &data.SetFacility{Head: h, Place: "court-bad1", State: data.FacilityStates[m.Rnd.IntN(3)], Note: m.Name()}
}

func (m *Maker) CheckIn(h data.Head) data.Command {
	c := &data.CheckIn{Head: h, Visit: data.NewID(), Visitor: data.NewID(), Name: m.Name(), Phone: m.Phone(), Adults: 1 + m.Rnd.IntN(4), Children: m.Rnd.IntN(2),
		Purpose: data.Purposes[m.Rnd.IntN(len(data.Purposes))], Note: m.Name()}
	c.NoPhone = c.Phone == ""
	if m.Rnd.IntN(3) == 0 {
		c.Visitor = m.Any("visitor")
	}
	return c
}

func (m *Maker) amend(h data.Head) data.Command {
	return &data.AmendVisit{Head: h, Visit: m.Any("visit"), Visitor: m.Any("visitor"), Name: m.Name(), Phone: m.Phone(), Adults: 2, Purpose: "talk", Plate: "沪A12345"}
}

func (m *Maker) CheckOut(h data.Head) data.Command {
	return &data.CheckOut{Head: h, Visits: []data.ID{m.Any("visit")}, How: "seen-off"}
}

func (m *Maker) turnAway(h data.Head) data.Command {
	return &data.TurnAway{Head: h, Refusal: data.NewID(), Reason: "drunk", Acts: []string{"persuaded"}, Looks: m.Name()}
}

func (m *Maker) mark(h data.Head) data.Command {
	return &data.MarkVisitor{Head: h, Visitor: m.Any("visitor"), VIP: m.Rnd.IntN(2) == 0, Mark: m.Name()}
}

func (m *Maker) lend(h data.Head) data.Command {
	return &data.Lend{Head: h, Lending: data.NewID(), Item: []data.ID{"item-k01", "item-k02", "item-racket"}[m.Rnd.IntN(3)], Qty: 1, Name: m.Name(), Purpose: m.Name()}
}

func (m *Maker) giveBack(h data.Head) data.Command {
	return &data.Return{Head: h, Lending: m.Any("lending"), Condition: "worn", Remark: m.Name()}
}

func (m *Maker) noteDuty(h data.Head) data.Command {
	return &data.NoteDuty{Head: h, Entry: data.NewID(), What: "call", Text: m.Name()}
}

func (m *Maker) weather(h data.Head) data.Command {
	return &data.SetWeather{Head: h, Day: "2026-11-23", Weather: data.Weathers[m.Rnd.IntN(len(data.Weathers))]}
}

func (m *Maker) book(h data.Head) data.Command {
	start := data.SlotOf(data.TimeOf(m.Read())) + 1 + data.Slot(m.Rnd.IntN(12))
	court := []data.ID{"court-bad1", "court-bad2", "court-bas"}[m.Rnd.IntN(3)]
	return &data.Book{Head: h, Act: data.NewID(), Visitor: data.NewID(), Name: m.Name(), Phone: m.Phone(), People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: court, Start: start.Start(), End: (start + 1).End()}}}
}

func (m *Maker) cancel(h data.Head) data.Command {
	return &data.CancelBooking{Head: h, Booking: m.Any("booking"), Why: m.Name()}
}

func (m *Maker) leaveNote(h data.Head) data.Command {
	return &data.LeaveNote{Head: h, Note: data.NewID(), What: "remark", Text: m.Name()}
}

func (m *Maker) forget(h data.Head) data.Command {
	h.Staff = Chang
	if m.Rnd.IntN(3) > 0 {
		return nil
	}
	return &data.Anonymise{Head: h, Visitors: []data.ID{m.Any("visitor")}}
}
