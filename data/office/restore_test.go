package office

import (
	"errors"
	"testing"

	"yingbin/data"
)

// word is a supervisor who answers with a PIN.
func word(pin string) Asker {
	return func([]data.Staff) (data.Approval, error) { return data.Approval{Staff: "boss", PIN: pin}, nil }
}

// A hub goes back to a backup that was made while it was a joined device: with a
// supervisor's PIN it is the hub again, and the devices that follow it give back what
// it lost.
func TestABackupOfAJoinedDeviceMakesItTheHubAgain(t *testing.T) {
	ctx := t.Context()
	pc, pc2, pc3 := newMachine(t, "前台电脑"), newMachine(t, "前台电脑2"), newMachine(t, "主管电脑")
	first := pc.begin()
	second := pc2.joins(first, data.AtReception)
	third := pc3.joins(first, data.AtSupervisor)
	until(t, second.WatchState(ctx), func() bool { return second.State().Online })
	pc2.give(second, &data.PutArea{Area: data.Area{ID: "a1", Name: "沙盘区"}})
	joined, err := second.BackupNow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	pc2.give(second, &data.PutArea{Area: data.Area{ID: "a2", Name: "洽谈区"}})
	until(t, third.WatchState(ctx), func() bool { return third.State().Online && len(pc3.areas(third)) == 2 })
	first.Close()
	until(t, second.WatchState(ctx), func() bool { return !second.State().Online })
	if err := second.TakeOver(ctx, data.Approval{Staff: "boss", PIN: bossPIN}); err != nil {
		t.Fatal(err)
	}
	second.Close()
	lead := pc2.host()
	if err := third.SetAddress(ctx, pc2.address(lead)); err != nil {
		t.Fatal(err)
	}
	if err := third.Follow(ctx); err != nil {
		t.Fatal(err)
	}
	until(t, third.WatchState(ctx), func() bool { s := third.State(); return s.Online && s.Waiting == 0 })
	if err := lead.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, pc2.o, joined.Path, word("0000")); data.AsError(err).Key != "error.pin" {
		t.Fatal("with a wrong PIN:", err)
	}
	if _, err := Restore(ctx, pc2.o, joined.Path, func([]data.Staff) (data.Approval, error) {
		return data.Approval{}, errors.New("nobody is there")
	}); err == nil {
		t.Fatal("nobody was asked")
	}
	done, err := Restore(ctx, pc2.o, joined.Path, word(bossPIN))
	if err != nil {
		t.Fatal(err)
	}
	if done.Later == 0 || done.Aside == "" {
		t.Errorf("%+v", done)
	}
	again := pc2.host()
	if e, err := again.Epoch(ctx); err != nil || e.Number != 3 || e.Hub != pc2.o.Device || e.Why != data.RestoredBehind {
		t.Fatalf("%+v %v", e, err)
	}
	if err := third.SetAddress(ctx, pc2.address(again)); err != nil {
		t.Fatal(err)
	}
	until(t, third.WatchState(ctx), func() bool { s := third.State(); return s.Online && s.Waiting == 0 && s.Past == nil })
	if got := pc2.areas(again); len(got) != 2 {
		t.Errorf("the hub has %q: what it lost did not come back", got)
	}
}

// The backup of a tablet is no book for an office.
func TestATabletsBackupIsNotRestored(t *testing.T) {
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	tablet := bar.joins(h, data.AtBar)
	file, err := tablet.BackupNow(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h.Close()
	if _, err := Restore(t.Context(), pc.o, file.Path, word(bossPIN)); data.AsError(err).Key != "backup.ofTablet" {
		t.Fatal(err)
	}
	if h := pc.host(); h.Role() != "" {
		t.Error("the hub's book is not as it was")
	}
}

// An office of one device begins no epoch.
func TestABackupOfALoneOfficeIsRestored(t *testing.T) {
	pc := newMachine(t, "前台电脑")
	h := pc.host()
	pc.give(h, &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Post: "主管", Verifier: verifier()}})
	file, err := h.BackupNow(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h.Close()
	if _, err := Restore(t.Context(), pc.o, file.Path, word(bossPIN)); err != nil {
		t.Fatal(err)
	}
	if e, err := pc.host().Epoch(t.Context()); err != nil || e.Number != 1 {
		t.Fatal(e, err)
	}
}
