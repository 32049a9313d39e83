package data

// Enquiry is one line of the 物业问题咨询表.
type Enquiry struct {
	ID         ID
	Number     string
	Day        Day
	At         Time
	By         ID
	Visitor    ID
	Who        string
	Phone      string
	Unit       string // 房号
	Question   string
	Answer     string
	AnsweredBy ID
	AnsweredAt Time
	PassedTo   ID
	Passed     string // when it is somebody who is not of the staff
	Due        Time
}

// Open reports whether somebody still waits for an answer.
func (e Enquiry) Open() bool { return e.AnsweredAt == 0 }

// TakeEnquiry writes a question down, answered at once or passed on with who
// and by when.
type TakeEnquiry struct {
	Head
	Enquiry  ID     `json:"enquiry"`
	Visitor  ID     `json:"visitor,omitempty"`
	Who      string `json:"who,omitempty" personal:"contact"`
	Phone    string `json:"phone,omitempty" personal:"contact"`
	Unit     string `json:"unit,omitempty" personal:"contact"`
	Question string `json:"question" personal:"remark"`
	Answer   string `json:"answer,omitempty" personal:"remark"`
	PassedTo ID     `json:"passedTo,omitempty"`
	Passed   string `json:"passed,omitempty" personal:"contact"`
	Due      Time   `json:"due,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *TakeEnquiry) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *TakeEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	checkName(&f, "who", c.Who, false, NameLength)
	checkPhone(&f, "phone", c.Phone)
	checkName(&f, "unit", c.Unit, false, NameLength)
	f.Check(c.Question != "", "question", "error.required")
	checkRemark(&f, "question", c.Question)
	checkRemark(&f, "answer", c.Answer)
	f.Check(c.Answer != "" || c.PassedTo != "" || c.Passed != "", "answer", "enquiry.needAnswer")
	f.Check(c.Answer != "" || c.Due > 0, "due", "enquiry.needDue")
	checkName(&f, "passed", c.Passed, false, NameLength)
	return f.Err()
}

// AnswerEnquiry closes a question that was passed on.
type AnswerEnquiry struct {
	Head
	Enquiry ID     `json:"enquiry"`
	Answer  string `json:"answer" personal:"remark"`
}

// Validate checks every field.
func (c *AnswerEnquiry) Validate() error {
	var f Faults
	f.Check(c.Enquiry.Valid(), "enquiry", "error.invalid")
	f.Check(c.Answer != "", "answer", "error.required")
	checkRemark(&f, "answer", c.Answer)
	return f.Err()
}

// Enquiries is the register of property enquiries.
var Enquiries = announce(Register{
	Name: "enquiry",
	Kinds: []Kind{
		kind[TakeEnquiry]("TakeEnquiry"),
		kind[AnswerEnquiry]("AnswerEnquiry"),
	},
	Personal: map[string]Class{
		"enquiry.who": Contact, "enquiry.phone": Contact, "enquiry.unit": Contact,
		"enquiry.question": Remark, "enquiry.answer": Remark, "enquiry.passed": Contact,
	},
})
