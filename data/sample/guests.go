package sample

import (
	"fmt"

	"yingbin/data"
)

// Guests' names are put together from lists: family names as they are, common
// and rare, and given names out of the calendar and the garden, so that nobody
// real is meant. Phones lie in ranges that nobody has (138 0000 xxxx).
var (
	families = []string{
		"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
		"梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
		"单", "仇", "解", "区", "盖", "查", "覃", "尉迟", "司马", "欧阳", "上官", "诸葛",
	}
	given = []string{
		"立夏", "谷雨", "白露", "小满", "霜降", "惊蛰", "夏至", "立秋", "寒露", "小雪", "青禾", "稻香", "麦秋", "竹喧", "松月", "荷风",
		"梅影", "兰舟", "菊英", "桂落", "云起", "听泉", "望山", "临池", "砚田", "墨池", "书台", "琴川", "棋声", "画桥", "茶烟", "渔歌",
		"知秋", "忆梅", "晓楼", "南浦", "北辰", "东篱", "西窗", "明灯",
	}
	// rare names must work everywhere: some guests always have them.
	rare = []guest{
		{name: "欧阳䶮", title: "mr"}, {name: "𬬻小满", title: "ms"}, {name: "𠮷田", title: "mr"}, {name: "羮", title: "mr"},
		{name: "欧阳羮", title: "mr"}, {name: "铲", title: "ms"}, {name: "单于镕", title: "mr"}, {name: "淼犇", title: "ms"},
	}
	ranges = []string{"1380000", "1390000", "1370000", "1360000", "1350000", "1580000", "1590000", "1500000", "1510000", "1520000"}
	firms  = []string{"示例快递", "样板广告", "虚构保洁", "试点物流", "范例绿植", "假设软装"}
)

type guest struct {
	id          data.ID
	name, title string
	phone       string
	vip         bool
	last        data.Day // when they were last here
	times       int
	bookedOn    map[data.Day]bool
}

// guests are all whom the office knows.
type guests struct {
	chance
	all    []*guest
	phones int
}

// fresh makes somebody nobody has seen before.
func (g *guests) fresh(withPhone bool) *guest {
	n := len(g.all)
	p := &guest{id: data.ID(fmt.Sprintf("guest-%05d", n+1)), bookedOn: map[data.Day]bool{}}
	if r := n - 3; r >= 0 && r%9 == 0 && r/9 < len(rare) {
		p.name, p.title, withPhone = rare[r/9].name, rare[r/9].title, true
	} else {
		p.name, p.title = pick(g.chance, families[:len(families)-g.IntN(2)*12]), "mr"
		if g.in(55) {
			p.name += pick(g.chance, given)
		}
		if g.in(48) {
			p.title = "ms"
		}
	}
	if withPhone {
		p.phone = g.phone()
	}
	g.all = append(g.all, p)
	return p
}

func (g *guests) phone() string {
	n := g.phones
	g.phones++
	switch {
	case n%41 == 40:
		return fmt.Sprintf("021%d%07d", 2+n%7, n)
	case n%67 == 66:
		return fmt.Sprintf("+852%08d", n)
	}
	// 7919 has no factor with 10,000: no two of a range are the same
	return ranges[(n+n/10000)%len(ranges)] + fmt.Sprintf("%04d", (n*7919+137)%10000)
}

// somebody gives a guest who can come on a day: an old one so often in a
// hundred, never one who is there on that day already.
func (g *guests) somebody(d data.Day, known int, withPhone bool) *guest {
	if g.in(known) {
		for range 6 {
			if len(g.all) == 0 {
				break
			}
			// of those seen lately rather than long ago
			n := len(g.all)
			p := g.all[n-1-min(g.IntN(n), g.IntN(n))]
			if p.phone != "" && p.last < d && !p.bookedOn[d] {
				return p
			}
		}
	}
	return g.fresh(withPhone)
}
