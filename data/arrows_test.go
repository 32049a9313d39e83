package data_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "yingbin"

// own reports whether an import is the package of ours at dir, or below it.
func own(imported, dir string) bool {
	path := module + "/" + dir
	return imported == path || strings.HasPrefix(imported, path+"/")
}

func ours(imported string) bool { return imported == module || strings.HasPrefix(imported, module+"/") }

// foreign reports an import that is neither ours nor the standard library's.
func foreign(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".")
}

// register reports whether a folder holds the screens of a register.
func register(dir string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(dir, "ui/")
	name, _, _ = strings.Cut(rest, "/")
	return name, ok && !slices.Contains([]string{"kit", "screen", "paper", "cli", "day"}, name)
}

// forTests are packages that only tests import; they may look for the book.
var forTests = []string{"ui/kit/kittest", "ui/screen/screentest", "ui/screen/officetest", "ui/day", "data/officetest", "data/store/storetest"}

// engines are the shared engines below the registers.
var engines = []string{"steps", "touch", "report", "receipt", "handing"}

func shared(path string) bool {
	return slices.ContainsFunc(engines, func(e string) bool { return path == module+"/data/store/"+e })
}

// storeRoom reports whether a folder is the store room of a register outside the
// heart.
func storeRoom(dir string) bool {
	name, ok := strings.CutPrefix(dir, "data/store/")
	return ok && name != "front" && name != "storetest" && !slices.Contains(engines, name)
}

// wrongWay says why a package in dir must not import a path, "" if it may.
func wrongWay(dir, path string) string {
	in := func(parent string) bool { return dir == parent || strings.HasPrefix(dir, parent+"/") }
	network := path == "net" || strings.HasPrefix(path, "net/") && path != "net/url"
	name, isRegister := register(dir)
	test := slices.ContainsFunc(forTests, in)
	isRoom := storeRoom(dir)
	switch {
	case path == module, !test && slices.ContainsFunc(forTests, func(dir string) bool { return own(path, dir) }):
		return "nothing imports tests or the program itself"
	case dir == "data" && (ours(path) || foreign(path) && path != "golang.org/x/crypto/argon2"):
		return "data imports the standard library only, and the one function that a PIN's key needs"
	case dir != "data" && strings.HasPrefix(path, "golang.org/x/crypto/"):
		return "only data derives keys"
	case in("data/officetest") && (ours(path) && path != module+"/data" || foreign(path)):
		return "the tests' office knows no book"
	case dir == "data/store" && ours(path) && path != module+"/data":
		return "the engine knows no register: the catalogue is given to it"
	case isRoom && ours(path) && path != module+"/data" && path != module+"/data/store" && path != module+"/data/store/front" && !shared(path) && !own(path, dir):
		return "a register's room knows the engine, the heart and the shared engines only"
	case dir == "data/store/front" && ours(path) && path != module+"/data" && path != module+"/data/store" && !shared(path):
		return "the heart knows the engine and the shared engines only"
	case dir == "data/registers" && ours(path) && path != module+"/data" && !own(path, "data/store"):
		return "the catalogue is a leaf over the store"
	case in("data") && !in("data/store") && !in("data/office") && dir != "data/registers" && (own(path, "data/store") || own(path, "data/registers")), in("data/store") && !in("data/store/storetest") && (own(path, "data/hub") || own(path, "data/link") || own(path, "data/office") || own(path, "data/registers")):
		return "the store, the hub and the link don't know each other"
	case in("data") && ours(path) && !own(path, "data") && !(in("data/sample") && path == module+"/assets"):
		return "the office knows no window"
	case in("assets") && ours(path) && !own(path, "assets"):
		return "assets is a leaf"
	case test && ours(path):
		return ""
	case in("ui/kit") && ours(path) && !own(path, "ui/kit") && path != module+"/data" && path != module+"/assets":
		return "the kit knows neither screens, nor paper, nor the book"
	case in("ui/screen") && ours(path) && !own(path, "ui/screen") && !own(path, "ui/kit") && path != module+"/data" && path != module+"/assets":
		return "what a screen is written against knows no register, no paper and no book"
	case in("ui/paper") && ours(path) && !own(path, "ui/paper") && path != module+"/data" && path != module+"/assets":
		return "paper knows neither screens nor the book"
	case isRegister && own(path, "ui") && path != module+"/ui/kit" && path != module+"/ui/kit/sound" && path != module+"/ui/screen" && path != module+"/ui/paper" && !own(path, "ui/"+name):
		return "registers don't know each other's screens, nor the window"
	case isRegister && ours(path) && !own(path, "ui") && path != module+"/data" && path != module+"/assets":
		return "a register's screens know what they are written against, widgets, paper, data and words only"
	case in("ui/cli") && own(path, "ui") && path != module+"/ui/paper":
		return "the command line knows no window"
	case dir == "." && own(path, "ui") && path != module+"/ui" && path != module+"/ui/cli" && path != module+"/ui/paper":
		return "main knows the window as a whole; which screens there are is said in ui/stations.go"
	case in("ui") && (own(path, "data/store") || own(path, "data/registers") || own(path, "data/hub") || own(path, "data/link") || own(path, "data/office")):
		return "main hands the office over; the window doesn't look for it"
	case in("ui") && (network || path == "database/sql"):
		return "the window knows neither SQL nor network"
	case !in("data/store") && (path == "github.com/mattn/go-sqlite3" || path == "database/sql"):
		return "only the store speaks SQL"
	case !in("ui/paper") && (strings.Contains(path, "gofpdf") || strings.Contains(path, "excelize")):
		return "only paper makes PDFs and workbooks"
	}
	return ""
}

func TestArrowsRunOneWay(t *testing.T) {
	n := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != ".." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		n++
		dir, err := filepath.Rel("..", filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := wrongWay(filepath.ToSlash(dir), imported); why != "" {
				t.Errorf("%s → %s runs the wrong way: %s", filepath.ToSlash(path[3:]), imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 50 {
		t.Fatalf("only %d files were read", n)
	}
}

// The rules themselves find what they are for.
func TestWrongArrowsAreFound(t *testing.T) {
	for _, arrow := range []string{
		"data fyne.io/fyne/v2", "data yingbin/assets", "data yingbin/data/store", "data/store yingbin/ui", "data/store yingbin/data/hub", "data/store yingbin/data/store/enquiry", "data/store/enquiry yingbin/data/store/stock", "data/store/front yingbin/data/store/loan", "data/store/enquiry yingbin/data/registers", "data/hub yingbin/data/registers", "data/registers yingbin/data/hub", "ui yingbin/data/registers", "data/sample yingbin/data/store",
		"data/officetest yingbin/data/store", "data/store yingbin/data/officetest", "data/office yingbin/data/store/storetest",
		"assets yingbin/data", "ui/kit yingbin/ui", "ui/kit yingbin/ui/paper", "ui/kit yingbin/data/store", "ui/kit yingbin/ui/loan", "ui/kit yingbin/ui/screen",
		"ui/screen yingbin/ui", "ui/screen yingbin/ui/loan", "ui/screen yingbin/ui/paper", "ui/screen yingbin/data/store",
		"ui/paper yingbin/ui/kit", "ui/paper yingbin/ui/screen", "ui/paper yingbin/ui/loan",
		"ui/loan yingbin/data/store", "ui/loan database/sql", "ui/loan net/http", "ui/loan yingbin/ui/duty", "ui/loan yingbin/ui", "ui/loan github.com/jung-kurt/gofpdf", "ui/loan yingbin/data/sample",
		"ui/loan yingbin/ui/screen/officetest", "ui/loan yingbin/ui/screen/screentest", "ui/screen yingbin/ui/kit/kittest", ". yingbin/ui/screen/officetest", ". yingbin/ui/loan", "ui/cli yingbin/ui",
		"ui yingbin/data/office", "data/store yingbin/data/office", "ui yingbin/data/store",
		"data/hub github.com/mattn/go-sqlite3", ". github.com/mattn/go-sqlite3", "ui yingbin/ui/day",
	} {
		dir, path, _ := strings.Cut(arrow, " ")
		if wrongWay(dir, path) == "" {
			t.Errorf("%s → %s is let through", dir, path)
		}
	}
	right := []string{"data/store/enquiry yingbin/data/store", "data/store/menu yingbin/data/store/front", "data/store/checklist yingbin/data/store/steps", "data/registers yingbin/data/store/enquiry", "data/office yingbin/data/registers", "data/officetest yingbin/data", "data/store/storetest yingbin/data/officetest", "data/store/storetest yingbin/data/registers",
		"data time", "data/store yingbin/data", "data/store github.com/mattn/go-sqlite3", "data/hub net/http", "data/sample yingbin/assets", "ui/kit yingbin/assets", "ui/paper github.com/jung-kurt/gofpdf",
		"ui/loan yingbin/ui/kit", "ui/loan yingbin/ui/screen", "ui/loan yingbin/ui/paper", "ui/loan yingbin/data", "ui/screen yingbin/ui/kit", "ui/screen yingbin/data",
		"ui yingbin/ui/loan", "ui yingbin/ui/screen", "ui yingbin/ui/kit", ". yingbin/data/store", ". yingbin/ui", ". yingbin/ui/paper",
		"ui/screen/officetest yingbin/data/store", "ui/screen/screentest yingbin/ui/kit/kittest",
	}
	if i := slices.IndexFunc(right, func(arrow string) bool {
		dir, path, _ := strings.Cut(arrow, " ")
		return wrongWay(dir, path) != ""
	}); i >= 0 {
		t.Errorf("%s is refused", right[i])
	}
}
