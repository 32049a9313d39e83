package officetest

import (
	"fmt"
	"math/rand/v2"

	"yingbin/data"
)

// Random makes random commands about a small set of records, so that they meet each
// other often.
type Random struct {
	Commands
	*rand.Rand
	file  File
	kinds []func(h data.Head) data.Command
}

// NewRandom makes commands for a book with this file; the same seed gives the same
// ones.
func NewRandom(m Commands, f File, seed uint64) *Random {
	r := &Random{Commands: m, Rand: rand.New(rand.NewPCG(seed, 7)), file: f}
	r.kinds = []func(h data.Head) data.Command{
		r.PutArea, r.PutTable, r.putStaff, r.setFacility, r.CheckIn, r.CheckIn, r.amend, r.CheckOut, r.turnAway, r.mark,
		r.lend, r.giveBack, r.noteDuty, r.weather, r.book, r.forget, r.cancel, r.leaveNote, r.settings,
	}
	return r
}

// Next makes a command.
func (r *Random) Next() data.Command {
	for {
		who := []data.ID{Chang, An, Bai}[r.IntN(3)]
		if c := r.kinds[r.IntN(len(r.kinds))](r.By(who)); c != nil {
			return c
		}
	}
}

func (r *Random) some(n int, prefix string) data.ID {
	return data.ID(fmt.Sprintf("%s-%d", prefix, r.IntN(n)))
}

// Name gives a name, an odd one more often than not.
func (r *Random) Name() string {
	return []string{"王", "李小明", "欧阳䶮", "𬬻小满", "𠮷引宾", "O'Brien", `赵"钱`, "<孙>&"}[r.IntN(8)]
}

// Any gives the id of a row that is there, made by whomever.
func (r *Random) Any(table string) data.ID { return r.file.Any(table, r.Rand) }

// Phone gives a phone that somebody else may have too, or none.
func (r *Random) Phone() string {
	if r.IntN(3) == 0 {
		return ""
	}
	return fmt.Sprintf("1380000%04d", r.IntN(6))
}

// PutArea writes one of few areas.
func (r *Random) PutArea(h data.Head) data.Command {
	h.Staff, h.Signer = Chang, SignerOf(Chang)
	return &data.PutArea{Head: h, Area: data.Area{ID: r.some(4, "area"), Name: r.Name(), Sort: r.IntN(3), Retired: r.IntN(4) == 0}}
}

// PutTable writes one of few tables, in an area that may not be there.
func (r *Random) PutTable(h data.Head) data.Command {
	h.Staff, h.Signer = Chang, SignerOf(Chang)
	return &data.PutTable{Head: h, Table: data.Table{ID: r.some(6, "table"), Area: r.some(4, "area"), Name: r.Name(), Seats: 1 + r.IntN(8)}}
}

func (r *Random) putStaff(h data.Head) data.Command {
	h.Staff, h.Signer = Chang, SignerOf(Chang)
	return &data.PutStaff{Head: h, Person: r.some(5, "staff"), Name: r.Name(), Role: data.Roles[r.IntN(len(data.Roles))], Gone: r.IntN(4) == 0}
}

func (r *Random) settings(h data.Head) data.Command {
	h.Staff, h.Signer = Chang, SignerOf(Chang)
	return &data.ChangeSettings{Head: h, Settings: data.Settings{Name: r.Name(), LoanHours: 1 + r.IntN(5)}.Defaults()}
}

func (r *Random) setFacility(h data.Head) data.Command {
	return &data.SetFacility{Head: h, Place: "court-bad1", State: data.FacilityStates[r.IntN(3)], Note: r.Name()}
}

// CheckIn lets somebody in, at times a visitor who is known.
func (r *Random) CheckIn(h data.Head) data.Command {
	c := &data.CheckIn{Head: h, Visit: data.NewID(), Visitor: data.NewID(), Name: r.Name(), Phone: r.Phone(), Adults: 1 + r.IntN(4), Children: r.IntN(2),
		Purpose: data.Purposes[r.IntN(len(data.Purposes))], Note: r.Name()}
	c.NoPhone = c.Phone == ""
	if r.IntN(3) == 0 {
		c.Visitor = r.Any("visitor")
	}
	return c
}

func (r *Random) amend(h data.Head) data.Command {
	return &data.AmendVisit{Head: h, Visit: r.Any("visit"), Visitor: r.Any("visitor"), Name: r.Name(), Phone: r.Phone(), Adults: 2, Purpose: "talk", Plate: "沪A12345"}
}

// CheckOut lets a visit end that may be over.
func (r *Random) CheckOut(h data.Head) data.Command {
	return &data.CheckOut{Head: h, Visits: []data.ID{r.Any("visit")}, How: "seen-off"}
}

func (r *Random) turnAway(h data.Head) data.Command {
	return &data.TurnAway{Head: h, Refusal: data.NewID(), Reason: "drunk", Acts: []string{"persuaded"}, Looks: r.Name()}
}

func (r *Random) mark(h data.Head) data.Command {
	return &data.MarkVisitor{Head: h, Visitor: r.Any("visitor"), VIP: r.IntN(2) == 0, Mark: r.Name()}
}

func (r *Random) lend(h data.Head) data.Command {
	return &data.Lend{Head: h, Lending: data.NewID(), Item: []data.ID{"item-k01", "item-k02", "item-racket"}[r.IntN(3)], Qty: 1, Name: r.Name(), Purpose: r.Name()}
}

func (r *Random) giveBack(h data.Head) data.Command {
	return &data.Return{Head: h, Lending: r.Any("lending"), Condition: "worn", Remark: r.Name()}
}

func (r *Random) noteDuty(h data.Head) data.Command {
	return &data.NoteDuty{Head: h, Entry: data.NewID(), What: "call", Text: r.Name()}
}

func (r *Random) weather(h data.Head) data.Command {
	return &data.SetWeather{Head: h, Day: "2026-11-23", Weather: data.Weathers[r.IntN(len(data.Weathers))]}
}

func (r *Random) book(h data.Head) data.Command {
	start := data.SlotOf(h.At) + 1 + data.Slot(r.IntN(12))
	court := []data.ID{"court-bad1", "court-bad2", "court-bas"}[r.IntN(3)]
	c := Booking(h, court, start.Start(), (start + 1).End())
	c.Name, c.Title, c.Phone = r.Name(), "", r.Phone()
	return c
}

func (r *Random) cancel(h data.Head) data.Command {
	return &data.CancelBooking{Head: h, Booking: r.Any("booking"), Why: r.Name()}
}

func (r *Random) leaveNote(h data.Head) data.Command {
	return &data.LeaveNote{Head: h, Note: data.NewID(), What: "remark", Text: r.Name()}
}

func (r *Random) forget(h data.Head) data.Command {
	h.Staff, h.Signer = Chang, SignerOf(Chang)
	if r.IntN(3) > 0 {
		return nil
	}
	return &data.Anonymise{Head: h, Visitors: []data.ID{r.Any("visitor")}}
}
