package booking

import (
	"testing"

	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestVouchersAreIssuedForADay(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Vouchers(b)} })
	r.Want("这一天还没有发放")
	r.Step("从", 30)
	r.Tap("发放")
	r.Want("请填 1 到 999 之间的数")
	r.Step("从", 1)
	r.Step("到", 3)
	r.Tap("发放")
	r.Change("voucher")
	r.Want("QH-20261123-001", "QH-20261123-003", "未用")
}
