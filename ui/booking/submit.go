package booking

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// command makes the booking that the form describes.
func (f *bookingForm) command() *data.Book {
	phone, ok := data.Phone(f.phone.Text())
	if !ok {
		phone = f.phone.Text()
	}
	visitor := f.visitor
	if visitor == "" {
		visitor = data.NewID()
	}
	c := &data.Book{
		Act: data.NewID(), Spans: spansOf(f.of.picks), Visitor: visitor,
		Name: f.name.Text(), Title: f.honorific.Selected(), Phone: phone, Voucher: strings.ToUpper(f.voucher.Text()),
		People: f.party.Value(), How: f.how.Selected(), Note: f.remark.Text(),
	}
	if c.How == "consultant" {
		c.Consultant = data.ID(f.consultant.Selected())
	}
	if f.wantsGuardian() {
		c.Guardian = f.guardian.Text()
	}
	for _, n := range f.needs.SelectedAll() {
		switch n {
		case "shoes":
			c.Needs.Shoes = f.sizes.SelectedAll()
		case "socks":
			c.Needs.Socks = f.socks.Value()
		case "rackets":
			c.Needs.Rackets = f.rackets.Value()
		case "scoring":
			c.Needs.Scoring = true
		case "partner":
			c.Needs.Partner = true
		case "drinks":
			c.Needs.Drinks = f.drinks.Text()
		}
	}
	return c
}

// submit books, or moves.
func (f *bookingForm) submit() {
	if f.give.Locked() || len(f.of.picks) == 0 {
		return
	}
	if f.of.moving != nil {
		f.submitMove()
		return
	}
	chosen := f.of.chosen()
	f.give.Lock()
	f.of.sh.Do(f.command(), func(r data.Receipt, err error) {
		f.give.Unlock()
		f.answer(err)
		if err != nil {
			return
		}
		f.clear()
		f.of.sh.Toast(f.said("booking.given", chosen, r), r.ID)
		f.of.choose(nil)
		f.of.load()
		f.name.Focus(f.of.sh.Canvas())
	})
}

func (f *bookingForm) submitMove() {
	p, b := f.of.picks[0], f.of.moving
	chosen := f.of.chosen()
	f.give.Lock()
	f.of.sh.Do(&data.MoveBooking{Booking: b.ID, Court: p.Court, Start: p.From.Start(), End: p.To.Start()}, func(r data.Receipt, err error) {
		f.give.Unlock()
		f.answer(err)
		if err != nil {
			return
		}
		f.of.sh.Toast(f.said("booking.movedTo", chosen, r), r.ID)
		f.of.stopMoving()
		f.of.load()
	})
}

// said puts what was done and what to look at into one sentence.
func (f *bookingForm) said(key, chosen string, r data.Receipt) string {
	text := f.of.sh.Say(key, chosen, data.ShortNumber(r.Number))
	for _, w := range r.Warnings {
		text = f.of.sh.Say("booking.also", text, f.of.sh.Say(w.Key, w.Args...))
	}
	return text
}

// answer shows what is wrong at its place; the nearest free times answer a
// conflict.
func (f *bookingForm) answer(err error) {
	rest := screen.ShowFaults(f.of.sh, err, map[string]screen.Faulty{
		"name": f.name, "phone": f.phone, "voucher": f.voucher, "consultant": f.consultant, "guardian": f.guardian,
		"drinks": f.drinks, "note": f.remark, "how": f.how,
	})
	e := data.AsError(err)
	if e != nil && e.Key == "booking.voucherChoice" {
		f.offerVouchers()
	}
	if rest == "" {
		f.calm()
		f.reveal()
		return
	}
	switch {
	case len(e.Near) > 0:
		rest = f.of.sh.Say("booking.instead", rest)
	case e.Code == data.Conflict && e.Field != "voucher":
		rest = f.of.sh.Say("booking.noneFree", rest)
	}
	court := data.ID("")
	if len(f.of.picks) == 1 {
		court = f.of.picks[0].Court
	}
	f.warn(rest, e.Near, court)
	if e.Code == data.Conflict || e.Code == data.Stale {
		f.of.load() // the board was older than the book
	}
}

// reveal brings the first field at fault into view.
func (f *bookingForm) reveal() {
	for _, field := range []*kit.Field{f.name, f.phone, f.voucher, f.guardian, f.drinks, f.remark} {
		if field.Fault() != "" {
			field.Focus(f.of.sh.Canvas())
			return
		}
	}
}

func (f *bookingForm) offerVouchers() {
	day, typed := f.of.day, f.voucher.Text()
	var list []data.Voucher
	f.of.sh.Load(func(ctx context.Context) (err error) {
		list, err = f.of.office.VouchersMatching(ctx, day, typed)
		return err
	}, func(err error) {
		var choices []kit.Choice
		for _, v := range list {
			if v.Booking == "" {
				choices = append(choices, kit.Choice{Code: v.Number, Label: data.ShortNumber(v.Number)})
			}
		}
		if err != nil || len(choices) == 0 {
			return
		}
		f.vouchers.SetChoices(choices)
		f.vouchers.Select()
		f.vouchers.Show()
		f.settle()
	})
}

// calm takes the banner away.
func (f *bookingForm) calm() {
	if f.banner.Visible() {
		f.banner.Hide()
		f.settle()
	}
}

// clear empties the form for the next caller.
func (f *bookingForm) clear() {
	for _, field := range []*kit.Field{f.name, f.phone, f.voucher, f.drinks, f.guardian, f.remark} {
		field.SetText("")
		field.ClearFault()
	}
	f.honorific.Select()
	f.needs.Select()
	f.sizes.Select()
	f.consultant.Select()
	f.how.Select(data.BookingWays[0])
	f.party.SetValue(2)
	f.socks.SetValue(1)
	f.rackets.SetValue(2)
	f.visitor = ""
	f.setSlots(2)
	f.calm()
	f.offerKnown(nil)
	keep := map[string]any{}
	for _, k := range []string{"day", "group", "tab", "many"} {
		keep[k] = f.of.draft.Get(k)
	}
	f.of.draft.Clear()
	for k, v := range keep {
		f.of.draft.Put(k, v)
	}
	f.extras()
}
