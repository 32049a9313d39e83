package today

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// todo lists what is to do as the office gives it, and which matter stands in
// which row.
func (r *todayRows) todo() (rows []kit.Item, of map[string]data.Matter) {
	speaker := data.Speaker{Say: r.say.Say, Calendar: r.settings.Calendar, Today: r.day, Staff: r.names.Staff}
	of = map[string]data.Matter{}
	for _, m := range r.matters {
		row := screen.MatterItem(speaker, m)
		for of[row.ID].Todo != nil { // two matters of one record
			row.ID += "+"
		}
		of[row.ID] = m
		rows = append(rows, row)
	}
	return rows, of
}
