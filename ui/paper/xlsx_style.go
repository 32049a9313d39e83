package paper

import "github.com/xuri/excelize/v2"

// styleKey is all that cells of a workbook differ in.
type styleKey struct {
	form              form
	align             Align
	bold, head, title bool
	plain             bool // above the table: no lines around it
}

// The formats of numbers, as Excel counts its own.
const (
	numWhole   = 3  // #,##0
	numSum     = 4  // #,##0.00
	numPercent = 10 // 0.00%
	numText    = 49 // words that stay words when somebody edits the cell
)

var (
	numDay    = "yyyy-mm-dd"
	numMoment = "yyyy-mm-dd hh:mm"
)

// style gives the number of a style; each is made once.
func (b *workbook) style(k styleKey) (int, error) {
	if id, known := b.styles[k]; known {
		return id, nil
	}
	id, err := b.file.NewStyle(k.style())
	if err == nil {
		b.styles[k] = id
	}
	return id, err
}

func (k styleKey) style() *excelize.Style {
	s := &excelize.Style{Font: &excelize.Font{Bold: k.bold || k.head || k.title, Size: 11}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: !k.plain}}
	s.Alignment.Horizontal = map[Align]string{Left: "left", Centre: "center", Right: "right"}[k.align]
	switch {
	case k.title:
		s.Font.Size = 14
	case k.head:
		s.Alignment.Horizontal, s.Alignment.Vertical = "center", "center"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EEEEEE"}}
	}
	if !k.plain {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "808080", Style: 1})
		}
	}
	switch k.form {
	case formNumber:
		s.NumFmt = numWhole
	case formMoney:
		s.NumFmt = numSum
	case formPercent:
		s.NumFmt = numPercent
	case formDay:
		s.CustomNumFmt = &numDay
	case formMoment:
		s.CustomNumFmt = &numMoment
	default:
		s.NumFmt = numText
	}
	return s
}
