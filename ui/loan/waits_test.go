package loan

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen/screentest"
)

func TestALoanThatWaitsIsMarkedOnItsTile(t *testing.T) {
	sh := screentest.NewShell(t)
	sh.Unsent = data.WaitingSet{"l": true}
	v := loanView{out: []data.Lending{{ID: "l", Item: "k1"}, {ID: "m", Item: "k2"}}}
	tiles := v.marked(sh, []kit.Tile{{ID: "k1"}, {ID: "k2"}})
	if tiles[0].Waiting != "待发" || tiles[1].Waiting != "" {
		t.Errorf("%+v", tiles)
	}
}
