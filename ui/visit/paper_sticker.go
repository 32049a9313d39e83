package visit

import (
	"context"

	"yingbin/data"
	"yingbin/ui/paper"
)

// makeSticker makes what a business visitor wears: 60 by 40 millimetres, no foot
// and no phone. The visit is picked by its id; a not-found fault if there is none.
func makeSticker(ctx context.Context, o PaperOffice, a paper.Ask) (*paper.Document, error) {
	list, err := o.Visits(ctx, data.VisitFilter{ID: data.ID(a.ID)})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || a.ID == "" {
		return nil, data.Fault(data.NotFound, "error.notFound")
	}
	return laySticker(a, list[0]), nil
}

// Measures of the sticker in millimetres; type in points.
const (
	stickerWide, stickerHigh, stickerEdge = 60.0, 40.0, 3.0
	stickerName, stickerNameLeast         = 22.0, 11.0
	stickerText                           = 9.0
	stickerLine                           = 0.25
)

func laySticker(a paper.Ask, v data.VisitView) *paper.Document {
	set := a.Settings
	body := paper.Area{X: stickerEdge, Y: stickerEdge, W: stickerWide - 2*stickerEdge, H: stickerHigh - 2*stickerEdge}
	page := paper.Page{W: stickerWide, H: stickerHigh, Margin: body}
	put := func(marks ...paper.Mark) { page.Marks = append(page.Marks, marks...) }
	right := func(s string, baseline, size float64) paper.Text {
		return paper.Text{X: body.Right() - paper.Width(paper.Printed(s), size, false), Baseline: baseline, Size: size, S: s}
	}
	line := func(y float64) paper.Rule {
		return paper.Rule{X1: body.X, Y1: y, X2: body.Right(), Y2: y, Thick: stickerLine}
	}
	// The band at the top: what it is, and whose house.
	tag := a.Lex.Say("visit.sticker.visitor")
	put(paper.Text{X: body.X, Baseline: 7.2, Size: 12, Bold: true, S: tag})
	house := fitted(set.Name, body.W-paper.Width(paper.Printed(tag), 12, true)-3, 8, 5, false)
	put(right(house.S, 7, house.Size), line(9))

	name := data.GuestName(a.Lex.Say, v.Name, v.Title)
	if name == "" {
		name = a.Lex.Say("visit.guest")
	}
	big := fitted(name, body.W, stickerName, stickerNameLeast, true)
	put(paper.Text{X: body.X + (body.W-paper.Width(paper.Printed(big.S), big.Size, true))/2, Baseline: 18.5, Size: big.Size, Bold: true, S: big.S})

	y := 24.5
	for _, row := range [][2]string{{"visit.sticker.firm", v.Firm}, {"visit.sticker.host", v.Host}} {
		if row[1] == "" {
			continue
		}
		label := a.Lex.Say(row[0])
		put(paper.Text{X: body.X, Baseline: y, Size: stickerText, Gray: paper.Quiet, S: label})
		x := body.X + 11
		word := fitted(row[1], body.Right()-x, stickerText+1, 6, true)
		put(paper.Text{X: x, Baseline: y, Size: word.Size, Bold: true, S: word.S})
		y += 5
	}
	put(line(32))
	put(paper.Text{X: body.X, Baseline: 36.3, Size: 8, S: data.ShortNumber(v.Number)})
	put(right(a.Lex.Say("visit.sticker.arrived")+" "+set.Calendar.Stamp(v.Arrived), 36.3, 8))
	return &paper.Document{Title: a.Lex.Say("visit.sticker.title"), Name: "sticker-" + data.ShortNumber(v.Number), Pages: []paper.Page{page}, Created: a.Now.Std()}
}

// fitted makes a line as large as fits the width, not smaller than least; what
// is longer even then is cut, with an ellipsis.
func fitted(s string, width, size, least float64, bold bool) paper.Text {
	for paper.Width(paper.Printed(s), size, bold) > width && size > least {
		size -= 0.5
	}
	runes := []rune(s)
	for paper.Width(paper.Printed(s), size, bold) > width && len(runes) > 1 {
		runes = runes[:len(runes)-1]
		s = string(runes) + "…"
	}
	return paper.Text{Size: size, S: s}
}
