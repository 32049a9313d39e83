package data

// Say gives the sentence of a word key, as the word files and screens do. Rules
// that only order words take it, so that paper and screen say the same.
type Say func(key string, args ...any) string

// Words lists what is asked for, in the order it is offered.
func (n Needs) Words(say Say) []string {
	var list []string
	if len(n.Shoes) > 0 {
		sizes := ""
		for _, s := range n.Shoes {
			sizes += " " + s
		}
		list = append(list, say("booking.need.shoesOf", sizes))
	}
	if n.Socks > 0 {
		list = append(list, say("booking.need.socksOf", n.Socks))
	}
	if n.Rackets > 0 {
		list = append(list, say("booking.need.racketsOf", n.Rackets))
	}
	if n.Scoring {
		list = append(list, say("booking.need.scoring"))
	}
	if n.Partner {
		list = append(list, say("booking.need.partner"))
	}
	if n.Drinks != "" {
		list = append(list, say("booking.need.drinksOf", n.Drinks))
	}
	return list
}

// Called gives the guest as they are spoken to: 马先生.
func (b Booking) Called(say Say) string {
	if b.Name == "" || b.Title == "" {
		return b.Name
	}
	return say("common.named."+b.Title, b.Name)
}

// ChangedSince reports whether a ledger that was acknowledged at a moment still
// says what its venue's bookings are: none was made, moved or cancelled since.
func ChangedSince(at Time, venue ID, bookings []Booking, notices []Notice) bool {
	of := map[ID]bool{}
	for _, b := range bookings {
		of[b.ID] = true
	}
	for _, n := range notices {
		if n.Venue == venue && n.At > at && of[n.Booking] {
			return true
		}
	}
	return false
}
