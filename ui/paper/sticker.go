package paper

import (
	"context"

	"yingbin/data"
)

// stickerSource is what the 访客贴 reads.
type stickerSource interface {
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
}

// The sticker that a business visitor wears: 60 by 40 millimetres, no foot and
// no phone. The visit is picked by its id.
var _ = announce(Record{Name: "sticker", Title: "visit.sticker.title", Order: 11, Span: Pick, Make: record(
	func(ctx context.Context, o stickerSource, a Ask) (*Document, error) {
		list, err := o.Visits(ctx, data.VisitFilter{ID: data.ID(a.ID)})
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || a.ID == "" {
			return nil, data.Fault(data.NotFound, "error.notFound")
		}
		return laySticker(a, list[0]), nil
	})})

// Measures of the sticker in millimetres; type in points.
const (
	stickerWide, stickerHigh, stickerEdge = 60.0, 40.0, 3.0
	stickerName, stickerNameLeast         = 22.0, 11.0
	stickerText                           = 9.0
)

func laySticker(a Ask, v data.VisitView) *Document {
	set := a.Settings.Defaults()
	body := Area{stickerEdge, stickerEdge, stickerWide - 2*stickerEdge, stickerHigh - 2*stickerEdge}
	page := Page{W: stickerWide, H: stickerHigh, Margin: body}
	put := func(marks ...Mark) { page.Marks = append(page.Marks, marks...) }
	right := func(s string, baseline, size float64) Text {
		return Text{X: body.Right() - Width(Printed(s), size, false), Baseline: baseline, Size: size, S: s}
	}
	// The band at the top: what it is, and whose house.
	tag := a.Lex.Say("visit.sticker.visitor")
	put(Text{X: body.X, Baseline: 7.2, Size: 12, Bold: true, S: tag})
	house := fitted(set.Name, body.W-Width(Printed(tag), 12, true)-3, 8, 5, false)
	put(right(house.S, 7, house.Size), Rule{body.X, 9, body.Right(), 9, thin, Black})

	name := GuestName(a.Lex.Say, v.Name, v.Title)
	if name == "" {
		name = a.Lex.Say("visit.guest")
	}
	big := fitted(name, body.W, stickerName, stickerNameLeast, true)
	put(Text{X: body.X + (body.W-Width(Printed(big.S), big.Size, true))/2, Baseline: 18.5, Size: big.Size, Bold: true, S: big.S})

	y := 24.5
	for _, row := range [][2]string{{"visit.sticker.firm", v.Firm}, {"visit.sticker.host", v.Host}} {
		if row[1] == "" {
			continue
		}
		label := a.Lex.Say(row[0])
		put(Text{X: body.X, Baseline: y, Size: stickerText, Gray: Quiet, S: label})
		x := body.X + 11
		line := fitted(row[1], body.Right()-x, stickerText+1, 6, true)
		put(Text{X: x, Baseline: y, Size: line.Size, Bold: true, S: line.S})
		y += 5
	}
	put(Rule{body.X, 32, body.Right(), 32, thin, Black})
	put(Text{X: body.X, Baseline: 36.3, Size: 8, S: data.ShortNumber(v.Number)})
	put(right(a.Lex.Say("visit.sticker.arrived")+" "+set.Calendar.Stamp(v.Arrived), 36.3, 8))
	return &Document{Title: a.Lex.Say("visit.sticker.title"), Name: "sticker-" + data.ShortNumber(v.Number), Pages: []Page{page}, Created: a.Now.Std()}
}

// fitted makes a line as large as fits the width, not smaller than least; what
// is longer even then is cut, with an ellipsis.
func fitted(s string, width, size, least float64, bold bool) Text {
	for Width(Printed(s), size, bold) > width && size > least {
		size -= 0.5
	}
	runes := []rune(s)
	for Width(Printed(s), size, bold) > width && len(runes) > 1 {
		runes = runes[:len(runes)-1]
		s = string(runes) + "…"
	}
	return Text{Size: size, S: s}
}
