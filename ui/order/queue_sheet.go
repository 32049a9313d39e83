package order

import (
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// askRecall offers what was served lately, to call it back.
func (q *queue) askRecall() {
	var lately []data.OrderView
	q.sh.Load(func(ctx context.Context) (err error) {
		lately, err = q.office.Recallable(ctx)
		return err
	}, func(err error) {
		if err != nil {
			q.sh.Toast(q.sh.Fault(err), "")
			return
		}
		say, cal := q.sh.Say, q.sh.Settings().Calendar
		list := kit.NewList().SetEmpty(say("queue.recallNone"), "", nil)
		var items []kit.Item
		for _, o := range lately {
			for _, l := range o.Lines {
				items = append(items, kit.Item{ID: string(l.ID), Lead: o.PlaceName, Title: l.Name + " ×" + strconv.Itoa(l.Qty),
					Sub: forWhom(say, o), Badge: say("queue.servedAt", cal.Clock(l.ServedAt))})
			}
		}
		list.SetItems(screen.MarkItems(q.sh, items))
		shut := q.sh.Sheet(say("queue.recall"), list, nil)
		list.OnTap = func(id string) {
			q.sh.Do(&data.RecallLines{Lines: []data.ID{data.ID(id)}}, func(r data.Receipt, err error) {
				shut()
				if err != nil {
					q.sh.Toast(q.sh.Fault(err), "")
					return
				}
				for _, it := range items {
					if it.ID == id {
						q.sh.Toast(say("queue.recalled", it.Lead+" "+it.Title), r.ID)
					}
				}
			})
		}
	})
}

// askSoldOut shows what is on the menu today; a tap says that it is out, or back.
func (q *queue) askSoldOut() {
	say := q.sh.Say
	list := kit.NewList()
	var menu []data.DrinkView
	load := func() {
		q.sh.Load(func(ctx context.Context) (err error) {
			menu, err = q.office.Menu(ctx)
			return err
		}, func(err error) {
			if err != nil {
				q.sh.Toast(q.sh.Fault(err), "")
				return
			}
			list.SetItems(soldOutItems(say, menu, int(q.sh.Settings().Calendar.Day(q.sh.Now()).Date().Month())))
		})
	}
	list.OnAction = func(id, _ string) {
		for _, d := range menu {
			if string(d.ID) != id {
				continue
			}
			key := "menu.wentOut"
			if d.Out {
				key = "menu.cameBack"
			}
			q.sh.Do(&data.SellOut{Drink: d.ID, Out: !d.Out}, func(r data.Receipt, err error) {
				if err != nil {
					q.sh.Toast(q.sh.Fault(err), "")
				} else {
					q.sh.Toast(say(key, d.Name), r.ID)
				}
				load()
			})
		}
	}
	q.sh.Sheet(say("queue.menu"), list, nil)
	load()
}

// soldOutItems lists the drinks of a month with what can be said of each.
func soldOutItems(w data.Say, menu []data.DrinkView, month int) []kit.Item {
	var items []kit.Item
	for _, d := range menu {
		if d.Retired || !d.InSeason(month) {
			continue
		}
		it := kit.Item{ID: string(d.ID), Title: d.Name, Sub: d.OutWhy, Actions: []kit.ItemAction{{ID: "out", Label: w("menu.out"), Tone: kit.ToneLate}}}
		if d.Out {
			it.Actions = []kit.ItemAction{{ID: "back", Label: w("menu.back"), Tone: kit.TonePrimary}}
			it.Badge, it.Tone = w("menu.isOut"), kit.ToneLate
		}
		if d.Faulty {
			it.Badge, it.Tone = w("menu.isFaulty"), kit.ToneLate
		}
		items = append(items, it)
	}
	return items
}
