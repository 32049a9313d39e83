package data

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// Row declares the rows of one table: the struct they are read into and written
// from. Its field tags are the only place that says what in them is personal:
// `personal:"class"`, or `personal:"class,keep"` for what stays when the person
// is forgotten, such as a sum that a total needs.
type Row struct {
	Table   string
	Type    reflect.Type
	Columns []Column // in the order of the struct's fields

	// Subject is the column that names whom a row speaks of, "" where rows speak
	// of nobody in particular. A row speaks of at most one person.
	Subject string

	// Frozen rows were sealed as they stood: they stay with the visitor they were
	// written for when that one turns out to be another.
	Frozen bool
}

// Column is one field of a row.
type Column struct {
	Name  string
	Class Class // "" for what is open
	Keep  bool  // survives forgetting
}

// visitorColumn names a visitor in every table whose rows speak of one.
const visitorColumn = "visitor"

// row declares the rows of a table by their struct. Rows with a column visitor
// speak of that visitor.
func row[T any](table string) Row {
	r := Row{Table: table, Type: reflect.TypeFor[T]()}
	r.add(r.Type)
	if r.Has(visitorColumn) {
		r.Subject = visitorColumn
	}
	return r
}

func (r *Row) add(t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			r.add(f.Type)
		case f.IsExported():
			class, keep := classOf(f)
			r.Columns = append(r.Columns, Column{ColumnName(f.Name), class, keep})
		}
	}
}

// classOf reads a field's tag. One that nobody knows would let a value out to
// devices that may not hold it: the program does not start with it.
func classOf(f reflect.StructField) (class Class, keep bool) {
	name, rest, _ := strings.Cut(f.Tag.Get("personal"), ",")
	if name != "" && !slices.Contains(classes, Class(name)) || rest != "" && rest != "keep" {
		panic(fmt.Sprintf("%s has the class %q", f.Name, f.Tag.Get("personal")))
	}
	return Class(name), rest == "keep"
}

// About says that the rows speak of the person whom a column names.
func (r Row) About(column string) Row { r.Subject = column; return r }

// Freeze says that the rows are sealed copies.
func (r Row) Freeze() Row { r.Frozen = true; return r }

// Has reports whether the rows have a column.
func (r Row) Has(column string) bool {
	return slices.ContainsFunc(r.Columns, func(c Column) bool { return c.Name == column })
}

// OfVisitors reports whether the rows belong to visitors, by a column of theirs.
func (r Row) OfVisitors() bool { return r.Has(visitorColumn) }

// ColumnName turns the name of a field into that of its column: LeftAt into
// left_at, ID into id, VIP into vip.
func ColumnName(field string) string {
	var b strings.Builder
	runes := []rune(field)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && !unicode.IsUpper(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
