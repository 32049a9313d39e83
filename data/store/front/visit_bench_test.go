package front_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

// Names as they are: few surnames, many given names.
var (
	familyNames = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文")
	givenNames  = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志永海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘")
)

// bigBook makes a book with a long past by writing rows directly, a fifth of
// which are first visits; its lines are not in the journal.
func bigBook(tb testing.TB, visits int) *storetest.Book {
	tb.Helper()
	b := storetest.Fresh(tb)
	r := rand.New(rand.NewPCG(5, 5))
	db := b.Beside()
	defer db.Close()
	raw := func(q string, args ...any) {
		if _, err := db.Exec(q, args...); err != nil {
			tb.Fatal(q, err)
		}
	}
	raw(`PRAGMA synchronous = OFF`)
	raw(`BEGIN`)
	find, err := db.Prepare(`INSERT INTO finder (key, visitor) VALUES (?, ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		tb.Fatal(err)
	}
	start := data.TimeOf(b.Read()).Add(-5 * 365 * 24 * time.Hour)
	step := data.TimeOf(b.Read()).Sub(start) / time.Duration(visits+100)
	var people []data.Visitor
	for i := range visits {
		at := start.Add(time.Duration(i) * step)
		if len(people) == 0 || r.IntN(5) < 2 {
			name := []rune{familyNames[r.IntN(len(familyNames))], givenNames[r.IntN(len(givenNames))]}
			if r.IntN(4) > 0 {
				name = append(name, givenNames[r.IntN(len(givenNames))])
			}
			v := data.Visitor{ID: data.NewID(), Name: string(name), Title: "mr", Phone: fmt.Sprintf("1%d%09d", 3+r.IntN(7), i*1009%1_000_000_000), LastSeen: at}
			b.PlantIn(db, "visitor", v)
			for _, k := range front.FinderKeys(v.Name, v.Phone) {
				if _, err := find.Exec(k, string(v.ID)); err != nil {
					tb.Fatal(err)
				}
			}
			people = append(people, v)
		}
		v := people[r.IntN(len(people))]
		b.PlantIn(db, "visit", data.Visit{
			ID: data.NewID(), Number: fmt.Sprintf("L-%08d", i), Day: data.Settings{}.Defaults().Calendar.Day(at), Visitor: v.ID, Name: v.Name, Title: "mr",
			Adults: 1 + r.IntN(3), Purpose: "viewing", Identity: "known", Area: "area-talk", TableID: "table-a1", By: officetest.An, Arrived: at, LeftAt: at.Add(time.Hour), LeftBy: officetest.An, LeftHow: "seen-off",
		})
	}
	raw(`COMMIT`)
	raw(`ANALYZE`)
	raw(`PRAGMA wal_checkpoint(TRUNCATE)`)
	for i := range 40 { // a full day: who is expected and who is in the house
		v := people[r.IntN(len(people))]
		if i%2 == 0 {
			c := b.Guest(v.Name, v.Phone)
			b.Must(c)
			continue
		}
		k := b.BookingAt(v.Phone, 10+i/4)
		k.Name, k.Voucher, k.Spans[0].Court = v.Name, fmt.Sprintf("QH-1123-%03d", i), []data.ID{"court-bad1", "court-bad2"}[i/2%2]
		b.Must(k)
	}
	return b
}

func bookSize() int {
	if *big {
		return 500_000
	}
	return 20_000
}

// BenchmarkCheckIn commits check-ins of new guests, every one on disk, and says
// how many bare inserts of one row each costs, into a file of the same kind.
func BenchmarkCheckIn(b *testing.B) {
	t := storetest.Fresh(b)
	first := t.Guest("王建国", "13800005678")
	t.Must(first)
	visitor := first.Visitor
	for _, known := range []bool{false, true} {
		b.Run(map[bool]string{false: "new", true: "known"}[known], func(b *testing.B) {
			ctx := context.Background()
			db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_journal_mode=WAL&_synchronous=FULL")
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			if _, err := db.Exec(`CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT`); err != nil {
				b.Fatal(err)
			}
			st, err := db.PrepareContext(ctx, `INSERT INTO bare (id, name, at) VALUES (?, ?, ?)`)
			if err != nil {
				b.Fatal(err)
			}
			defer st.Close()
			var bare, whole []time.Duration
			for i := range b.N {
				t.Pass(time.Second)
				phone := fmt.Sprintf("139%08d", i)
				c := t.Guest("王建国", phone)
				if known {
					c.Visitor, c.Phone = visitor, ""
				}
				c.NoPhone = false
				c.Table, c.Consultant, c.Note = "table-a1", "staff-guyi", "看三期样板间"
				begin := time.Now()
				if _, err := t.Do(ctx, c); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if _, err := st.ExecContext(ctx, string(data.NewID()), "王建国", i); err != nil {
					b.Fatal(err)
				}
				whole, bare = append(whole, middle.Sub(begin)), append(bare, time.Since(middle))
			}
			b.ReportMetric(float64(median(whole).Microseconds()), "µs/check-in")
			b.ReportMetric(float64(median(bare).Microseconds()), "µs/insert")
			b.ReportMetric(float64(median(whole))/float64(median(bare)), "×insert")
		})
	}
}

func median(all []time.Duration) time.Duration { return quantile(all, 0.5) }

func quantile(all []time.Duration, q float64) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)-1, int(float64(len(all))*q))]
}

// BenchmarkFinding searches as people type, in a book with a long past, and
// says how a LIKE over the visits compares.
func BenchmarkFinding(b *testing.B) {
	t := bigBook(b, bookSize())
	ctx := context.Background()
	type person struct{ Name, Phone string }
	people, err := store.All[person](ctx, t, `SELECT name, phone FROM visitor ORDER BY id LIMIT 5000`)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(6, 6))
	typed := func() string {
		p := people[r.IntN(len(people))]
		switch r.IntN(6) {
		case 0:
			return p.Phone[len(p.Phone)-4:]
		case 1:
			return p.Phone[:3+r.IntN(6)]
		case 2:
			return p.Name
		case 3:
			return string([]rune(p.Name)[:1])
		case 4:
			return ""
		}
		keys := front.FinderKeys(p.Name, "")
		return keys[r.IntN(len(keys))]
	}
	var took []time.Duration
	b.ResetTimer()
	for range b.N {
		text := typed()
		begin := time.Now()
		if _, err := t.FindVisitors(ctx, text, 8); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begin))
	}
	b.StopTimer()
	var likes []time.Duration
	for range 15 {
		p := people[r.IntN(len(people))]
		begin := time.Now()
		if _, err := store.All[data.Visitor](ctx, t, `SELECT p.* FROM visitor p WHERE p.id IN (SELECT v.visitor FROM visit v JOIN visitor w ON w.id = v.visitor WHERE v.name LIKE ? OR w.phone LIKE ?) LIMIT 8`, "%"+p.Phone[7:]+"%", "%"+p.Phone[7:]+"%"); err != nil {
			b.Fatal(err)
		}
		likes = append(likes, time.Since(begin))
	}
	b.ReportMetric(float64(quantile(took, 0.99).Microseconds()), "µs/p99")
	b.ReportMetric(float64(median(took).Microseconds()), "µs/p50")
	b.ReportMetric(float64(median(likes))/float64(median(took)), "×LIKE")
}

// BenchmarkForgetting makes one visitor anonymous in a book with a long past.
func BenchmarkForgetting(b *testing.B) {
	t := bigBook(b, bookSize())
	ids, err := store.All[data.Visitor](context.Background(), t, `SELECT * FROM visitor WHERE last_seen < ? AND id NOT IN (SELECT visitor FROM booking) AND id NOT IN (SELECT visitor FROM visit WHERE left_at = 0) ORDER BY id LIMIT ?`, int64(data.TimeOf(t.Read()))-48*3600_000, b.N)
	if err != nil || len(ids) < b.N {
		b.Fatal(len(ids), err)
	}
	b.Log(filepath.Base(t.Dir), "with", bookSize(), "visits")
	b.ResetTimer()
	for i := range b.N {
		t.Must(&data.Anonymise{Head: t.By(officetest.Chang), Visitors: []data.ID{ids[i].ID}})
	}
}
