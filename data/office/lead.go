package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"yingbin/data"
	"yingbin/data/hub"
	"yingbin/data/link"
	"yingbin/data/store"
)

// TakeOver makes this copy the book that decides, on a supervisor's word that the
// old hub is off. Afterwards the office must be opened anew.
func (m *Member) TakeOver(ctx context.Context, by data.Approval) error {
	if !m.Book.Role().Full() {
		return data.Fault(data.Forbidden, "device.notFull")
	}
	if err := m.Book.CheckPINHere(ctx, by.Staff, by.PIN); err != nil {
		return err
	}
	is, err := m.Book.SupervisorHere(ctx, by.Staff)
	switch {
	case err != nil:
		return err
	case !is:
		return data.Fault(data.Forbidden, "error.needSupervisor")
	}
	if err := m.Link.Close(); err != nil {
		return err
	}
	m.Book.Through(nil)
	if err := m.lead(ctx, by.Staff); err != nil {
		return err
	}
	// A program that is killed before this finds what it is in the book; see leads.
	if _, err := link.Aside(m.options.Dir); err != nil {
		return err
	}
	return m.share(ctx, by.Staff)
}

// lead begins this device's reign; what waited here is decided here.
func (m *Member) lead(ctx context.Context, by data.ID) error {
	waiting, err := m.unsent(ctx)
	if err != nil {
		return err
	}
	devices, err := m.Book.Devices(ctx)
	if err != nil {
		return err
	}
	begin := m.options.begin(m.Book.Book, devices, m.identity, by, data.Promoted)
	results, err := m.Book.Promote(ctx, begin, slices.Values(waiting))
	if err != nil {
		return err
	}
	for i, r := range results {
		if err := m.tell(ctx, waiting[i].Meta().ID, r.Err); err != nil {
			return err
		}
	}
	return nil
}

// unsent are the commands of this device that its book does not hold: they wait,
// or the old hub decided them and their lines never came.
func (m *Member) unsent(ctx context.Context) (list []data.Command, err error) {
	head, err := m.Book.Head(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := m.outbox.Reopen(ctx, head.Seq); err != nil {
		return nil, err
	}
	waiting, err := m.outbox.Ahead(ctx, head.Seq)
	for _, e := range waiting {
		c, err := e.Open()
		if err == nil {
			list = append(list, c)
			continue
		}
		h, fault := e.Meta()
		if fault == nil {
			fault = m.tell(ctx, h.ID, err)
		}
		if fault != nil {
			return nil, fault
		}
	}
	return list, err
}

// tell keeps what became of a command that waited: a refusal comes back to its
// person.
func (m *Member) tell(ctx context.Context, id data.ID, refused error) error {
	if refused == nil {
		return m.outbox.Withdraw(ctx, id)
	}
	return m.outbox.Refuse(ctx, id, data.AsError(refused))
}

// share opens the book for the others, so that they find the new hub.
func (m *Member) share(ctx context.Context, by data.ID) error {
	h, err := hub.Open(hubOptions(m.options, m.Book, m.identity))
	if err != nil {
		return err
	}
	return errors.Join(h.Share(ctx, true, by, m.options.Listen...), h.Close())
}

// Follow makes this book a copy that follows the hub which took its place. What
// that one has not seen waits here again. Afterwards the office must be opened
// anew.
func (h *Host) Follow(ctx context.Context) error {
	sharing, err := h.Hub.Sharing(ctx)
	if err != nil {
		return err
	}
	if sharing.Successor == nil {
		return data.Fault(data.NotFound, "error.notFound")
	}
	s, err := h.settings(ctx, *sharing.Successor)
	if err != nil {
		return err
	}
	staging, err := os.MkdirTemp(h.options.Dir, ".following-*")
	if err != nil {
		return data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	defer os.RemoveAll(staging)
	if err := s.Keep(staging); err != nil { // in the office folder it would say that this is a copy already
		return err
	}
	if err := fetch(ctx, h.options, s, h.identity, nil); err != nil {
		return err
	}
	if err := h.recover(ctx); err != nil {
		return err
	}
	return s.Keep(h.options.Dir)
}

// settings is what this device must remember of the hub that it follows now. Its
// key stands in the book: it was one of the office's devices.
func (h *Host) settings(ctx context.Context, next data.HubOffer) (*link.Settings, error) {
	devices, err := h.Book.Devices(ctx)
	if err != nil {
		return nil, err
	}
	id, err := h.Book.OfficeID(ctx)
	if err != nil {
		return nil, err
	}
	house, err := h.Book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	s := &link.Settings{Device: h.options.Device, OfficeID: id, Office: house.Name, Role: data.AtReception,
		Hub: next.Device, Address: next.Address, Epoch: next.Epoch.Number}
	for _, d := range devices {
		switch d.ID {
		case next.Device:
			s.Key = d.Key
		case h.options.Device:
			s.Role = d.Role
		}
	}
	if s.Key == "" {
		return nil, data.Fault(data.Forbidden, "error.forbidden")
	}
	return s, nil
}

// recover lets what the new hub's book lacks of this one wait to be sent.
func (h *Host) recover(ctx context.Context) error {
	base, err := h.Book.Parting(ctx, filepath.Join(h.options.Dir, fetchedFile))
	if err != nil {
		return err
	}
	lines, err := h.Book.LinesAfter(ctx, base)
	if err != nil {
		return err
	}
	list, err := link.Recoverable(lines)
	if err != nil {
		return err
	}
	box, err := store.OpenOutbox(h.options.Dir)
	if err != nil {
		return err
	}
	return errors.Join(box.Recover(ctx, list), box.Close())
}
