package data

// Drink is one entry of the menu. Empty option lists mean that nothing is asked.
type Drink struct {
	ID        ID
	Kind      string // tea, coffee, juice, bottled, child, fruit
	Name      string
	Serves    []string // cup, pot, small, large
	Temps     []string // hot, warm, room, cold, ice, less-ice, no-ice
	Tastes    []string // weak, normal, strong; none, less, normal for sugar
	Milks     []string // whole, oat
	FromMonth int      // season, 1–12; 0 the whole year
	ToMonth   int
	Asked     bool // only on 营销需求: consultant and occasion are named
	Direct    bool // can go straight out (直接送达)
	Utensil   ID   // the stock item one serving uses
	Appliance ID   // the machine it needs
	Out       bool // sold out today
	OutWhy    string
	Sort      int
	Retired   bool
}

// InSeason reports whether the drink is offered in a month (1–12).
func (d Drink) InSeason(month int) bool {
	switch {
	case d.FromMonth == 0 || d.ToMonth == 0:
		return true
	case d.FromMonth <= d.ToMonth:
		return month >= d.FromMonth && month <= d.ToMonth
	}
	return month >= d.FromMonth || month <= d.ToMonth
}

// Usual is what a list of choices means when nobody said anything.
func Usual(choices []string) string {
	switch {
	case len(choices) == 0:
		return ""
	case oneOf("normal", choices):
		return "normal"
	}
	return choices[0]
}

// DrinkView is a drink with how its machine is.
type DrinkView struct {
	Drink
	Faulty bool // the appliance it needs is under repair
}

// Offered reports whether the drink can be had now; a drink that is out is shown
// with its reason, one that is off season is not shown.
func (d DrinkView) Offered() bool { return !d.Out && !d.Faulty }

// The codes of a drink's choices; labels stand under menu.* in the word files.
var (
	DrinkKinds = []string{"tea", "coffee", "juice", "bottled", "child", "fruit"}
	Serves     = []string{"cup", "pot", "small", "large"}
	Temps      = []string{"hot", "warm", "room", "cold", "no-ice", "less-ice", "ice"}
	Tastes     = []string{"none", "less", "weak", "normal", "strong"}
	Milks      = []string{"whole", "oat"}
)

// PutDrink adds or changes an entry of the menu.
type PutDrink struct {
	Head
	Drink Drink `json:"drink"`
}

// Validate checks every field.
func (c *PutDrink) Validate() error {
	var f Faults
	d := c.Drink
	f.Check(d.ID.Valid(), "id", "error.invalid")
	checkName(&f, "name", d.Name, true, NameLength)
	f.Check(oneOf(d.Kind, DrinkKinds), "kind", "error.required")
	for field, pair := range map[string][2][]string{"serves": {d.Serves, Serves}, "temps": {d.Temps, Temps}, "tastes": {d.Tastes, Tastes}, "milks": {d.Milks, Milks}} {
		for _, code := range pair[0] {
			f.Check(oneOf(code, pair[1]), field, "error.invalid")
		}
	}
	f.Check(d.FromMonth >= 0 && d.FromMonth <= 12 && d.ToMonth >= 0 && d.ToMonth <= 12 && (d.FromMonth == 0) == (d.ToMonth == 0), "months", "menu.badMonths")
	f.Check(d.Utensil == "" || d.Utensil.Valid(), "utensil", "error.invalid")
	f.Check(d.Appliance == "" || d.Appliance.Valid(), "appliance", "error.invalid")
	return f.Err()
}

// SellOut says that a drink is out, or back.
type SellOut struct {
	Head
	Drink ID     `json:"drink"`
	Out   bool   `json:"out"`
	Why   string `json:"why,omitempty"`
}

// Validate checks every field.
func (c *SellOut) Validate() error {
	var f Faults
	f.Check(c.Drink.Valid(), "drink", "error.invalid")
	checkName(&f, "why", c.Why, false, NameLength)
	return f.Err()
}

// Menu is the register of drinks.
var Menu = announce(Register{
	Name: "menu",
	Kinds: []Kind{
		kind[PutDrink]("PutDrink", Supervisor),
		kind[SellOut]("SellOut", Bar, Floor),
	},
	Rows: []Row{row[Drink]("drink")},
})
