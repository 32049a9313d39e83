package data

import (
	"cmp"
	"strings"
)

// Enquiry is one line of the 物业问题咨询表.
type Enquiry struct {
	ID         ID
	Number     string
	Day        Day
	At         Time
	By         ID
	Heard      string // where it was asked, see EnquiryPlaces
	Topic      string // see EnquiryTopics, "" for none
	Visitor    ID
	Who        string `personal:"name"`
	Phone      string `personal:"contact"`
	Unit       string `personal:"name"` // 房号
	Question   string `personal:"job"`
	Answer     string `personal:"job"`
	AnsweredBy ID
	AnsweredAt Time
	PassedTo   ID
	Passed     string `personal:"name"` // when it is somebody who is not of the staff
	PassedAt   Time
	Due        Time
	Amended
}

// The codes of an enquiry's choices; labels stand under enquiry.* in the word
// files.
var (
	EnquiryPlaces = []string{"bar", "floor", "desk"}
	EnquiryTopics = []string{"layout", "price", "delivery", "parking", "school", "fee", "fitting", "papers", "other"}
)

// EnquiryFilter chooses enquiries. Blank fields choose all.
type EnquiryFilter struct {
	From, To Day // business days, both included
	ID       ID
	Visitor  ID
	Open     bool // not answered yet
}

// Open reports whether somebody still waits for an answer.
func (e Enquiry) Open() bool { return e.AnsweredAt == 0 && !e.Void }

// Late reports whether the answer should have come by now.
func (e Enquiry) Late(now Time) bool { return e.Open() && e.Due > 0 && now > e.Due }

// Asker says who asked: by name and unit, as far as they are known.
func (e Enquiry) Asker() string { return Tidy(e.Who + " " + e.Unit) }

// Headline is the question in one line, or its number where it was forgotten.
func (e Enquiry) Headline() string {
	return cmp.Or(strings.Join(strings.Fields(e.Question), " "), ShortNumber(e.Number))
}

// TakeEnquiry writes a question down, answered at once or passed on with who
// and by when.
type TakeEnquiry struct {
	Head
	Enquiry  ID     `json:"enquiry"`
	Heard    string `json:"heard"`
	Topic    string `json:"topic,omitempty"`
	Visitor  ID     `json:"visitor,omitempty"`
	Who      string `json:"who,omitempty" personal:"name"`
	Phone    string `json:"phone,omitempty" personal:"contact"`
	Unit     string `json:"unit,omitempty" personal:"name"`
	Question string `json:"question" personal:"job"`
	Answer   string `json:"answer,omitempty" personal:"job"`
	PassedTo ID     `json:"passedTo,omitempty"`
	Passed   string `json:"passed,omitempty" personal:"name"`
	Due      Time   `json:"due,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *TakeEnquiry) Subject() ID { return c.Visitor }

// Validate checks every field. Whoever waits for an answer must be found again:
// a question passed on says who asked, or at least which unit it is about.
func (c *TakeEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	f.Check(oneOrNone(c.Visitor), "visitor", "error.invalid")
	f.Check(oneOf(c.Heard, EnquiryPlaces), "heard", "error.required")
	f.Check(c.Topic == "" || oneOf(c.Topic, EnquiryTopics), "topic", "error.invalid")
	checkName(&f, "who", c.Who, false, NameLength)
	checkPhone(&f, "phone", c.Phone)
	checkName(&f, "unit", c.Unit, false, NameLength)
	f.Check(!blank(c.Question), "question", "error.required")
	checkRemark(&f, "question", c.Question)
	checkRemark(&f, "answer", c.Answer)
	if blank(c.Answer) {
		f.Check(c.PassedTo == "" && c.Passed == "" || c.Who != "" || c.Phone != "" || c.Unit != "" || c.Visitor != "", "who", "enquiry.needWho")
		if c.PassedTo == "" && c.Passed == "" && c.Due == 0 {
			f.Add("answer", "enquiry.needAnswer")
		} else {
			checkPassing(&f, c.PassedTo, c.Passed, c.Due)
		}
	} else {
		f.Check(c.PassedTo == "" && c.Passed == "" && c.Due == 0, "passedTo", "enquiry.both")
	}
	return f.Err()
}

// checkPassing wants to know who answers and by when.
func checkPassing(f *Faults, to ID, name string, due Time) {
	f.Check(oneOrNone(to), "passedTo", "error.invalid")
	f.Check((to == "") != (name == ""), "passedTo", "enquiry.needTo")
	checkName(f, "passed", name, false, NameLength)
	f.Check(due > 0, "due", "enquiry.needDue")
}

// AnswerEnquiry closes a question that was passed on.
type AnswerEnquiry struct {
	Head
	Enquiry ID     `json:"enquiry"`
	Answer  string `json:"answer" personal:"job"`
}

// Validate checks every field.
func (c *AnswerEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	f.Check(!blank(c.Answer), "answer", "error.required")
	checkRemark(&f, "answer", c.Answer)
	return f.Err()
}

// CorrectAnswer puts an answer right afterwards.
type CorrectAnswer struct {
	Head
	Enquiry ID     `json:"enquiry"`
	Answer  string `json:"answer" personal:"job"`
	Why     string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectAnswer) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	f.Check(!blank(c.Answer), "answer", "error.required")
	checkRemark(&f, "answer", c.Answer)
	checkWhy(&f, c.Why)
	return f.Err()
}

// VoidEnquiry says that nobody asked this: nobody waits for an answer.
type VoidEnquiry struct {
	Head
	Enquiry ID     `json:"enquiry"`
	Why     string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *VoidEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	checkWhy(&f, c.Why)
	return f.Err()
}

// Reason is why.
func (c *VoidEnquiry) Reason() *string { return &c.Why }

// PassEnquiry gives an open question to somebody else, or more time.
type PassEnquiry struct {
	Head
	Enquiry  ID     `json:"enquiry"`
	PassedTo ID     `json:"passedTo,omitempty"`
	Passed   string `json:"passed,omitempty" personal:"name"`
	Due      Time   `json:"due"`
}

// Validate checks every field.
func (c *PassEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	checkPassing(&f, c.PassedTo, c.Passed, c.Due)
	return f.Err()
}

// Enquiries is the register of property enquiries.
var Enquiries = announce(Register{
	Name: "enquiry",
	Kinds: []Kind{
		mended(kind[TakeEnquiry]("TakeEnquiry"), func(c *TakeEnquiry) []Command {
			if c.Answer == "" {
				return []Command{&VoidEnquiry{Enquiry: c.Enquiry}}
			}
			return []Command{&CorrectAnswer{Enquiry: c.Enquiry, Answer: c.Answer}, &VoidEnquiry{Enquiry: c.Enquiry}}
		}),
		mended(kind[AnswerEnquiry]("AnswerEnquiry"), func(c *AnswerEnquiry) []Command {
			return []Command{&CorrectAnswer{Enquiry: c.Enquiry, Answer: c.Answer}}
		}),
		kind[CorrectAnswer]("CorrectAnswer", Supervisor),
		kind[VoidEnquiry]("VoidEnquiry", Supervisor),
		kind[PassEnquiry]("PassEnquiry"),
	},
	Rows: []Row{row[Enquiry]("enquiry")},
})

// EnquiryRef points at a question.
func EnquiryRef(id ID) Ref { return Ref{"enquiry", id} }
