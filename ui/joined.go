package ui

import (
	"context"
	"maps"

	"yingbin/data"
	"yingbin/ui/screen"
)

// Joined is what an office can say besides on a device that has joined it: how
// it stands to its hub, what waits there and what was refused.
type Joined interface {
	refuser
	State() data.LinkState
	WatchState(ctx context.Context) <-chan struct{}
	SetAddress(ctx context.Context, address string) error      // looks for the hub there
	Follow(ctx context.Context) error                          // the new hub that was offered
	PairAgain(ctx context.Context, address, code string) error // after the hub shut this device out, or was set up anew; "" is where it was
}

// refuser keeps what was refused of that which people were told would be done.
type refuser interface {
	Rejections(ctx context.Context) ([]data.Rejection, error)
	Dismiss(ctx context.Context, id data.ID) error
}

// Shared is what an office can say besides on the device that shares it.
type Shared interface {
	Sharing(ctx context.Context) (data.Sharing, error)
	Presences(ctx context.Context) ([]data.Presence, error)
	WatchSharing(ctx context.Context) <-chan struct{}
}

// standsDown is a hub that can become a replica of the one that took its place.
type standsDown interface {
	Follow(ctx context.Context) error
}

// waiter knows which records wait for the hub.
type waiter interface {
	Waiting(ctx context.Context) data.WaitingSet
}

// placed is an office on a device with a role, "" where there is only one device.
type placed interface{ Role() data.DeviceRole }

// others is what the window knows of the office's other devices.
type others struct {
	joined   Joined          // nil where this device has not joined
	shared   Shared          // nil where this device shares nothing
	refuser  refuser         // nil where nothing ever waited
	role     data.DeviceRole // what this device is for, "" where it holds the book
	link     data.LinkState
	refused  []data.Rejection
	sharing  data.Sharing
	present  []data.Presence
	waiting  data.WaitingSet
	told     map[data.ID]bool // refusals that opened by themselves before
	onChange func()           // of the sheet that shows them, nil while there is none
}

func newOthers(office Office) *others {
	o := &others{told: map[data.ID]bool{}}
	if o.joined, _ = office.(Joined); o.joined != nil {
		o.link = o.joined.State()
	}
	o.shared, _ = office.(Shared)
	o.refuser, _ = office.(refuser)
	if p, ok := office.(placed); ok {
		o.role = p.Role()
	}
	return o
}

// welcomes reports whether a person may work at this device.
func (w *Window) welcomes(p data.Staff) bool {
	role := w.others.role
	return role == "" || role.Welcomes(p.Role)
}

// waitingNow asks what waits; it may take a moment and is asked off the UI
// goroutine.
func (w *Window) waitingNow() data.WaitingSet {
	if o, ok := w.set.Office.(waiter); ok {
		return o.Waiting(w.ctx)
	}
	return nil
}

// watchOthers carries news of the other devices to the window until it ends. It
// runs on a goroutine of its own.
func (w *Window) watchOthers(news <-chan struct{}, read func(ctx context.Context) (func(), error)) {
	tell := func() {
		show, err := read(w.ctx)
		w.set.Post(func() {
			switch {
			case w.closed:
			case err != nil:
				w.note(err)
			default:
				show()
				w.othersChanged()
			}
		})
	}
	tell()
	for range news {
		tell()
	}
}

// followOthers begins to watch the other devices, if there can be any.
func (w *Window) followOthers() {
	o := w.others
	if o.joined != nil {
		go w.watchOthers(o.joined.WatchState(w.ctx), w.readLink)
	}
	if o.shared != nil {
		go w.watchOthers(o.shared.WatchSharing(w.ctx), w.readSharing)
	}
}

func (w *Window) readLink(ctx context.Context) (func(), error) {
	o := w.others
	link := o.joined.State()
	refused, err := o.refuser.Rejections(ctx)
	if err != nil {
		return nil, err
	}
	waiting := w.waitingNow()
	return func() {
		same := maps.Equal(o.waiting, waiting)
		o.link, o.refused, o.waiting = link, refused, waiting
		if !same {
			w.remark()
		}
	}, nil
}

func (w *Window) readSharing(ctx context.Context) (func(), error) {
	o := w.others
	sharing, err := o.shared.Sharing(ctx)
	if err != nil {
		return nil, err
	}
	present, err := o.shared.Presences(ctx)
	if err != nil {
		return nil, err
	}
	var refused []data.Rejection
	if o.refuser != nil {
		if refused, err = o.refuser.Rejections(ctx); err != nil {
			return nil, err
		}
	}
	return func() { o.sharing, o.present, o.refused = sharing, present, refused }, nil
}

// othersChanged shows what is new about the other devices.
func (w *Window) othersChanged() {
	w.dealShut()
	if w.frame != nil {
		w.frame.bar.dealOthers()
		w.showRefusals()
	}
	if s := w.seats[w.at]; s != nil && w.frame != nil {
		s.screen.Changed(data.Change{Tables: map[string]bool{screen.DeviceNews: true}, Seq: w.seen})
	}
	if f := w.others.onChange; f != nil {
		f()
	}
}

// remark has the screens draw the marks of what waits anew: as if everything had
// changed, since a record that waits can be anywhere.
func (w *Window) remark() {
	all := data.Change{Seq: w.seen, All: true}
	for name, s := range w.seats {
		if name == w.at && w.frame != nil {
			s.screen.Changed(all)
		} else {
			s.miss(all)
		}
	}
}
