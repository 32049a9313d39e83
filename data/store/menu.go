package store

import (
	"context"

	"yingbin/data"
)

var _ = announce(part{decide: map[string]decider{
	"PutDrink": on(putDrink),
	"SellOut":  on(sellOut),
}})

// putDrink keeps what was said of the day: a change of the menu does not bring a
// drink back that is out.
func putDrink(tx *Tx, c *data.PutDrink) error {
	d := c.Drink
	old, err := get[data.Drink](tx, "drink", string(d.ID))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	d.Out, d.OutWhy = old.Out, old.OutWhy
	return tx.put("drink", d)
}

func sellOut(tx *Tx, c *data.SellOut) error {
	d, err := get[data.Drink](tx, "drink", string(c.Drink))
	if err != nil {
		return missingAt(err, "drink")
	}
	if d.Out == c.Out && d.OutWhy == c.Why {
		return data.Fault(data.Stale, "menu.already", d.Name).At("drink")
	}
	why := c.Why
	if !c.Out {
		why = ""
	}
	return tx.update("drink", cols{"out": c.Out, "out_why": why}, string(d.ID))
}

// Menu lists all drinks in the order of the menu, retired ones too.
func (b *Book) Menu(ctx context.Context) ([]data.DrinkView, error) {
	list, err := all[data.DrinkView](ctx, b, `SELECT * FROM drink ORDER BY sort, id`)
	if err != nil {
		return nil, err
	}
	sick, err := sickMachines(ctx, b)
	for i, d := range list {
		list[i].Faulty = sick[d.Appliance]
	}
	return list, err
}
