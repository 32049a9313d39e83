// Package officetest is the small office in which tests work: its people and their
// PINs, its rooms, menu, stock and machines as lists of commands, a clock that is
// moved by hand, and makers of the commands that tests give most. It stands beside
// data and knows no book, so that the engine's own tests can use it as well as those
// of registers, hub and link: whoever has a book gives it the commands, and says how
// its file is asked.
package officetest

import (
	"fmt"

	"yingbin/data"
)

// Small opens the office and puts in what it has at the least: staff, venues,
// courts, tables and things to lend.
func Small(m Commands) []data.Command {
	list := []data.Command{&data.OpenOffice{Head: m.By(""), Settings: data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"},
		Supervisor: data.NewStaff{ID: Chang, Name: "常示例", Post: "案场主管", Verifier: Verifier(PINs[Chang])}}}
	add := func(c data.Command) { list = append(list, c) }
	for i, s := range []data.Staff{
		{ID: An, Name: "安小样", Role: data.Reception}, {ID: Bai, Name: "白小范", Role: data.Reception},
		{ID: Ding, Name: "丁引路", Role: data.Usher}, {ID: Gu, Name: "古试饮", Role: data.Bar},
		{ID: Jiang, Name: "江羽样", Role: data.VenueStaff}, {ID: GuYi, Name: "顾一样", Role: data.Consultant},
		{ID: Ji, Name: "𠮷引宾", Role: data.Usher},
	} {
		add(&data.PutStaff{Head: m.By(Chang), Person: s.ID, Name: s.Name, Role: s.Role, Sort: i})
		if pin := PINs[s.ID]; pin != "" {
			add(&data.SetPIN{Head: m.By(Chang), Person: s.ID, Verifier: Verifier(pin)})
		}
	}
	add(&data.PutVenue{Head: m.By(Chang), Venue: data.Venue{ID: "venue-bad", Name: "羽毛球", Kind: "badminton", Opens: 540, Closes: 1260}})
	add(&data.PutVenue{Head: m.By(Chang), Venue: data.Venue{ID: "venue-bas", Name: "篮球", Kind: "basketball", Opens: 540, Closes: 1260, Sort: 1}})
	for i, c := range []data.Court{
		{ID: "court-bad1", Venue: "venue-bad", Name: "羽毛球1", Units: []string{"floor-a"}},
		{ID: "court-bad2", Venue: "venue-bad", Name: "羽毛球2", Units: []string{"floor-b"}},
		{ID: "court-bas", Venue: "venue-bas", Name: "篮球全场", Units: []string{"floor-a", "floor-b"}},
	} {
		c.Sort = i
		add(&data.PutCourt{Head: m.By(Chang), Court: c})
	}
	add(&data.PutArea{Head: m.By(Chang), Area: data.Area{ID: "area-talk", Name: "洽谈区"}})
	for i := range 4 {
		add(&data.PutTable{Head: m.By(Chang), Table: data.Table{ID: data.ID(fmt.Sprintf("table-a%d", i+1)), Area: "area-talk", Name: fmt.Sprintf("A%d", i+1), Seats: 4, Sort: i}})
	}
	for i, it := range []data.Item{
		{ID: "item-k01", Kind: data.Key, Number: "K01", Name: "样板间A", Qty: 1}, {ID: "item-k02", Kind: data.Key, Number: "K02", Name: "样板间B", Qty: 1},
		{ID: "item-r1", Kind: data.Radio, Number: "1", Name: "前台", Qty: 1}, {ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: 8},
	} {
		it.Sort = i
		add(&data.PutItem{Head: m.By(Chang), Item: it})
	}
	return list
}
