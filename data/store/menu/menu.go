package menu

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/front"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Menu,
	Describe: about,
	Decide: map[string]store.Decider{
		"PutDrink": store.Decides(putDrink),
		"SellOut":  store.Decides(sellOut),
	},
}

// putDrink keeps what was said of the day: a change of the menu does not bring a
// drink back that is out.
func putDrink(tx *store.Tx, c *data.PutDrink) error {
	d := c.Drink
	old, err := store.Get[data.Drink](tx, "drink", string(d.ID))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	d.Out, d.OutWhy = old.Out, old.OutWhy
	return tx.Put("drink", d)
}

func sellOut(tx *store.Tx, c *data.SellOut) error {
	d, err := store.Get[data.Drink](tx, "drink", string(c.Drink))
	if err != nil {
		return store.MissingAt(err, "drink")
	}
	if d.Out == c.Out && d.OutWhy == c.Why {
		return data.Fault(data.Stale, "menu.already", d.Name).At("drink").Moot()
	}
	d.Out, d.OutWhy = c.Out, c.Why
	if !c.Out {
		d.OutWhy = ""
	}
	return tx.Put("drink", d)
}

// Menu lists all drinks in the order of the menu, retired ones too.
func (b MenuReader) Menu(ctx context.Context) ([]data.DrinkView, error) {
	list, err := store.All[data.DrinkView](ctx, b.book, `SELECT * FROM drink ORDER BY sort, id`)
	if err != nil {
		return nil, err
	}
	sick, err := front.SickMachines(ctx, b.book)
	for i, d := range list {
		list[i].Faulty = sick[d.Appliance]
	}
	return list, err
}
