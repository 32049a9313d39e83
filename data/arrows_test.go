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

// station reports whether a folder holds a station or one of its parts.
func station(dir string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(dir, "ui/")
	name, _, _ = strings.Cut(rest, "/")
	return name, ok && name != "kit" && name != "paper" && name != "day"
}

// engines are the shared engines below the registers.
var engines = []string{"steps", "touch", "report", "receipt", "handing"}

func shared(path string) bool {
	return slices.ContainsFunc(engines, func(e string) bool { return path == module+"/data/store/"+e })
}

// register reports whether a folder is the store room of a register outside the
// heart.
func register(dir string) bool {
	name, ok := strings.CutPrefix(dir, "data/store/")
	return ok && name != "front" && name != "storetest" && !slices.Contains(engines, name)
}

// wrongWay says why a package in dir must not import a path, "" if it may.
func wrongWay(dir, path string) string {
	in := func(parent string) bool { return dir == parent || strings.HasPrefix(dir, parent+"/") }
	network := path == "net" || strings.HasPrefix(path, "net/") && path != "net/url"
	name, isStation := station(dir)
	isRegister := register(dir)
	switch {
	case own(path, "ui/day"), path == module, own(path, "data/store/storetest"), own(path, "data/officetest") && dir != "data/store/storetest":
		return "nothing imports tests or the program itself"
	case dir == "data" && (ours(path) || foreign(path)):
		return "data imports the standard library only"
	case in("data/officetest") && (ours(path) && path != module+"/data" || foreign(path)):
		return "the tests' office knows no book"
	case dir == "data/store" && ours(path) && path != module+"/data":
		return "the engine knows no register: the catalogue is given to it"
	case isRegister && ours(path) && path != module+"/data" && path != module+"/data/store" && path != module+"/data/store/front" && !shared(path) && !own(path, dir):
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
	case in("ui/kit") && ours(path) && !own(path, "ui/kit") && path != module+"/data" && path != module+"/assets":
		return "the kit knows neither screens, nor paper, nor the book"
	case in("ui/paper") && ours(path) && !own(path, "ui/paper") && path != module+"/data" && path != module+"/assets":
		return "paper knows neither screens nor the book"
	case isStation && ours(path) && path != module+"/data" && path != module+"/assets" && !own(path, "ui/kit") && !own(path, "ui/paper") && !own(path, "ui/"+name):
		return "a station knows the kit, paper, data and words only"
	case in("ui") && (own(path, "data/store") || own(path, "data/registers") || own(path, "data/hub") || own(path, "data/link") || own(path, "data/office")):
		return "main hands the office over; the window doesn't look for it"
	case in("ui") && (network || path == "database/sql"):
		return "the window knows neither SQL nor network"
	case !in("data/store") && (path == "github.com/mattn/go-sqlite3" || path == "database/sql"):
		return "only the store speaks SQL"
	case !in("ui/paper") && strings.Contains(path, "gofpdf"):
		return "only paper makes PDFs"
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
		"data fyne.io/fyne/v2", "data yingbin/assets", "data yingbin/data/store", "data/store yingbin/ui", "data/store yingbin/data/hub", "data/store yingbin/data/store/enquiry", "data/store/enquiry yingbin/data/store/stock", "data/store/front yingbin/data/store/loan", "data/store/enquiry yingbin/data/registers", "data/hub yingbin/data/registers", "data/registers yingbin/data/hub", "ui yingbin/data/registers",
		"data/sample yingbin/data/store", "data/officetest yingbin/data/store", "data/store yingbin/data/officetest", "data/office yingbin/data/store/storetest",
		"assets yingbin/data", "ui/kit yingbin/ui", "ui/kit yingbin/ui/paper", "ui/kit yingbin/data/store", "ui/kit yingbin/ui/reception",
		"ui/paper yingbin/ui/kit", "ui/paper yingbin/ui/bar", "ui/reception yingbin/data/store", "ui/reception database/sql", "ui/reception net/http",
		"ui/reception yingbin/ui/bar", "ui yingbin/data/office", "data/store yingbin/data/office", "ui/reception yingbin/ui", "ui yingbin/data/store", "ui/reception github.com/jung-kurt/gofpdf",
		"data/hub github.com/mattn/go-sqlite3", ". github.com/mattn/go-sqlite3", "ui yingbin/ui/day",
	} {
		dir, path, _ := strings.Cut(arrow, " ")
		if wrongWay(dir, path) == "" {
			t.Errorf("%s → %s is let through", dir, path)
		}
	}
	right := []string{"data/store/enquiry yingbin/data/store", "data/store/menu yingbin/data/store/front", "data/store/checklist yingbin/data/store/steps", "data/registers yingbin/data/store/enquiry", "data/office yingbin/data/registers", "data/officetest yingbin/data", "data/store/storetest yingbin/data/officetest", "data/store/storetest yingbin/data/registers",
		"data time", "data/store yingbin/data", "data/store github.com/mattn/go-sqlite3", "data/hub net/http", "data/sample yingbin/assets", "ui/kit yingbin/assets", "ui/paper github.com/jung-kurt/gofpdf",
		"ui/reception yingbin/ui/kit", "ui/reception yingbin/ui/paper", "ui/reception yingbin/data", ". yingbin/data/store", ". yingbin/ui/reception", "ui yingbin/ui/kit",
	}
	if i := slices.IndexFunc(right, func(arrow string) bool {
		dir, path, _ := strings.Cut(arrow, " ")
		return wrongWay(dir, path) != ""
	}); i >= 0 {
		t.Errorf("%s is refused", right[i])
	}
}
