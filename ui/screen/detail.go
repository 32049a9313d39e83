package screen

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Facts tells a record in lines: a word key and what it is, then the next; what
// is empty is left out.
func Facts(sh Shell, pairs ...string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			rows = append(rows, kit.Columns([]float32{3, 7}, kit.NewParagraph(sh.Say(pairs[i]), kit.Label), kit.NewParagraph(pairs[i+1], kit.Body)))
		}
	}
	return kit.VBox(rows...)
}

// PrintButton leads to the paper of a record.
func PrintButton(sh Shell, p Print) *kit.Button {
	return kit.NewButton(sh.Say("common.print"), kit.Secondary, func() { sh.Go(To(p)) }).SetIcon("print").SetLarge()
}

// Names gives everybody's name by id.
func Names(staff []data.Staff) map[data.ID]string {
	names := make(map[data.ID]string, len(staff))
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	return names
}

// People offers those of these roles who are still here, the first role first.
func People(staff []data.Staff, roles ...data.Role) []kit.Choice {
	var list []kit.Choice
	for _, role := range roles {
		for _, p := range staff {
			if p.Role == role && !p.Gone {
				list = append(list, kit.Choice{Code: string(p.ID), Label: p.Name})
			}
		}
	}
	return list
}
