package hub

import (
	"errors"
	"net/http"

	"yingbin/data"
)

// refusal is a fault with what else its answer says.
type refusal struct {
	status int
	fault  *data.Error
	epoch  *data.Epoch
}

func (r *refusal) Error() string { return r.fault.Error() }
func (r *refusal) Unwrap() error { return r.fault }

// refused makes a refusal with a status of its own.
func refused(status int, code data.Code, key string, args ...any) *refusal {
	return &refusal{status: status, fault: data.Fault(code, key, args...)}
}

// statuses are what HTTP calls the codes of the house.
var statuses = map[data.Code]int{
	data.Invalid: http.StatusBadRequest, data.Conflict: http.StatusConflict, data.NotFound: http.StatusNotFound,
	data.Forbidden: http.StatusForbidden, data.Stale: http.StatusConflict, data.Offline: http.StatusServiceUnavailable,
	data.Storage: http.StatusInternalServerError,
}

// asRefusal gives any error as it is answered.
func asRefusal(err error) *refusal {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r
	}
	e := data.AsError(err)
	return &refusal{status: statuses[e.Code], fault: e}
}

// newEpoch tells a device which reign holds now.
func newEpoch(e data.Epoch) *refusal {
	r := refused(http.StatusConflict, data.Stale, "device.newEpoch")
	r.epoch = &e
	return r
}

// superseded tells that another device is the hub.
func superseded(e data.Epoch) *refusal {
	r := refused(http.StatusConflict, data.Stale, "device.superseded")
	r.epoch = &e
	return r
}

// revoked tells a device that it was shut out.
func revoked(d data.Device) *refusal {
	return refused(http.StatusForbidden, data.Forbidden, "device.revoked", d.Name)
}

// apart tells a device that its copy is not one of this book: it fetches a new
// one.
func apart() *refusal { return refused(http.StatusConflict, data.Stale, "device.apart") }
