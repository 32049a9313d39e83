package sample

import (
	"fmt"
	"time"

	"yingbin/data"
)

// stockList is the file stock.json.
type stockList struct {
	Items []struct {
		ID               data.ID
		Kind             string
		Name, Spec, Unit string
		Par              int
		Price            data.Fen
		Uses             int // the most a day
		Keeps            int // days, of food
	}
	Breaks     []data.ID // what breaks, often named often
	Notes      []string  // how it came about
	GuestNotes []string  // how a guest did it
	Words      []string  // of the supervisor who approves
	Rejects    []string  // and who does not
	Receipt    string    // what a receipt number begins with
	Supplier   []string  // where goods come from
	Missing    []string  // what is said of what nobody can find
}

var _ = announce(register{list: "stock", put: putStock, plan: func(l *life, list []byte) (func(data.Day), error) {
	k := &keeping{life: l, held: map[data.ID]int{}, useBy: map[data.ID]data.Day{}}
	return k.day, read("stock", list, &k.list)
}})

func putStock(list []byte) ([]data.Command, error) {
	var stock stockList
	if err := read("stock", list, &stock); err != nil {
		return nil, err
	}
	var all []data.Command
	for i, it := range stock.Items {
		all = append(all, &data.PutStockItem{Head: putHead(it.ID), Item: data.StockItem{
			ID: it.ID, Kind: it.Kind, Name: it.Name, Spec: it.Spec, Unit: it.Unit, Par: it.Par, Price: it.Price, Dated: it.Keeps > 0, Sort: i + 1,
		}})
	}
	return all, nil
}

// keeping is the bar's stock as its life goes on: a count must say what should
// be there, so the plan keeps book too.
type keeping struct {
	*life
	chance  // of the day, for this register alone
	list    stockList
	held    map[data.ID]int
	useBy   map[data.ID]data.Day
	waiting []*data.ReportBreakage // not decided yet
	receipt int
}

func (k *keeping) day(d data.Day) {
	k.chance = newChance("stock " + string(d))
	if d == k.first {
		k.begin(d)
	}
	k.decide(d)
	if d != k.first {
		k.buy(d)
	}
	if k.in(34) || d == k.today {
		k.breakOne(d, 9, 10) // after the decisions of the morning
	}
	if k.in(30) {
		k.breakOne(d, 13, 16)
	}
	k.countUtensils(d)
	k.countUsed(d, "food", 17, 36)
	if d.Date().Weekday() == time.Monday {
		k.countUsed(d, "consumable", 17, 44)
	}
	if k.in(22) || d == k.today.Plus(-1) {
		k.breakOne(d, 18, 20)
	}
}

func (k *keeping) id(kind string) data.ID {
	return data.ID(fmt.Sprintf("%s-%06d", kind, len(k.acts)+1))
}

func (k *keeping) pick(from []string) string {
	if len(from) == 0 {
		return ""
	}
	return pick(k.chance, from)
}

// begin opens the stock on the first day.
func (k *keeping) begin(d data.Day) {
	for _, it := range k.list.Items {
		k.move(k.at(d, 8, 40), it.ID, "opening", it.Par, it.Keeps, "")
	}
}

func (k *keeping) move(at data.Time, item data.ID, what string, n, keeps int, note string) {
	c := &data.MoveStock{Movement: k.id("movement"), Item: item, What: what, Qty: n, Note: note}
	if keeps > 0 {
		c.UseBy = k.calendar.Day(at).Plus(keeps)
		k.useBy[item] = c.UseBy
	}
	k.held[item] += data.MoveSign(what) * n
	k.do(at, gu, c)
}

// buy fills up what has run low.
func (k *keeping) buy(d data.Day) {
	for i, it := range k.list.Items {
		low := k.held[it.ID] < it.Par/2 || it.Keeps > 0 && k.useBy[it.ID] <= d
		if it.Kind == "utensil" {
			low = d.Date().Day() == 1 && k.held[it.ID] < it.Par
		}
		if n := it.Par - k.held[it.ID]; low && n > 0 {
			k.move(k.at(d, 9, 20).Add(time.Duration(i)*20*time.Second), it.ID, "purchase", n, it.Keeps, k.pick(k.list.Supplier))
		}
	}
}

// keeper is who is at the bar at a moment.
func (k *keeping) keeper(at data.Time) data.ID {
	if k.calendar.MinutesOf(at) >= 17*60 {
		return xun
	}
	return gu
}

// breakOne plans that something breaks between two hours.
func (k *keeping) breakOne(d data.Day, from, to int) {
	if len(k.list.Breaks) == 0 {
		return
	}
	at := k.at(d, from, 36).Add(k.minutes(0, 60*(to-from)))
	by := k.keeper(at)
	c := &data.ReportBreakage{Breakage: k.id("breakage"), Movement: k.id("movement"), Item: pick(k.chance, k.list.Breaks), Qty: 1, What: "chip", Found: "wash-check", Cause: "wear", ReportedTo: chang}
	if k.in(12) {
		c.Qty = 2
	}
	switch n := k.IntN(100); {
	case n < 22:
		c.What, c.Found, c.Cause, c.Note = "broken", pick(k.chance, []string{"washing", "service"}), "staff", k.pick(k.list.Notes)
		c.Responsible = pick(k.chance, []data.ID{gu, xun, xia, tong})
		c.Strokes = signature(string(c.Responsible))
	case n < 42:
		c.What, c.Found, c.Cause, c.Note = "broken", "service", "guest", k.pick(k.list.GuestNotes)
		if g := k.present(d, at); g != nil {
			c.Visitor, c.Person = g.id, g.name
		}
	case n < 50:
		c.What, c.Found, c.Cause = "lost", "count", "unknown"
	}
	c.Share, c.Waived = data.DefaultShare(c.Cause)
	if c.Person != "" && k.in(40) {
		c.Share, c.Waived = 100, ""
		c.Strokes = signature(c.Person)
	}
	if c.What != "lost" && k.in(80) {
		c.HandedTo = pick(k.chance, []data.ID{chang, gu, gu})
	}
	if k.held[c.Item] < c.Qty {
		return
	}
	k.held[c.Item] -= c.Qty
	k.do(at, by, c)
	if c.Share > 0 && c.Cause == "guest" {
		k.do(at.Add(time.Minute), chang, &data.DecideBreakage{Breakage: c.Breakage, Approve: true, Word: k.pick(k.list.Words)})
		k.settle(at.Add(k.minutes(2, 6)), by, c, "cash")
		return // the guest is still there: a supervisor comes at once
	}
	k.waiting = append(k.waiting, c)
}

// decide has the supervisor go through what was reported before, in the
// morning; what broke last night waits a little longer today.
func (k *keeping) decide(d data.Day) {
	at := k.at(d, 9, 24).Add(k.minutes(0, 4))
	if d == k.today {
		return
	}
	for _, c := range k.waiting {
		at = at.Add(40 * time.Second)
		no := &data.DecideBreakage{Breakage: c.Breakage, Approve: true, Word: k.pick(k.list.Words)}
		if c.Share == 0 && k.in(5) {
			no.Approve, no.Movement, no.Word = false, k.id("movement"), k.pick(k.list.Rejects)
			k.held[c.Item] += c.Qty
		}
		k.do(at, chang, no)
		if no.Approve && c.What != "lost" && c.HandedTo == "" && k.in(92) {
			k.do(at.Add(20*time.Second), gu, &data.HandInPiece{Breakage: c.Breakage, To: chang})
		}
		if no.Approve && c.Cause == "staff" && k.in(90) {
			k.settle(k.at(d, 17, 10).Add(k.minutes(0, 9)), gu, c, pick(k.chance, []string{"wages", "wechat", "cash"}))
		}
	}
	k.waiting = nil
}

func (k *keeping) settle(at data.Time, by data.ID, c *data.ReportBreakage, how string) {
	pay := &data.SettleBreakage{Breakage: c.Breakage, How: how}
	if how != "wages" {
		k.receipt++
		pay.Receipt = fmt.Sprintf("%s %04d", k.list.Receipt, k.receipt)
	}
	k.do(at, by, pay)
}

// countUtensils plans the daily count: most days all agrees, now and then a
// piece is missing that nobody can explain, or one turns up again.
func (k *keeping) countUtensils(d data.Day) {
	c := &data.TakeCount{Count: k.id("count"), What: "utensil"}
	odd := ""
	if k.in(14) && len(k.list.Breaks) > 0 {
		odd = string(pick(k.chance, k.list.Breaks))
	}
	for i, it := range k.list.Items {
		if it.Kind != "utensil" {
			continue
		}
		n := k.held[it.ID]
		l := data.Counted{Line: data.ID(fmt.Sprintf("%s-%d", c.Count, i)), Item: it.ID, Expected: n, Same: true}
		if string(it.ID) == odd && n > 1 {
			l.Same, l.Why, l.Word = false, "unexplained", k.pick(k.list.Missing)
			n--
		}
		if it.Par >= 24 {
			l.Washing, l.Tables = min(n, k.IntN(7)), 0
			l.Tables = min(n-l.Washing, k.IntN(5))
		}
		l.Cupboard = n - l.Washing - l.Tables
		k.held[it.ID] = n
		c.Lines = append(c.Lines, l)
	}
	at := k.at(d, 17, 28).Add(k.minutes(0, 5))
	k.do(at, k.keeper(at), c)
}

// countUsed plans the count of what is used up.
func (k *keeping) countUsed(d data.Day, what string, hour, minute int) {
	c := &data.TakeCount{Count: k.id("count"), What: what}
	for i, it := range k.list.Items {
		if it.Kind != what {
			continue
		}
		days := 1
		if what == "consumable" {
			days = 7
		}
		n := k.held[it.ID]
		left := max(0, n-k.IntN(it.Uses*days+1))
		l := data.Counted{Line: data.ID(fmt.Sprintf("%s-%d", c.Count, i)), Item: it.ID, Cupboard: left, Expected: n, Same: left == n, UseBy: k.useBy[it.ID]}
		if left < n {
			l.Why = "use"
		}
		k.held[it.ID] = left
		c.Lines = append(c.Lines, l)
	}
	at := k.at(d, hour, minute).Add(k.minutes(0, 5))
	k.do(at, k.keeper(at), c)
}
