package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"yingbin/assets"
	"yingbin/data"
)

// judgeDevices refuses what can't be meant about several devices.
func (o *Options) judgeDevices() error {
	_, whole := data.ReadCode(o.Code)
	switch {
	case o.Demo && o.Join != "":
		return Usage{key: "shell.cli.joinDemo"}
	case o.Word == "join" && (o.Object == "" || o.Code == "" || o.Name == ""):
		return Usage{key: "shell.cli.join"}
	case o.Word == "join" && !whole:
		return Usage{key: "shell.cli.code", args: []any{o.Code}}
	case o.Word == "promote" && !o.OldOff:
		return Usage{key: "shell.cli.oldOff"}
	}
	for _, role := range o.pairs() {
		if !slices.Contains(data.DeviceRoles, data.DeviceRole(role)) {
			return Usage{key: "shell.cli.role", args: []any{role}}
		}
	}
	return nil
}

// ListenAt are the addresses that a hub was told to listen on.
func (o *Options) ListenAt() []string { return listed(o.Listen) }

// pairs are the roles for which a hub was told to give codes.
func (o *Options) pairs() []string { return listed(o.Pair) }

func listed(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// StationOf gives the station that a device shows: what it is for unless another
// was asked for, which only a device with the whole book may show.
func (o *Options) StationOf(role data.DeviceRole) (string, error) {
	switch {
	case role == "":
		return o.Station, nil
	case o.AnyStation:
		return string(role), nil
	case !role.Full() && o.Station != string(role):
		return "", data.Fault(data.Forbidden, "device.stationRole", string(role), o.Station)
	}
	return o.Station, nil
}

// AskApproval asks in a terminal which supervisor agrees, and for the PIN.
func AskApproval(in io.Reader, out io.Writer, staff []data.Staff) (data.Approval, error) {
	lines := bufio.NewScanner(in)
	ask := func(key string) string {
		fmt.Fprint(out, assets.Words("zh").Say(key), " / ", assets.Words("en").Say(key), ": ")
		lines.Scan()
		return strings.TrimSpace(lines.Text())
	}
	a, err := approvalOf(staff, ask("shell.first.boss"), "")
	if err == nil {
		a.PIN = ask("shell.signOn.pin")
	}
	return a, err
}

// Fetching tells in a terminal how much of a book has come, a line each tenth.
func Fetching(out io.Writer) func(done, total int64) {
	last := int64(-1)
	return func(done, total int64) {
		if total <= 0 {
			return
		}
		if tenth := done * 10 / total; tenth != last {
			last = tenth
			fmt.Fprintln(out, Both("shell.cli.fetching", int(tenth*10)))
		}
	}
}

// Host is what sharing without a window asks of the office.
type Host interface {
	Settings(ctx context.Context) (data.Settings, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Share(ctx context.Context, on bool, by data.ID) error
	Sharing(ctx context.Context) (data.Sharing, error)
	PairingCode(ctx context.Context, role data.DeviceRole, by data.ID) (data.PairingCode, error)
}

// Serve shares an office until ctx ends, and says where, and with which code a
// device can join if one was asked for.
func (o *Options) Serve(ctx context.Context, h Host) error {
	settings, err := h.Settings(ctx)
	if err != nil {
		return err
	}
	if settings.Name == "" {
		return data.Fault(data.NotFound, "error.noBook", o.Office)
	}
	staff, err := h.Staff(ctx)
	if err != nil {
		return err
	}
	var by data.ID // in whose name it is shared: any supervisor's, who could do it in the window
	for _, p := range staff {
		if p.Role == data.Supervisor && !p.Gone {
			by = p.ID
		}
	}
	if err := h.Share(ctx, true, by); err != nil {
		return err
	}
	sharing, err := h.Sharing(ctx)
	if err != nil {
		return err
	}
	fmt.Println(Both("shell.cli.sharing", strings.Join(sharing.Addresses, " ")))
	if sharing.Firewall.Blocks {
		fmt.Println(Both("settings.devices.firewall") + "\n" + sharing.Firewall.Command)
	}
	for _, role := range o.pairs() {
		code, err := h.PairingCode(ctx, data.DeviceRole(role), by)
		if err != nil {
			return err
		}
		fmt.Println(BothFor("shell.cli.pairing", data.DeviceRole(role), data.Grouped(code.Code), settings.Calendar.Clock(code.Ends)))
	}
	<-ctx.Done()
	return nil
}

// Fresh refuses to join where a book of one's own lies already.
func Fresh(ctx context.Context, dir string, filled func(ctx context.Context, dir string) (bool, error)) error {
	is, err := filled(ctx, dir)
	if err == nil && is {
		return Usage{key: "shell.cli.bookThere", args: []any{dir}}
	}
	return err
}

// JoinedHere says that a device which has joined can't share.
func JoinedHere(s data.LinkState) error {
	return Usage{key: "shell.cli.joinedHere", args: []any{s.Office}}
}

// NotJoined says that a device is the hub already.
func NotJoined() error { return Usage{key: "shell.cli.notJoined"} }

// Answer gives what was typed into a window for a supervisor's word.
func Answer(name, pin string) func([]data.Staff) (data.Approval, error) {
	return func(staff []data.Staff) (data.Approval, error) { return approvalOf(staff, name, pin) }
}

// approvalOf finds the supervisor of a name.
func approvalOf(staff []data.Staff, name, pin string) (data.Approval, error) {
	i := slices.IndexFunc(staff, func(p data.Staff) bool { return p.Name == name && p.Role == data.Supervisor && !p.Gone })
	if i < 0 {
		return data.Approval{}, data.Fault(data.Forbidden, "error.needSupervisor")
	}
	return data.Approval{Staff: staff[i].ID, PIN: pin}, nil
}
