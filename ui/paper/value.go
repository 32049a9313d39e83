package paper

import (
	"fmt"
	"strconv"
	"time"

	"yingbin/data"
)

// Value is what a list says in one cell: the words for the paper and, where it
// is a number, a sum or a moment, that too, so that a file holds something that
// can be added up and sorted.
type Value struct {
	words string // on paper
	text  string // in a file, where it is words there too
	form  form
	n     int64     // a number; fen; hundredths of a per cent
	at    time.Time // a day or a moment as the office's clock showed it
	bold  bool
	over  int // columns that it covers; 0 is one
}

// form is how a value stands in a file.
type form int

const (
	formText form = iota
	formNumber
	formMoney
	formPercent
	formDay
	formMoment
)

// Words is a value that is nothing but words.
func Words(s string) Value { return Value{words: s, text: s} }

// Number is a count.
func Number(n int) Value { return Value{words: strconv.Itoa(n), form: formNumber, n: int64(n)} }

// Some is a count that leaves the cell empty for none, so that what is there
// stands out.
func Some(n int) Value {
	if n == 0 {
		return Value{}
	}
	return Number(n)
}

// Signed is a difference with its sign, empty for none.
func Signed(n int) Value {
	v := Some(n)
	switch {
	case n > 0:
		v.words = "+" + v.words
	case n < 0:
		v.words = "−" + v.words[1:]
	}
	return v
}

// Rate is a rate in hundredths of a per cent: 2.50%.
func Rate(hundredths int) Value {
	return Value{words: fmt.Sprintf("%d.%02d%%", hundredths/100, hundredths%100), form: formPercent, n: int64(hundredths)}
}

// Percent is a whole rate: 85%.
func Percent(rate int) Value {
	return Value{words: strconv.Itoa(rate) + "%", form: formPercent, n: int64(rate) * 100}
}

// On is a day by its date; none leaves the cell empty.
func On(d data.Day) Value {
	if !d.Valid() {
		return Words(string(d))
	}
	return Value{words: string(d), form: formDay, at: d.Date()}
}

// Yuan is a sum of money.
func (a Ask) Yuan(fen data.Fen) Value {
	return Value{words: a.Say("common.yuan", data.Yuan(fen)), form: formMoney, n: int64(fen)}
}

// Clock is a moment of which the paper shows the time of day; a file shows the
// day too. 0 leaves the cell empty.
func (a Ask) Clock(t data.Time) Value {
	v := a.Stamp(t)
	if t != 0 {
		v.words = a.Settings.Calendar.Clock(t)
	}
	return v
}

// Stamp is a moment with its day. 0 leaves the cell empty.
func (a Ask) Stamp(t data.Time) Value {
	if t == 0 {
		return Value{}
	}
	cal := a.Settings.Calendar
	at := cal.Local(t)
	// A file knows no zones: it takes the face of the office's clock.
	face := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
	return Value{words: cal.Stamp(t), form: formMoment, at: face}
}

// As gives the value other words for the paper; a file keeps what it is.
func (v Value) As(words string) Value { v.words = words; return v }

// Bold makes the value stand out.
func (v Value) Bold(on bool) Value { v.bold = on; return v }

// Over lets the value cover several columns.
func (v Value) Over(columns int) Value { v.over = columns; return v }

// String gives the words for the paper.
func (v Value) String() string { return v.words }

func (v Value) cell() Cell { return Cell{S: v.words, Bold: v.bold, Span: v.over} }
