package data

import (
	"time"
	_ "time/tzdata" // Windows carries no zones
)

// Settings are the office's own choices. The zero value of a field means its
// default; Defaults fills them.
type Settings struct {
	Name          string   `json:"name"`          // the house's name, said on the phone and printed
	Zone          string   `json:"zone"`          // IANA name
	Cutoff        Minutes  `json:"cutoff"`        // a business day ends here, by default 04:00
	Opens         Minutes  `json:"opens"`         // doors
	Closes        Minutes  `json:"closes"`        //
	DayEnd        Minutes  `json:"dayEnd"`        // 日结
	LoanHours     int      `json:"loanHours"`     // a loan is due after so many hours
	BreakMinutes  int      `json:"breakMinutes"`  // longest break
	VoucherPrefix string   `json:"voucherPrefix"` // before -MMDD-001
	Phone         string   `json:"phone"`         // greeting on the phone, "" for the standard one
	Shifts        []Shift  `json:"shifts"`        // in the order of the day
	Retention     int      `json:"retention"`     // days after which visitors are made anonymous; 0 never
	OrderSoon     int      `json:"orderSoon"`     // minutes after which an order's card turns amber
	OrderLate     int      `json:"orderLate"`     // and red
	SeenSoon      int      `json:"seenSoon"`      // minutes after which a table nobody looked at turns amber
	SeenLate      int      `json:"seenLate"`      // and red
	Calendar      Calendar `json:"-"`
}

// Shift is a span of duty with a name.
type Shift struct {
	Code string  `json:"code"` // early, late
	From Minutes `json:"from"`
	To   Minutes `json:"to"`
}

// Defaults gives the settings with the blanks filled and the calendar made. A
// zone that can't be found falls back to China's.
func (s Settings) Defaults() Settings {
	if s.Zone == "" {
		s.Zone = "Asia/Shanghai"
	}
	set := func(m *Minutes, v Minutes) {
		if *m == 0 {
			*m = v
		}
	}
	set(&s.Cutoff, 4*60)
	set(&s.Opens, 9*60)
	set(&s.Closes, 21*60)
	set(&s.DayEnd, 22*60)
	if s.LoanHours == 0 {
		s.LoanHours = 2
	}
	if s.BreakMinutes == 0 {
		s.BreakMinutes = 15
	}
	if s.OrderSoon == 0 {
		s.OrderSoon = 5
	}
	if s.OrderLate == 0 {
		s.OrderLate = max(8, s.OrderSoon+1)
	}
	if s.SeenSoon == 0 {
		s.SeenSoon = 5
	}
	if s.SeenLate == 0 {
		s.SeenLate = max(8, s.SeenSoon+1)
	}
	if s.VoucherPrefix == "" {
		s.VoucherPrefix = "YB"
	}
	if len(s.Shifts) == 0 {
		s.Shifts = []Shift{{"early", 8*60 + 30, 18 * 60}, {"late", 12*60 + 30, 21*60 + 30}}
	}
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		zone = time.FixedZone("UTC+8", 8*3600)
	}
	s.Calendar = Calendar{Zone: zone, Cutoff: s.Cutoff}
	return s
}

// check notes what is wrong with the settings.
func (s Settings) check(f *Faults) {
	checkName(f, "name", s.Name, true, 40)
	if z, err := time.LoadLocation(s.Zone); err != nil {
		f.Add("zone", "office.badZone")
	} else if _, off := time.Date(2026, 1, 1, 0, 0, 0, 0, z).Zone(); off%1800 != 0 {
		f.Add("zone", "office.oddZone")
	}
	f.Check(s.Opens >= 0 && s.Closes <= 24*60 && s.Opens < s.Closes && s.Opens%30 == 0 && s.Closes%30 == 0, "opens", "office.badHours")
	f.Check(s.Cutoff >= 0 && s.Cutoff <= s.Opens, "cutoff", "office.badCutoff")
	f.Check(s.DayEnd >= s.Opens && s.DayEnd <= 24*60, "dayEnd", "office.badDayEnd")
	f.Check(s.LoanHours >= 1 && s.LoanHours <= 24, "loanHours", "error.range", 1, 24)
	f.Check(s.BreakMinutes >= 5 && s.BreakMinutes <= 60, "breakMinutes", "error.range", 5, 60)
	f.Check(s.OrderSoon >= 0 && s.OrderSoon <= 60, "orderSoon", "error.range", 1, 60)
	f.Check(s.OrderLate == 0 || s.OrderLate > s.OrderSoon && s.OrderLate <= 120, "orderLate", "office.badAges")
	f.Check(s.SeenSoon >= 0 && s.SeenSoon <= 60, "seenSoon", "error.range", 1, 60)
	f.Check(s.SeenLate == 0 || s.SeenLate > s.SeenSoon && s.SeenLate <= 120, "seenLate", "office.badAges")
	f.Check(s.Retention >= 0 && s.Retention <= 3650, "retention", "error.range", 0, 3650)
	f.Check(len(s.VoucherPrefix) <= 8 && ID("x"+s.VoucherPrefix).Valid(), "voucherPrefix", "office.badPrefix")
	f.Check(len(s.Shifts) >= 1 && len(s.Shifts) <= 4, "shifts", "office.badShifts")
	for _, sh := range s.Shifts {
		f.Check(ID(sh.Code).Valid() && sh.From >= 0 && sh.From < sh.To && sh.To <= 24*60, "shifts", "office.badShifts")
	}
}

// OpenOffice begins a new book: the office's settings and its first
// supervisor. Catalogue commands follow it.
type OpenOffice struct {
	Head
	Settings   Settings `json:"settings"`
	Supervisor NewStaff `json:"supervisor"`
}

// NewStaff is a person to be taken on, with the PIN's verifier (see Verifier).
type NewStaff struct {
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	Post     string `json:"post,omitempty"`
	Verifier string `json:"verifier" personal:"secret"`
}

// Subject names the supervisor, whose PIN it holds.
func (c *OpenOffice) Subject() ID { return c.Supervisor.ID }

// Validate checks the settings and the person.
func (c *OpenOffice) Validate() error {
	var f Faults
	c.Settings.Defaults().check(&f)
	f.Check(c.Supervisor.ID.Valid(), "supervisor", "error.invalid")
	checkName(&f, "supervisor", c.Supervisor.Name, true, 40)
	f.Check(c.Supervisor.Verifier != "", "pin", "error.required")
	return f.Err()
}

// ChangeSettings replaces the office's settings.
type ChangeSettings struct {
	Head
	Settings Settings `json:"settings"`
}

// Validate checks every field.
func (c *ChangeSettings) Validate() error {
	var f Faults
	c.Settings.check(&f)
	return f.Err()
}

// Setting is one line of what the office has set: "office" holds Settings.
type Setting struct {
	Name  string
	Value string // JSON
}

// Office is the register of the office itself.
var Office = announce(Register{
	Name: "office",
	Kinds: []Kind{
		openKind(kind[OpenOffice]("OpenOffice")),
		kind[ChangeSettings]("ChangeSettings", Supervisor),
	},
	Rows: []Row{row[Setting]("setting")},
})

func openKind(k Kind) Kind { k.Anonymous, k.NoUndo = true, true; return k }
func fixed(k Kind) Kind    { k.NoUndo = true; return k }
