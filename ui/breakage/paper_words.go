package breakage

import (
	"yingbin/data"
	"yingbin/ui/paper"
)

// What the papers and the screens of breakage word alike.

// Payment says what is due for a report and whether it came.
func Payment(say paper.Say, c data.Calendar, b data.Breakage) string {
	back := ""
	if b.GiveBack() > 0 {
		back = say("breakage.paymentBack", data.Yuan(b.GiveBack()))
	}
	switch {
	case b.Unpriced():
		return say("breakage.paymentOpen", b.Share)
	case b.Due == 0:
		return paper.Under(say("breakage.paymentNone", waived(b)), back)
	case b.Received() > 0 && !b.Paid():
		return say("breakage.paymentPart", data.Yuan(b.Due), b.Share, data.Yuan(b.Received()), b.PaidHow, b.Receipt, c.Stamp(b.PaidAt))
	case !b.Paid():
		return say("breakage.paymentDue", data.Yuan(b.Due), b.Share)
	case back != "":
		return paper.Under(say("breakage.paymentPart", data.Yuan(b.Due), b.Share, data.Yuan(b.Received()), b.PaidHow, b.Receipt, c.Stamp(b.PaidAt)), back)
	case b.Receipt == "":
		return say("breakage.paymentWages", data.Yuan(b.Due), b.Share, b.PaidHow, c.Stamp(b.PaidAt))
	}
	return say("breakage.paymentPaid", data.Yuan(b.Due), b.Share, b.PaidHow, b.Receipt, c.Stamp(b.PaidAt))
}

// waived is why nothing is due; an item without a price gives nothing to pay
// whatever the share.
func waived(b data.Breakage) string {
	if b.Waived == "" {
		return "goodwill"
	}
	return b.Waived
}

// Piece says where the broken piece is.
func Piece(say paper.Say, c data.Calendar, names map[data.ID]string, b data.Breakage) string {
	switch {
	case b.Kind == "lost":
		return say("breakage.pieceNone")
	case b.HandedTo == "":
		return say("breakage.pieceOut")
	}
	return say("breakage.pieceIn", names[b.HandedTo], c.Stamp(b.HandedAt))
}

// Decision says what the supervisor decided.
func Decision(say paper.Say, c data.Calendar, names map[data.ID]string, b data.Breakage) string {
	if b.State == "reported" {
		return say("breakage.paper.waiting")
	}
	return paper.Linked("\n", say("breakage.decisionBy", names[b.DecidedBy], c.Stamp(b.DecidedAt), b.State), b.DecidedWord)
}
