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

// borrowed reports whether a package of a station asks a register for its words:
// the register's screens still lie at the station, its papers no longer.
func borrowed(name, path string) bool {
	register, ok := station(strings.TrimPrefix(path, module+"/"))
	atStation := func(name string) bool { return slices.Contains([]string{"reception", "bar", "venue", "supervisor"}, name) }
	return ok && atStation(name) && !atStation(register) && register != "cli"
}

// wrongWay says why a package in dir must not import a path, "" if it may.
func wrongWay(dir, path string) string {
	in := func(parent string) bool { return dir == parent || strings.HasPrefix(dir, parent+"/") }
	network := path == "net" || strings.HasPrefix(path, "net/") && path != "net/url"
	name, isStation := station(dir)
	switch {
	case own(path, "ui/day"), path == module:
		return "nothing imports tests or the program itself"
	case dir == "data" && (ours(path) || foreign(path)):
		return "data imports the standard library only"
	case in("data") && !in("data/store") && !in("data/office") && own(path, "data/store"), in("data/store") && (own(path, "data/hub") || own(path, "data/link") || own(path, "data/office")):
		return "the store, the hub and the link don't know each other"
	case in("data") && ours(path) && !own(path, "data") && !(in("data/sample") && path == module+"/assets"):
		return "the office knows no window"
	case in("assets") && ours(path) && !own(path, "assets"):
		return "assets is a leaf"
	case in("ui/kit") && ours(path) && !own(path, "ui/kit") && path != module+"/data" && path != module+"/assets":
		return "the kit knows neither screens, nor paper, nor the book"
	case in("ui/paper") && ours(path) && !own(path, "ui/paper") && path != module+"/data" && path != module+"/assets":
		return "paper knows neither screens nor the book"
	case isStation && ours(path) && path != module+"/data" && path != module+"/assets" && !own(path, "ui/kit") && !own(path, "ui/paper") && !own(path, "ui/"+name) && !borrowed(name, path):
		return "a station knows the kit, paper, data and words only"
	case in("ui") && (own(path, "data/store") || own(path, "data/hub") || own(path, "data/link") || own(path, "data/office")):
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
		"data fyne.io/fyne/v2", "data yingbin/assets", "data yingbin/data/store", "data/store yingbin/ui", "data/store yingbin/data/hub", "data/sample yingbin/data/store",
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
	right := []string{
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
