package paper

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
)

// sampleSource is what the sample record asks of an office.
type sampleSource interface {
	Rows(ctx context.Context, from, to data.Day) ([][]string, error)
}

type sampleOffice struct{ rows [][]string }

func (o sampleOffice) Rows(context.Context, data.Day, data.Day) ([][]string, error) {
	return o.rows, nil
}

// sampleRecord is a record as the registers write theirs.
var sampleRecord = Record{
	Name: "sample", Title: "paper.empty", Order: 1, Span: Range,
	Make: record(func(ctx context.Context, o sampleSource, a Ask) (*Document, error) {
		rows, err := o.Rows(ctx, a.From, a.To)
		if err != nil {
			return nil, err
		}
		set := a.Setup("paper.empty")
		set.Name, set.Title = "sample", "来访登记表"
		set.Facts = []string{"客户：王先生", "接待：安小样", fmt.Sprintf("共 %d 组", len(rows))}
		s := NewSheet(set)
		t := s.Table(
			Column{Head: "序号", Width: 12, Align: Centre}, Column{Head: "到访", Width: 14, Align: Centre},
			Column{Head: "姓名", Width: 22}, Column{Head: "电话", Width: 28}, Column{Head: "人数", Width: 12, Align: Right},
			Column{Head: "来访目的", Width: 24}, Column{Head: "备注", Width: 62})
		for _, r := range rows {
			t.Line(r...)
		}
		s.Signatures(SignBox{Role: "登记人", Name: "安小样"}, SignBox{Role: "案场主管"})
		return s.Finish(), nil
	}),
}

// longRemark has three hundred characters, punctuation and words among them.
var longRemark = func() string {
	s := ""
	for i := 0; len([]rune(s)) < 300; i++ {
		s += fmt.Sprintf("第%d次到访，客户询问“车位”与学区（Block-%c座），电话13800138000；", i+1, 'A'+rune(i%26))
	}
	return string([]rune(s)[:300])
}()

func sampleAsk() Ask {
	set := data.Settings{Name: "青禾样例会馆"}.Defaults()
	return Ask{
		From: "2026-11-01", To: "2026-11-30", Lex: assets.Words("zh"), Settings: set,
		Now: set.Calendar.At("2026-11-30", 17*60+55), Staff: "安小样",
		Head: Proof{Seq: 20417, Digest: "7f3a91c20e5d44a1b09c1122334455667788990011223344556677889900aabb"},
	}
}

func sampleRows(n int) [][]string {
	names := []string{"王先生", "欧阳䶮", "𬬻小满", "𠮷田", "李女士", "Ann-Marie O’Neill", "司马相如"}
	var rows [][]string
	for i := range n {
		note := ""
		switch i % 7 {
		case 1:
			note = "首访，轮接"
		case 3:
			note = "由置业顾问顾一样陪同参观样板间 B，询问首付比例与交房时间"
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("%02d:%02d", 9+i%9, i*7%60), names[i%len(names)],
			fmt.Sprintf("138****%04d", i%10000), fmt.Sprint(1 + i%5), "看房", note})
	}
	return rows
}

func makeSample(t testing.TB, rows [][]string) *Document {
	t.Helper()
	d, err := sampleRecord.Make(context.Background(), sampleOffice{rows}, sampleAsk())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// scribble is a signature drawn with three loops.
func scribble() data.Strokes {
	var line []data.Point
	for i := range 60 {
		a := float64(i) / 60 * 6 * math.Pi
		line = append(line, data.Point{X: int16(150 + i*10), Y: int16(200 + 90*math.Sin(a))})
	}
	return data.Strokes{line}
}

// handover is a sheet like the sample on paper, with all the parts there are.
func handover() *Document {
	a := sampleAsk()
	set := a.Setup("paper.empty")
	set.Name, set.Title, set.Subtitle, set.Period = "handover", "钥匙、对讲机、设施使用及交接记录", "早班 → 晚班", "2026年11月23日"
	set.Facts = []string{"交班人：安小样", "接班人：白小范", "汇总：18:00", "编号：J-1123-02"}
	set.Foot = []string{"已锁定 2026-11-23 18:07"}
	set.Seal = "2b8e44d1a09c00112233445566778899"
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
		Section("六、说明").Wide("晚间有暴雨预报，羽毛球馆南侧窗请于 19:00 前关闭。欧阳䶮、𬬻小满、𠮷田到访😀，留言："+longRemark, 14)
	t.Row(Cell{S: "作废的一行", Strike: true}, Cell{S: "费用合计", Bold: true, Span: 2}, Cell{S: "¥180.00"}).
		Total(Cell{S: "合计", Span: 3}, Cell{S: "¥180.00"})
	s.Heading("维修记录", "本期 1 单 · 费用合计 ¥180.00")
	s.Table(Column{Head: "单号", Width: 26, Align: Centre}, Column{Head: "故障现象与处理", Width: 62}, Column{Head: "费用", Width: 20, Align: Right}).
		Line("W-1116-001", "通电不加热。厂家售后上门更换加热管，试机 30 分钟温度正常。停用 8 天，期间器皿改用备用柜消毒。", "¥180.00")
	s.Heading("空表")
	s.Table(Column{Head: "甲", Width: 1}, Column{Head: "乙", Width: 2})
	s.Para("以上情况属实。")
	s.Signatures(SignBox{Role: "交班人", Strokes: scribble(), At: "2026-11-23 18:02"},
		SignBox{Role: "接班人", Name: "白小范", Strokes: scribble(), At: "2026-11-23 18:07"}, SignBox{Role: "主管"})
	return s.Finish()
}

func pdfOf(t testing.TB, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.WritePDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdfFile writes the document where the tools of the system can read it.
func pdfFile(t testing.TB, d *Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdfOf(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var testDay = time.Date(2026, 11, 30, 9, 55, 0, 0, time.UTC)

func fontBytes(bold bool) []byte {
	if bold {
		return assets.FontBold
	}
	return assets.FontRegular
}
