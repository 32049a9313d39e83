package storetest

import (
	"yingbin/data"
)

func (m *Maker) SettingsDay() data.Day {
	return data.Settings{}.Defaults().Calendar.Day(data.TimeOf(m.Read()))
}
