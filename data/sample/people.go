package sample

import (
	"encoding/json"
	"fmt"

	"yingbin/data"
)

// people is the file people.json. PIN stands there so that whoever tries the
// sample can sign on; Verifier is made from it beforehand, as that takes long.
type people struct {
	Staff []struct {
		ID       data.ID
		Name     string
		Post     string
		Role     data.Role
		PIN      string
		Verifier string
	}
	Guests names
	Said   map[string][]string // what people write and say, by occasion
}

// names are what guests' names are put together from: family names as they are,
// common and rare, and given names out of the calendar and the garden, so that
// nobody real is meant. Rare names, which must work everywhere, some guests
// always have.
type names struct {
	Families []string
	Given    []string
	Rare     []string // name|title
}

// says gives something that is said on an occasion.
func (l *life) says(occasion string) string {
	said := l.staff.Said[occasion]
	if len(said) == 0 {
		l.fault = data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("people: nothing is said of %s", occasion))
		return ""
	}
	return pick(l.chance, said)
}

func readPeople(list []byte) (people, error) {
	var p people
	if err := json.Unmarshal(list, &p); err != nil {
		return p, data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("people: %w", err))
	}
	if len(p.Staff) == 0 || p.Staff[0].Role != data.Supervisor {
		return p, data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("people: the first one is no supervisor"))
	}
	if len(p.Guests.Families) < 24 || len(p.Guests.Given) == 0 {
		return p, data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("people: too few names for guests"))
	}
	return p, nil
}

// Who the people of the sample are. The life they lead is told of these.
const (
	chang  data.ID = "staff-chang"
	an     data.ID = "staff-an"
	bai    data.ID = "staff-bai"
	ding   data.ID = "staff-ding"
	ji     data.ID = "staff-ji"
	xia    data.ID = "staff-xia"
	tong   data.ID = "staff-tong"
	jiang  data.ID = "staff-jiang"
	shi    data.ID = "staff-shi"
	lu     data.ID = "staff-lu"
	ouyang data.ID = "staff-ouyang"
	wen    data.ID = "staff-wen"
	lan    data.ID = "staff-lan"
	tang   data.ID = "staff-tang"
)

var advisers = []data.ID{"staff-gu1", "staff-gu2", "staff-gu3"}

// hosts are who looks after the courts of a kind.
var hosts = map[string][]data.ID{
	"badminton": {jiang}, "tabletennis": {jiang}, "basketball": {shi, lu},
	"billiards": {ouyang}, "cards": {ouyang}, "reading": {wen}, "children": {lan},
}

// rooms are where the guests of a kind of court are led.
var rooms = map[string]data.ID{
	"badminton": "area-hall", "tabletennis": "area-hall", "basketball": "area-hall",
	"billiards": "area-billiards", "cards": "area-cards", "reading": "area-books", "children": "area-kids",
}
