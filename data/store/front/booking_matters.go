package front

import (
	"context"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// upcoming is how far ahead a shift is told of bookings.
const upcoming = 12 * time.Hour

// handOverBookings hands over the bookings of the next hours, those that are
// running too, and what venues have not been told yet.
func handOverBookings(ctx context.Context, q store.Querier, h store.Moment) ([]data.HandoverItem, error) {
	ground, err := readGround(ctx, q, h.Settings.Calendar)
	if err != nil {
		return nil, err
	}
	until := h.Now.Add(upcoming)
	bookings, err := readBookings(ctx, q, data.BookingFilter{From: h.Day, To: h.Settings.Calendar.Day(until), Live: true})
	if err != nil {
		return nil, err
	}
	var list []data.HandoverItem
	for _, b := range bookings {
		if b.Ends <= h.Now && b.Status == data.Booked || b.Starts >= until {
			continue
		}
		court, _ := ground.Court(b.Court)
		list = append(list, data.HandoverItem{
			Section: "upcoming", Sort: len(list), Ref: b.ID, Visitor: b.Visitor, Title: b.Name, Called: b.Title, Who: b.Consultant, Due: b.Starts,
			Amiss: b.Status == data.Booked && b.Starts < h.Now || b.Status != data.Booked && b.Ends < h.Now,
			Key:   "booking.hand.upcoming",
			Args:  []string{court.Name, h.Clock(b.Starts), h.Settings.Calendar.Clock(b.Ends), strconv.Itoa(b.People), string(b.Status)},
		})
	}
	waiting, err := readNotices(ctx, q, h.Settings.Calendar, data.NoticeFilter{Waiting: true})
	if err != nil {
		return nil, err
	}
	count := map[data.ID]int{}
	for _, n := range waiting {
		count[n.Venue]++
	}
	for _, v := range ground.Venues {
		if n := count[v.ID]; n > 0 {
			list = append(list, data.HandoverItem{
				Section: "notices", Sort: len(list), Ref: v.ID, Amiss: true,
				Key: "booking.hand.waiting", Args: []string{v.Name, strconv.Itoa(n)},
			})
		}
	}
	return list, nil
}
