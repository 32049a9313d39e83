package store

import (
	"yingbin/data"
)

func (m *maker) settingsDay() data.Day { return m.Book.settings.Calendar.Day(data.TimeOf(m.read())) }
