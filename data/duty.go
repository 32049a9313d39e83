package data

// DutyTyped are the kinds of lines of the duty record that somebody types, in the
// order they are offered. The others write themselves from their own registers.
var (
	DutyTyped  = []string{"call", "greeting", "leading", "farewell", "opinion", "complaint", "abnormal", "instruction", "back"}
	Weathers   = []string{"sunny", "cloudy", "overcast", "rain", "storm", "snow", "fog", "hot", "cold"}
	DutyPosts  = []string{"desk", "usher"}
	AwayReason = []string{"break", "away"}
)

// DutyDay holds what is said once a day: the weather.
type DutyDay struct {
	Day     Day
	Weather string
	Note    string
}

// Post is a person at a post from when to when.
type Post struct {
	ID    ID
	Day   Day
	Staff ID
	Post  string // desk, usher
	Since Time
	Until Time // 0 while it lasts
}

// Absence is a break or another absence from the post.
type Absence struct {
	ID      ID
	Day     Day
	Staff   ID
	Kind    string // break, away
	Since   Time
	Until   Time   // 0 while it lasts
	StandIn ID     // who holds the post
	Told    bool   // the supervisor knows
	Note    string `personal:"remark"`
}

// DutyEntry is one line of the 值班记录. Lines of visits, bookings, loans, breaks
// and handovers are made from their own registers; Source then names the
// register. Typed ones have Source "".
type DutyEntry struct {
	ID     ID
	Day    Day
	At     Time
	Kind   string
	Staff  ID
	Text   string `personal:"remark"` // typed words
	Result string `personal:"remark"`
	Told   bool   // an 异常: the supervisor was told
	ToldAt Time
	Source string
	Key    string // sentence of a line that wrote itself, with Args
	Args   []any  // texts, numbers and Named
}

// Named is a guest in the arguments of a sentence: each language puts the title
// where it belongs.
type Named struct{ Name, Title string }

// String gives the bare name.
func (n Named) String() string { return n.Name }

// TakePost puts the person on post.
type TakePost struct {
	Head
	Post   ID     `json:"post"`
	Person ID     `json:"person"`
	Place  string `json:"place"` // desk, usher
}

// Validate checks every field.
func (c *TakePost) Validate() error {
	var f Faults
	f.Check(c.Post.Valid() && c.Person.Valid(), "person", "error.invalid")
	f.Check(oneOf(c.Place, DutyPosts), "post", "error.required")
	return f.Err()
}

// LeavePost ends a person's time on post.
type LeavePost struct {
	Head
	Post ID `json:"post"`
}

// Validate checks the id.
func (c *LeavePost) Validate() error {
	var f Faults
	f.Check(c.Post.Valid(), "post", "error.invalid")
	return f.Err()
}

// StepAway begins a break or another absence. A break needs the other one on
// post; leaving names who stands in and that the supervisor knows.
type StepAway struct {
	Head
	Absence ID     `json:"absence"`
	Person  ID     `json:"person"`
	Why     string `json:"why"` // break, away
	StandIn ID     `json:"standIn,omitempty"`
	Told    bool   `json:"told,omitempty"`
	Note    string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *StepAway) Validate() error {
	var f Faults
	f.Check(c.Absence.Valid() && c.Person.Valid(), "person", "error.invalid")
	f.Check(oneOf(c.Why, AwayReason), "why", "error.required")
	f.Check(c.Why == "break" && c.StandIn == "" || c.StandIn.Valid(), "standIn", "duty.needStandIn")
	f.Check(c.Why == "break" || c.Told, "told", "duty.needTold")
	f.Check(c.StandIn == "" || c.StandIn != c.Person, "standIn", "duty.needOther")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// ComeBack ends an absence.
type ComeBack struct {
	Head
	Absence ID `json:"absence"`
}

// Validate checks the id.
func (c *ComeBack) Validate() error {
	var f Faults
	f.Check(c.Absence.Valid(), "absence", "error.invalid")
	return f.Err()
}

// NoteDuty writes a line of the duty record.
type NoteDuty struct {
	Head
	Entry  ID     `json:"entry"`
	What   string `json:"what"`
	Text   string `json:"text" personal:"remark"`
	Result string `json:"result,omitempty" personal:"remark"`
	Told   bool   `json:"told,omitempty"`   // an 异常: the supervisor was told
	ToldAt Time   `json:"toldAt,omitempty"` // when, 0 for now
	When   Time   `json:"when,omitempty"`   // when it happened, 0 for now
}

// Validate checks every field.
func (c *NoteDuty) Validate() error {
	var f Faults
	f.Check(c.Entry.Valid(), "entry", "error.invalid")
	f.Check(oneOf(c.What, DutyTyped), "what", "error.required")
	f.Check(c.Text != "" || c.What == "call" || c.What == "greeting", "text", "error.required")
	f.Check(c.ToldAt == 0 || c.Told, "told", "error.invalid")
	checkRemark(&f, "text", c.Text)
	checkRemark(&f, "result", c.Result)
	return f.Err()
}

// FollowDuty adds to a typed line what became of it: a result, and that the
// supervisor was told. What was written before stays in the journal.
type FollowDuty struct {
	Head
	Entry  ID     `json:"entry"`
	Result string `json:"result,omitempty" personal:"remark"`
	Told   bool   `json:"told,omitempty"`
}

// Validate checks every field.
func (c *FollowDuty) Validate() error {
	var f Faults
	f.Check(c.Entry.Valid(), "entry", "error.invalid")
	f.Check(c.Result != "" || c.Told, "result", "error.required")
	checkRemark(&f, "result", c.Result)
	return f.Err()
}

// SetWeather notes the day's weather.
type SetWeather struct {
	Head
	Day     Day    `json:"day"`
	Weather string `json:"weather"`
}

// Validate checks every field.
func (c *SetWeather) Validate() error {
	var f Faults
	f.Check(c.Day.Valid(), "day", "error.invalid")
	f.Check(oneOf(c.Weather, Weathers), "weather", "error.required")
	return f.Err()
}

// Duty is the register of the duty record.
var Duty = announce(Register{
	Name: "duty",
	Kinds: []Kind{
		kind[TakePost]("TakePost", Reception, Usher),
		kind[LeavePost]("LeavePost", Reception, Usher),
		kind[StepAway]("StepAway", Reception, Usher),
		kind[ComeBack]("ComeBack", Reception, Usher),
		kind[NoteDuty]("NoteDuty", Reception, Usher),
		kind[FollowDuty]("FollowDuty", Reception, Usher),
		kind[SetWeather]("SetWeather", Reception, Usher),
	},
	Rows: []Row{row[DutyDay]("duty_day"), row[Post]("post"), row[Absence]("absence"), row[DutyEntry]("duty_entry")},
})

// DutyRef points at a break, an absence or a note of the duty record.
func DutyRef(id ID) Ref { return Ref{"duty", id} }
