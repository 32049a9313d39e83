package hub

import (
	"context"
	"slices"

	"yingbin/data"
)

// keepLate keeps what was refused of commands whose makers were told that they would
// be done, and who are not there any more to do them anew: a supervisor decides. The
// answer is then the receipt of what was kept.
func (h *Hub) keepLate(ctx context.Context, list []offered, results []data.Result) (map[int]data.Receipt, error) {
	staff, err := h.book.Staff(ctx)
	if err != nil {
		return nil, err
	}
	var keep []data.Command
	var at []int
	n := 0
	for i, o := range list {
		if o.fault != nil {
			continue
		}
		why := data.AsError(results[n].Err)
		n++
		if why == nil || why.Code == data.Storage || why.Done || !data.MakerGone(staff, o.command) {
			continue
		}
		if k := data.NewKeepLate(o.command, why, h.book.Now()); k != nil {
			keep, at = append(keep, k), append(at, i)
		}
	}
	if len(keep) == 0 {
		return nil, nil
	}
	kept, err := h.book.DoAll(ctx, slices.Values(keep))
	if err != nil {
		return nil, err
	}
	receipts := map[int]data.Receipt{}
	for i, k := range kept {
		if k.Err != nil {
			h.log.Error("a late act is not kept", "cause", k.Err)
			continue
		}
		r := k.Receipt
		r.ID = list[at[i]].command.Meta().ID
		receipts[at[i]] = r
	}
	return receipts, nil
}
