package front_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"yingbin/data"
)

// Many desks want the same courts at the same time, halls that share a floor
// among them. Exactly one wins each half hour, and everybody else is told so.
func TestManyFightForTheSameSlotsAndOneWinsEach(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	wants := []string{"bad1 10:00 11:00", "bad2 10:00 11:00", "bas 10:00 11:00", "bas 10:30 11:30", "east 10:30 11:30", "tt1 10:00 10:30", "seats 10:00 11:00"}
	const rivals = 12
	won := make([]map[data.ID]string, rivals)
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range rivals {
		won[i] = map[data.ID]string{}
		all.Go(func() {
			<-start
			for k := range wants {
				want := wants[(k+i)%len(wants)] // each begins with another
				c := booking(b, want)
				c.Device = data.ID(fmt.Sprintf("device-%d", i))
				_, err := b.Do(ctx, c)
				switch {
				case err == nil:
					won[i][c.Spans[0].Booking] = want
				case data.CodeOf(err) != data.Conflict:
					t.Errorf("%s: %v", want, err)
				}
			}
		})
	}
	close(start)
	all.Wait()

	wins := map[string]int{}
	standing := map[data.ID]bool{}
	for i := range won {
		for id, want := range won[i] {
			wins[want]++
			standing[id] = true
		}
	}
	list, err := b.Bookings(ctx, data.BookingFilter{Live: true})
	if err != nil || len(list) != len(standing) {
		t.Fatalf("%d bookings stand, %d were promised: %v", len(list), len(standing), err)
	}
	for _, k := range list {
		if !standing[k.ID] {
			t.Error("nobody was promised", k)
		}
	}
	if wins["tt1 10:00 10:30"] != 1 || wins["seats 10:00 11:00"] != 2 {
		t.Error(wins)
	}
	for _, want := range wants[:5] {
		if wins[want] > 1 {
			t.Error(want, "was given", wins[want], "times")
		}
	}
	if floorA := wins["bad1 10:00 11:00"] + wins["bas 10:00 11:00"] + wins["bas 10:30 11:30"] + wins["east 10:30 11:30"]; floorA != 1 {
		t.Error("floor a was given", floorA, "times:", wins)
	}
	checkHeld(b, nil)
	b.Sound()
}
