// Command idle is an empty window in the house's theme and fonts: what the program's
// own is measured beside.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"yingbin/ui/kit"
)

func main() {
	app.SetMetadata(fyne.AppMetadata{ID: "house.yingbin.idle", Migrations: map[string]bool{"fyneDo": true}})
	a := app.New()
	a.Settings().SetTheme(kit.NewTheme(false))
	win := a.NewWindow("迎宾")
	win.SetPadded(false)
	win.SetContent(kit.VBox(kit.NewText("迎宾", kit.Body), kit.NewText("迎宾", kit.BodyBold)))
	win.Resize(fyne.NewSize(1366, 768))
	win.ShowAndRun()
}
