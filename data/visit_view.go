package data

import "unicode"

// VisitFilter chooses visits. Blank fields choose all.
type VisitFilter struct {
	From, To Day  // business days, both included
	OpenOnly bool // still in the house
	Visitor  ID
	ID       ID
}

// VisitView is a visit as screens and papers show it.
type VisitView struct {
	Visit
	Phone     string // of the visitor
	Forgotten bool   // the visitor was made anonymous
	Times     int    // the how-manieth visit it is: 1 is 首访
}

// Match is somebody the finder found.
type Match struct {
	Visitor
	Times   int      // visits so far
	Last    *Visit   // the newest one, nil before the first
	Booking *Booking // today's next one that still stands, nil without
	Inside  bool     // in the house now
}

// Expected reports whether the person has a booking today and isn't here yet.
func (m Match) Expected() bool { return m.Booking != nil && m.Booking.Status == Booked && !m.Inside }

// PartOfDay names the part of the day that a greeting says: morning, afternoon
// or evening.
func PartOfDay(m Minutes) string {
	switch {
	case m >= 4*60 && m < 12*60:
		return "morning"
	case m >= 12*60 && m < 18*60:
		return "afternoon"
	}
	return "evening"
}

// compound are the surnames of two characters that are met today.
var compound = map[string]bool{
	"欧阳": true, "司马": true, "上官": true, "诸葛": true, "尉迟": true, "长孙": true, "令狐": true, "皇甫": true, "慕容": true, "司徒": true,
	"夏侯": true, "公孙": true, "端木": true, "东方": true, "独孤": true, "南宫": true, "万俟": true, "闻人": true, "轩辕": true, "淳于": true,
	"单于": true, "澹台": true, "宇文": true, "申屠": true, "钟离": true, "呼延": true, "濮阳": true, "赫连": true, "西门": true, "司空": true,
	"鲜于": true, "拓跋": true, "太史": true, "百里": true,
}

// Surname gives what a guest is greeted by: the surname of a Chinese name, one
// character or two, and any other name whole.
func Surname(name string) string {
	runes := []rune(name)
	for _, r := range runes {
		if !unicode.Is(unicode.Han, r) {
			return name
		}
	}
	switch {
	case len(runes) > 2 && compound[string(runes[:2])]:
		return string(runes[:2])
	case len(runes) > 1 && len(runes) < 5:
		return string(runes[:1])
	}
	return name
}
