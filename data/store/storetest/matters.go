package storetest

import (
	"fmt"
	"strings"

	"yingbin/data"
	"yingbin/data/officetest"
)

// AtDesk is somebody who looks at 今日.
var AtDesk = data.Viewer{Person: officetest.An, Role: data.Reception, Station: "reception"}

// ToDo lists what a register gives a viewer to do, in word keys: lead, title, sub,
// badge, tone and what a tap opens.
func (b *Book) ToDo(register string, v data.Viewer) (rows []string) {
	b.T.Helper()
	list, err := b.Matters(b.T.Context(), b.Now(), v)
	if err != nil {
		b.T.Fatal(err)
	}
	names, err := b.Names(b.T.Context())
	if err != nil {
		b.T.Fatal(err)
	}
	s, err := b.Settings(b.T.Context())
	if err != nil {
		b.T.Fatal(err)
	}
	speaker := data.Speaker{Say: keys, Calendar: s.Calendar, Today: s.Calendar.Day(b.Now()), Staff: names.Staff}
	for _, m := range list {
		if t := m.Todo; m.Register == register {
			row := []string{speaker.Word(t.Lead), speaker.Word(t.Title), speaker.Word(t.Sub), speaker.Word(t.Badge), string(m.Tone), leadsTo(m)}
			rows = append(rows, strings.Join(row, "|"))
		}
	}
	return rows
}

// keys says a word by its key, without those that every register shares.
func keys(key string, args ...any) string {
	return strings.TrimSpace(strings.TrimPrefix(key, "common.") + " " + spaced(args))
}

// leadsTo names what a tap on a matter opens.
func leadsTo(m data.Matter) string {
	switch to := m.Opens().(type) {
	case data.Ref:
		if len(to.ID) == len(data.NewID()) { // made by the test's command
			return to.Register
		}
		return to.Register + " " + string(to.ID)
	case *data.PlaceOrder:
		return "order for " + string(to.Place)
	case data.Print:
		return fmt.Sprint("print ", to.Record, " ", to.From)
	default:
		return fmt.Sprintf("%T", to)
	}
}

func spaced(args []any) string { return strings.TrimSuffix(fmt.Sprintln(args...), "\n") }
