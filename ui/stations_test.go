package ui

import (
	"context"
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestTheRailsStandInTheirOrder(t *testing.T) {
	for station, want := range map[string]string{
		"reception":  "today visits bookings loans facilities duty handover order enquiries records settings (acts) (cleaning) (appliances) (breakage) (late) (print)",
		"bar":        "queue! order tables count breakage appliances cleaning expected enquiries (print)",
		"venue":      "now! bookings courts order",
		"supervisor": "records acts breakage late settings appliances (print)",
	} {
		var got []string
		for _, s := range Stations(nil) {
			for _, e := range s.Entries {
				name := e.Name
				if e.Listens {
					name += "!"
				}
				if e.Hidden {
					name = "(" + name + ")"
				}
				if s.Name == station {
					got = append(got, name)
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s shows %s", station, strings.Join(got, " "))
		}
	}
}

func TestEveryEntryHasItsNameWordsAndIcon(t *testing.T) {
	for _, s := range Stations(nil) {
		seen := map[string]bool{}
		for _, e := range s.Entries {
			if seen[e.Name] {
				t.Errorf("%s has two screens called %s", s.Name, e.Name)
			}
			seen[e.Name] = true
			for _, lang := range assets.Langs() {
				if strings.HasPrefix(assets.Words(lang).Say(e.Title), "⟦") {
					t.Errorf("%s/%s has no words for %s in %s", s.Name, e.Name, e.Title, lang)
				}
			}
			if e.Builder.Icon == "" {
				t.Errorf("%s/%s has no icon", s.Name, e.Name)
			}
		}
	}
}

func TestRolesSeeWhatIsTheirs(t *testing.T) {
	e := Entry{Roles: []data.Role{data.Bar}}
	if e.Allows(data.Reception) || !e.Allows(data.Bar) || !e.Allows(data.Supervisor) || !(Entry{}).Allows(data.Floor) {
		t.Error("roles are not kept")
	}
}

// absent are routes that lead nowhere at a station although a screen that leads
// there stands there, and why that is meant.
var absent = map[string]string{
	"reception: checklist → *data.ReportBreakage": "the cups, which chip, are washed at the bar",
	"bar: breakage → data.ActFilter":              "the approval, which leads there, is a supervisor's",
}

// TestEveryRouteIsOpened reads in the sources what each package of screens leads to
// and looks at every station where one of its screens stands for the one that
// opens it.
func TestEveryRouteIsOpened(t *testing.T) {
	routes := routesOf(t)
	if len(routes) < 8 {
		t.Fatalf("only %d packages lead anywhere", len(routes))
	}
	needed := map[string]bool{}
	for _, s := range Stations(nil) {
		opened := map[string]string{}
		for _, e := range s.Entries {
			for _, key := range e.Keys() {
				if by := opened[key]; by != "" {
					t.Errorf("at %s both %s and %s open %s", s.Name, by, e.Name, key)
				}
				opened[key] = e.Name
			}
		}
		for _, pkg := range packagesAt(t, s.Name) {
			for _, key := range routes[pkg] {
				if opened[key] != "" {
					continue
				}
				if gap := s.Name + ": " + pkg + " → " + key; absent[gap] == "" {
					t.Errorf("%s: nothing there opens it", gap)
				} else {
					needed[gap] = true
				}
			}
		}
	}
	for gap := range absent {
		if !needed[gap] {
			t.Errorf("%s is opened, or nobody leads there", gap)
		}
	}
}

// TestEveryMatterIsOpened asks the sample for all that is open. What stands in 今日
// is opened at the desk.
func TestEveryMatterIsOpened(t *testing.T) {
	ctx, now := context.Background(), officetest.Now.Add(8*time.Hour) // the ledgers are to print
	book := officetest.SampleBook(t, now, 12)
	desk := Stations(nil)[0]
	if desk.Name != "reception" {
		t.Fatal(desk.Name)
	}
	seen := map[string]bool{}
	for _, role := range []data.Role{data.Supervisor, data.Floor} {
		staff, err := book.Staff(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range staff {
			list, err := book.Matters(ctx, now, data.Viewer{Person: p.ID, Role: role, Station: desk.Name})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range list {
				route := screen.ToMatter(m)
				seen[route.String()] = true
				if !slices.ContainsFunc(desk.Entries, func(e Entry) bool { return e.Opens(route) }) {
					t.Errorf("a matter of %s leads to %s, which no screen of the desk opens", m.Register, route)
				}
			}
		}
	}
	if len(seen) < 6 || !seen["data.Print"] {
		t.Errorf("hardly anything is open: %v", seen)
	}
}

// packagesAt lists the packages whose screens stand at a station.
func packagesAt(t *testing.T, station string) (pkgs []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "stations.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || !named(lit, station) {
			return true
		}
		ast.Inspect(lit, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if call, ok := kv.Value.(*ast.CallExpr); ok {
					if sel, ok := call.Fun.(*ast.SelectorExpr); ok && kv.Key.(*ast.Ident).Name == "Builder" {
						pkgs = append(pkgs, sel.X.(*ast.Ident).Name)
						return false
					}
				}
			}
			return true
		})
		return false
	})
	slices.Sort(pkgs)
	return slices.Compact(pkgs)
}

// named reports whether a literal is the station of that name.
func named(lit *ast.CompositeLit, station string) bool {
	return slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		key, _ := kv.Key.(*ast.Ident)
		name, _ := kv.Value.(*ast.BasicLit)
		return key != nil && key.Name == "Name" && name != nil && name.Value == strconv.Quote(station)
	})
}

// Which registers there are is said in stations.go and nowhere else in the window.
func TestOnlyTheListOfStationsKnowsRegisters(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	shared := []string{"yingbin/ui/kit", "yingbin/ui/screen", "yingbin/ui/paper"}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			known := slices.ContainsFunc(shared, func(s string) bool { return imported == s || strings.HasPrefix(imported, s+"/") })
			if name != "stations.go" && strings.HasPrefix(imported, "yingbin/ui/") && !known {
				t.Errorf("%s imports %s", name, imported)
			}
		}
	}
}

// routesOf gives for each package below ui what its calls of screen.To lead to. A
// reference that is not made on the spot is a matter's and leads to any register.
func routesOf(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export,Dir,GoFiles", "./...")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	type pkg struct {
		ImportPath, Export, Dir string
		GoFiles                 []string
	}
	exports := map[string]string{}
	var own []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, "yingbin/ui/") {
			own = append(own, p)
		}
	}
	fset := token.NewFileSet()
	look := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	routes := map[string][]string{}
	for _, p := range own {
		var files []*ast.File
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		info := &types.Info{Instances: map[*ast.Ident]types.Instance{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: look}).Check(p.ImportPath, fset, files, info); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				if key := routeOf(n, info); key != "" && !slices.Contains(routes[path.Base(p.ImportPath)], key) {
					routes[path.Base(p.ImportPath)] = append(routes[path.Base(p.ImportPath)], key)
				}
				return true
			})
		}
	}
	return routes
}

// routeOf gives what a call of screen.To leads to, "" for anything else.
func routeOf(n ast.Node, info *types.Info) string {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if f := info.Uses[sel.Sel]; f == nil || f.Name() != "To" || f.Pkg() == nil || f.Pkg().Path() != "yingbin/ui/screen" {
		return ""
	}
	of := types.TypeString(types.Unalias(info.Instances[sel.Sel].TypeArgs.At(0)), func(p *types.Package) string { return p.Name() })
	if of != "data.Ref" {
		return of
	}
	if made, ok := call.Args[0].(*ast.CallExpr); ok {
		if f, ok := made.Fun.(*ast.SelectorExpr); ok {
			if register, ok := strings.CutSuffix(f.Sel.Name, "Ref"); ok {
				return "ref " + strings.ToLower(register)
			}
		}
	}
	return ""
}
