//go:build peer

// Command main lets clients create records in PocketBase, one after the other each
// and all at once, over TLS, and says how many a second. Every record brings an
// audit row within its transaction. Server and clients share the process, as in
// BenchmarkClients of data/hub.
package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	_ "github.com/pocketbase/pocketbase/migrations"
)

var (
	clients = flag.Int("clients", 20, "how many send at once")
	records = flag.Int("n", 5000, "how many records in all")
	full    = flag.Bool("full", false, "synchronous FULL instead of PocketBase's default")
)

func main() {
	flag.Parse()
	dir, err := os.MkdirTemp("", "peer-*")
	check(err)
	defer os.RemoveAll(dir)
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: connect})
	check(app.Bootstrap())
	check(app.RunAllMigrations())
	collections(app)
	audit(app)
	address, key := serve(app)
	var mode string
	check(app.DB().NewQuery("PRAGMA synchronous").Row(&mode))
	took, times := send(address, key)
	slices.Sort(times)
	ms := func(share float64) float64 {
		return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
	}
	kept, err := app.CountRecords("audit")
	check(err)
	if kept != int64(*records) {
		log.Fatalf("%d audit rows for %d records", kept, *records)
	}
	fmt.Printf("synchronous=%s\t%.0f commands/s\t%.2f ms-p50\t%.2f ms-p99\n", mode, float64(*records)/took.Seconds(), ms(0.5), ms(0.99))
}

// connect is PocketBase's own, but for how durable a commit is.
func connect(path string) (*dbx.DB, error) {
	if !*full {
		return core.DefaultDBConnect(path)
	}
	return dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32000)")
}

func collections(app core.App) {
	open := ""
	notes := core.NewBaseCollection("notes")
	notes.CreateRule = &open
	notes.Fields.Add(&core.TextField{Name: "entry", Required: true}, &core.TextField{Name: "kind", Required: true}, &core.TextField{Name: "text"},
		&core.TextField{Name: "staff"}, &core.TextField{Name: "device"}, &core.NumberField{Name: "at"})
	notes.AddIndex("notes_entry", true, "entry", "")
	check(app.Save(notes))
	log := core.NewBaseCollection("audit")
	log.Fields.Add(&core.TextField{Name: "record"}, &core.TextField{Name: "kind"}, &core.TextField{Name: "staff"}, &core.NumberField{Name: "at"}, &core.JSONField{Name: "body"})
	check(app.Save(log))
}

// audit writes a row beside each record, in one transaction.
func audit(app core.App) {
	app.OnRecordCreateExecute("notes").BindFunc(func(e *core.RecordEvent) error {
		outer := e.App
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			defer func() { e.App = outer }()
			if err := e.Next(); err != nil {
				return err
			}
			of, err := tx.FindCachedCollectionByNameOrId("audit")
			if err != nil {
				return err
			}
			row := core.NewRecord(of)
			row.Set("record", e.Record.Id)
			row.Set("kind", "create")
			row.Set("staff", e.Record.GetString("staff"))
			row.Set("at", e.Record.GetFloat("at"))
			row.Set("body", e.Record.FieldsData())
			return tx.Save(row)
		})
	})
}

func serve(app core.App) (address string, key *x509.Certificate) {
	router, err := apis.NewRouter(app)
	check(err)
	mux, err := router.BuildMux()
	check(err)
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	as := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, as, as, private.Public(), private)
	check(err)
	key, err = x509.ParseCertificate(der)
	check(err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	s := &http.Server{Handler: mux, TLSConfig: &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: private}}}}
	go s.ServeTLS(l, "", "")
	return l.Addr().String(), key
}

func send(address string, key *x509.Certificate) (took time.Duration, times []time.Duration) {
	left := make(chan int, *records)
	for i := range *records {
		left <- i
	}
	close(left)
	var mu sync.Mutex
	var all sync.WaitGroup
	roots := x509.NewCertPool()
	roots.AddCert(key)
	list := make([]*http.Client, *clients)
	for i := range list {
		list[i] = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true, DisableCompression: true}}
		answer, err := list[i].Get("https://" + address + "/api/health") // the handshake is not measured
		check(err)
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
	began := time.Now()
	for i, c := range list {
		all.Go(func() {
			var own []time.Duration
			for n := range left {
				begin := time.Now()
				body, err := json.Marshal(map[string]any{"entry": fmt.Sprintf("%08d-%s", n, strings.Repeat("0", 27)), "kind": "complaint", "text": "客户意见", "staff": "staff-an", "device": fmt.Sprintf("device-%d", i), "at": begin.UnixMilli()})
				check(err)
				answer, err := c.Post("https://"+address+"/api/collections/notes/records", "application/json", bytes.NewReader(body))
				check(err)
				said, err := io.ReadAll(answer.Body)
				check(err)
				answer.Body.Close()
				if answer.StatusCode != http.StatusOK {
					log.Fatalf("%s: %s", answer.Status, said)
				}
				own = append(own, time.Since(begin))
			}
			mu.Lock()
			defer mu.Unlock()
			times = append(times, own...)
		})
	}
	all.Wait()
	return time.Since(began), times
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
