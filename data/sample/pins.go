package sample

import "yingbin/data"

// PIN is what somebody of the sample signs on with.
type PIN struct {
	Person data.ID
	Name   string
	PIN    string
}

// PINs lists everybody of people.json who can sign on, in their order, for
// whoever tries the sample.
func PINs(list []byte) ([]PIN, error) {
	p, err := readPeople(list)
	if err != nil {
		return nil, err
	}
	var all []PIN
	for _, s := range p.Staff {
		if s.PIN != "" {
			all = append(all, PIN{s.ID, s.Name, s.PIN})
		}
	}
	return all, nil
}
