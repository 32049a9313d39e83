package sample

import (
	"encoding/json"
	"fmt"

	"yingbin/data"
)

// clock is a time of day as people write it: "09:30".
type clock data.Minutes

// UnmarshalText reads "09:30".
func (c *clock) UnmarshalText(b []byte) error {
	var h, m int
	if n, err := fmt.Sscanf(string(b), "%d:%d", &h, &m); n != 2 || err != nil || h < 0 || h > 24 || m < 0 || m > 59 {
		return fmt.Errorf("%q is no time of day", b)
	}
	*c = clock(h*60 + m)
	return nil
}

// catalogue is the file catalogue.json. Lists of later registers stand in files
// of their own.
type catalogue struct {
	Settings struct {
		Name          string
		Zone          string
		Cutoff        clock
		Opens         clock
		Closes        clock
		DayEnd        clock
		VoucherPrefix string
		Shifts        []struct {
			Code     string
			From, To clock
		}
	}
	Venues []struct {
		ID            data.ID
		Name          string
		Kind          string
		Opens, Closes clock
		Guardian      bool
		Courts        []struct {
			ID     data.ID
			Name   string
			Units  []string
			Unit   string // counted places: unit-1 to unit-n
			Places int
		}
	}
	Areas []struct {
		ID     data.ID
		Name   string
		Tables []struct {
			ID    data.ID
			Name  string
			Seats int
		}
	}
	Items []struct {
		ID      data.ID
		Kind    data.ItemKind
		Number  string
		Name    string
		Size    string
		Qty     int
		Guarded bool
	}
}

func readCatalogue(list []byte) (catalogue, error) {
	var c catalogue
	if err := json.Unmarshal(list, &c); err != nil {
		return c, data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("catalogue: %w", err))
	}
	return c, nil
}

// Catalogue gives what a fresh office begins with: the settings, and commands
// that put venues, courts, areas, tables and items in place. No people and no
// history are among them. The commands' ids follow from what they put, so that
// giving them twice changes nothing; By fills in the rest of their heads.
func Catalogue(list []byte) ([]data.Command, data.Settings, error) {
	c, err := readCatalogue(list)
	if err != nil {
		return nil, data.Settings{}, err
	}
	commands := append(c.places(), c.items()...)
	for _, cmd := range commands {
		if err := cmd.Validate(); err != nil {
			return nil, data.Settings{}, fmt.Errorf("catalogue: %s: %w", cmd.Meta().ID, err)
		}
	}
	return commands, c.settings(), nil
}

// By fills in who gives the commands, when and where.
func By(staff data.ID, at data.Time, device data.ID, commands []data.Command) []data.Command {
	for _, c := range commands {
		h := c.Meta()
		h.Staff, h.At, h.Device = staff, at, device
	}
	return commands
}

func (c catalogue) settings() data.Settings {
	f := c.Settings
	s := data.Settings{
		Name: f.Name, Zone: f.Zone, VoucherPrefix: f.VoucherPrefix,
		Cutoff: data.Minutes(f.Cutoff), Opens: data.Minutes(f.Opens), Closes: data.Minutes(f.Closes), DayEnd: data.Minutes(f.DayEnd),
	}
	for _, sh := range f.Shifts {
		s.Shifts = append(s.Shifts, data.Shift{Code: sh.Code, From: data.Minutes(sh.From), To: data.Minutes(sh.To)})
	}
	return s.Defaults()
}

func putHead(id data.ID) data.Head { return data.Head{ID: "put-" + id} }

func (c catalogue) places() []data.Command {
	var all []data.Command
	courts, tables := 0, 0
	for i, v := range c.Venues {
		all = append(all, &data.PutVenue{Head: putHead(v.ID), Venue: data.Venue{
			ID: v.ID, Name: v.Name, Kind: v.Kind, Guardian: v.Guardian, Sort: i + 1,
			Opens: data.Minutes(v.Opens), Closes: data.Minutes(v.Closes),
		}})
		for _, k := range v.Courts {
			courts++
			units := k.Units
			for n := range k.Places {
				units = append(units, fmt.Sprintf("%s-%d", k.Unit, n+1))
			}
			all = append(all, &data.PutCourt{Head: putHead(k.ID), Court: data.Court{
				ID: k.ID, Venue: v.ID, Name: k.Name, Units: units, Counted: k.Places > 0, Sort: courts,
			}})
		}
	}
	for i, a := range c.Areas {
		all = append(all, &data.PutArea{Head: putHead(a.ID), Area: data.Area{ID: a.ID, Name: a.Name, Sort: i + 1}})
		for _, t := range a.Tables {
			tables++
			all = append(all, &data.PutTable{Head: putHead(t.ID), Table: data.Table{ID: t.ID, Area: a.ID, Name: t.Name, Seats: t.Seats, Sort: tables}})
		}
	}
	return all
}

func (c catalogue) items() []data.Command {
	var all []data.Command
	for i, it := range c.Items {
		all = append(all, &data.PutItem{Head: putHead(it.ID), Item: data.Item{
			ID: it.ID, Kind: it.Kind, Number: it.Number, Name: it.Name, Size: it.Size,
			Qty: max(1, it.Qty), Guarded: it.Guarded, Sort: i + 1,
		}})
	}
	return all
}
