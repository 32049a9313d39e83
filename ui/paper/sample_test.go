package paper_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// guest is a row of the sample record.
type guest struct {
	n           int
	at          data.Time
	name, phone string
	people      int
	why, note   string
}

// samplePapers are records as the registers make theirs.
func samplePapers(rows []guest) []Record {
	return []Record{{Name: "sample", Title: "paper.empty", Span: Range, List: true, Lay: func(_ context.Context, a Ask) (*Document, error) {
		set := a.Setup("paper.empty")
		set.Name, set.Title = "sample", "来访登记表"
		set.Facts = []string{"客户：王先生", "接待：安小样", fmt.Sprintf("共 %d 组", len(rows))}
		return NewSheet(set).Add(List[guest]{Rows: rows, Columns: []Col[guest]{
			{Label: "序号", Width: 12, Align: Centre, Number: func(g guest) int { return g.n }},
			{Label: "到访", Width: 14, Align: Centre, Value: func(g guest) Value { return a.Clock(g.at) }},
			{Label: "姓名", Width: 22, Text: func(g guest) string { return g.name }},
			{Label: "电话", Width: 28, Text: func(g guest) string { return g.phone }},
			{Label: "人数", Width: 12, Align: Right, Number: func(g guest) int { return g.people }},
			{Label: "来访目的", Width: 24, Text: func(g guest) string { return g.why }},
			{Label: "备注", Width: 62, Text: func(g guest) string { return g.note }},
		}}).Signatures(SignBox{Role: "登记人", Name: "安小样"}, SignBox{Role: "案场主管"}).Finish(), nil
	}}}
}

func sampleRows(n int) []guest {
	names := []string{"王先生", "欧阳䶮", "𬬻小满", "𠮷田", "李女士", "Ann-Marie O’Neill", "司马相如"}
	var rows []guest
	for i := range n {
		note := ""
		switch i % 7 {
		case 1:
			note = "首访，轮接"
		case 3:
			note = "由置业顾问顾一样陪同参观样板间 B，询问首付比例与交房时间"
		}
		rows = append(rows, guest{i + 1, papertest.At(540 + i%9*60 + i*7%60), names[i%len(names)], fmt.Sprintf("138****%04d", i%10000), 1 + i%5, "看房", note})
	}
	return rows
}

func makeSample(t testing.TB, rows []guest) *Document {
	t.Helper()
	return papertest.Make(t, samplePapers(rows), "sample", papertest.Ask())
}

// handover is a sheet like the sample on paper, with all the parts there are.
func handover() *Document {
	a := papertest.Ask()
	set := a.Setup("paper.empty")
	set.Name, set.Title, set.Subtitle, set.Period = "handover", "钥匙、对讲机、设施使用及交接记录", "早班 → 晚班", "2026年11月23日"
	set.Facts = []string{"交班人：安小样", "接班人：白小范", "汇总：18:00", "编号：J-1123-02"}
	set.Foot = []string{"已锁定 2026-11-23 18:07"}
	set.Head.Digest = "2b8e44d1a09c00112233445566778899"
	set.Strip = papertest.Remark
	s := NewSheet(set)
	t := s.Table(Column{Head: "项目", Width: 40}, Column{Head: "状况", Width: 78}, Column{Head: "核对", Width: 16, Align: Centre}, Column{Head: "备注", Width: 45})
	t.Section("一、钥匙（12 把：在位 11，借出 1）").
		Line("样板间 B", "借出 顾一样，09:12 借出，应 10:00 还", "不符", "18:03 白小范：已电话催还").
		Line("其余 11 把", "在位", "✓", "").
		Section("二、对讲机（6 台：在位 6）").Line("1 号", "在位，11:20 换新电池", "✓").Line("2–6 号", "在位，电量正常", "✓").
		Section("三、设施使用情况").Line("乒乓球2", "正常（球网 11:50 修复）", "✓").
		Line("消毒柜", "停用，报修 W-1123-001，厂家售后约 24 日上门", "✓", "器皿改用备用柜").
		Section("四、未办事项").
		Line("待审批报损", "玻璃茶杯 1 只，缺口，洗前检查发现，古试饮报，待主管审批", "✓").
		Line("未来 12 小时预约", "19:00 羽毛球1 钱先生；19:30 棋牌1 郑先生；20:00 台球2 欧阳䶮；次日 09:00 乒乓球1 周先生", "✓", "台账已发各场馆").
		Section("五、代收款").None().
		Section("六、说明").Wide("晚间有暴雨预报，羽毛球馆南侧窗请于 19:00 前关闭。欧阳䶮、𬬻小满、𠮷田到访😀，留言："+papertest.Remark, 14)
	t.Row(Cell{S: "作废的一行", Strike: true}, Cell{S: "费用合计", Bold: true, Span: 2}, Cell{S: "¥180.00"}).
		Total(Cell{S: "合计", Span: 3}, Cell{S: "¥180.00"})
	s.Heading("维修记录", "本期 1 单 · 费用合计 ¥180.00")
	s.Table(Column{Head: "单号", Width: 26, Align: Centre}, Column{Head: "故障现象与处理", Width: 62}, Column{Head: "费用", Width: 20, Align: Right}).
		Line("W-1116-001", "通电不加热。厂家售后上门更换加热管，试机 30 分钟温度正常。停用 8 天，期间器皿改用备用柜消毒。", "¥180.00")
	s.Heading("空表")
	s.Table(Column{Head: "甲", Width: 1}, Column{Head: "乙", Width: 2})
	s.Para("以上情况属实。")
	s.Signatures(SignBox{Role: "交班人", Strokes: papertest.Scribble(), At: "2026-11-23 18:02"},
		SignBox{Role: "接班人", Name: "白小范", Strokes: papertest.Scribble(), At: "2026-11-23 18:07"}, SignBox{Role: "主管"})
	return s.Finish()
}

var testDay = time.Date(2026, 11, 30, 9, 55, 0, 0, time.UTC)
