package day

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// elsewhere are screens whose buttons work on the machine, not on the book: they
// print, write files and open the house to the network.
var elsewhere = []string{"records", "print", "settings"}

// TestADoubleClickIsOneAct double-clicks the buttons of every screen of every
// station, and what can be done in the rows of its lists, on the book of a house
// full of life: no more than one command is given, and nothing that can be tapped
// moves by what was done, on any screen there is or will be.
func TestADoubleClickIsOneAct(t *testing.T) {
	who := map[string]data.ID{"reception": "staff-an", "bar": "staff-gu", "venue": "staff-jiang", "supervisor": "staff-chang"}
	acts := 0
	for _, station := range ui.StationNames() {
		t.Run(station, func(t *testing.T) {
			pin := "1024"
			if station == "supervisor" {
				pin = "2580"
			}
			h := open(t, setup{at: sampleNow, dir: sampleDir(t), station: station,
				start: data.SignOn{Head: data.Head{Staff: who[station]}, PIN: pin}})
			rail := h.railOf(station, who[station])
			for i, r := range rail[:min(len(rail), 10)] {
				acts += h.haste(r.Name, fyne.KeyName(fmt.Sprintf("F%d", i+1)))
			}
		})
	}
	if acts < 3 {
		t.Errorf("only %d double clicks gave a command: the sample has too little to do", acts)
	}
}

// haste double-clicks on one screen and counts what gave a command.
func (h *house) haste(name string, key fyne.KeyName) (acts int) {
	h.t.Helper()
	h.Frames = kittest.NewFrames()
	for n := 0; ; n++ {
		h.Key(fyne.KeyEscape) // a sheet or question that was opened
		h.Key(key)
		h.pass(kit.Lingers) // what was done before has closed up
		targets := h.RowActions(2)
		if !slices.Contains(elsewhere, name) {
			targets = append(targets, h.Buttons()...)
		}
		if n >= len(targets) {
			return acts
		}
		words := strings.Join(kittest.Texts(targets[n]), " ")
		before, taken := h.given.Load(), h.taken.Load()
		front := h.Root()
		kittest.AtOnce(func() {
			stood := h.Stand()
			h.DoublePress(targets[n])
			moved := h.Moved(stood)
			if h.taken.Load() > taken && h.Root() == front && len(moved) > 0 && !strings.HasPrefix(words, "撤回") {
				h.t.Errorf("%s: after %q moved %s", name, words, strings.Join(moved, "; "))
			}
		})
		for _, fault := range append(h.Misplaced, kittest.CheckLayoutFor(h.Root(), h.win.Canvas().Size().Width, h.win.Canvas().Size().Height, 0)...) {
			h.t.Errorf("%s: after %q %s", name, words, fault)
		}
		h.Misplaced = nil
		switch given := h.given.Load() - before; {
		case given > 1:
			h.t.Errorf("%s: a double click on %q gave %d commands", name, words, given)
		case given == 1:
			acts++
			h.t.Logf("%s: %q", name, words)
		}
	}
}
