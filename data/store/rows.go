package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	"yingbin/data"
)

// A struct and a row meet by name: field LeftAt is column left_at. Fields of
// kinds that SQLite has no type for (lists, structs) are kept as JSON text.
// Fields without a column are not written: they are filled by views. A column
// without a field is a fault: what nobody reads would be lost without a word.

// Cols are values of a row by column, those of one that need not be whole too.
type Cols map[string]any

type plan struct {
	names []string
	index [][]int
	byCol map[string]int
}

var plans sync.Map // reflect.Type → *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{byCol: map[string]int{}}
	p.add(t, nil)
	plans.Store(t, p)
	return p
}

func (p *plan) add(t reflect.Type, at []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			p.add(f.Type, index)
			continue
		}
		if !f.IsExported() {
			continue
		}
		name := data.ColumnName(f.Name)
		p.byCol[name] = len(p.names)
		p.names = append(p.names, name)
		p.index = append(p.index, index)
	}
}

// ColumnsOf gives a struct's values as SQLite keeps them: int64 or string.
func ColumnsOf(v any) Cols {
	if c, ok := v.(Cols); ok {
		return c
	}
	rv := reflect.Indirect(reflect.ValueOf(v))
	p := planOf(rv.Type())
	c := make(Cols, len(p.names))
	for i, name := range p.names {
		c[name] = toColumn(rv.FieldByIndex(p.index[i]))
	}
	return c
}

func toColumn(v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		if v.Bool() {
			return int64(1)
		}
		return int64(0)
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16:
		return v.Int()
	case reflect.Slice:
		if v.Len() == 0 {
			return "[]"
		}
	}
	text, err := json.Marshal(v.Interface())
	if err != nil { // domain types hold nothing JSON can't say
		panic(err)
	}
	return string(text)
}

// normal gives a value written by hand in a literal of Cols the form that a row
// read back has.
func normal(v any) any {
	switch v := v.(type) {
	case string, int64, nil:
		return v
	}
	return toColumn(reflect.ValueOf(v))
}

// Querier is what runs queries: a transaction, the book as its screens see it, or
// what of it is confirmed. Rows are only good inside visit.
type Querier interface {
	ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error
}

// Asker is a Querier of an open book, or of a transaction in it: all its registers
// can be asked there.
type Asker interface {
	Querier
	of() *Book
}

// All reads every row of a query into structs, matching columns to fields. A
// column without a field is a fault (storage), whether there are rows or not.
func All[T any](ctx context.Context, q Querier, query string, args ...any) ([]T, error) {
	var list []T
	err := q.ask(ctx, query, args, func(rows *sql.Rows) error {
		names, err := rows.Columns()
		if err != nil {
			return err
		}
		fields, err := fieldsFor(reflect.TypeFor[T](), names)
		if err != nil {
			return err
		}
		for rows.Next() {
			var v T
			if err := scan(rows, fields, &v); err != nil {
				return err
			}
			list = append(list, v)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fault(err)
	}
	return list, nil
}

// Each gives every row of a query to visit, a value a column: int64, string, bytes
// or nil.
func Each(ctx context.Context, q Querier, query string, args []any, visit func(row []any) error) error {
	return fault(q.ask(ctx, query, args, func(rows *sql.Rows) error {
		names, err := rows.Columns()
		if err != nil {
			return err
		}
		for rows.Next() {
			cells, into := make([]any, len(names)), make([]any, len(names))
			for i := range cells {
				into[i] = &cells[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			if err := visit(cells); err != nil {
				return err
			}
		}
		return rows.Err()
	}))
}

// One reads the first row of a query; no row is error.notFound.
func One[T any](ctx context.Context, q Querier, query string, args ...any) (T, error) {
	list, err := All[T](ctx, q, query, args...)
	if err != nil || len(list) == 0 {
		var none T
		if err == nil {
			err = data.Fault(data.NotFound, "error.notFound")
		}
		return none, err
	}
	return list[0], nil
}

// Value reads one number or text; no row is the zero value.
func Value[T int64 | string](ctx context.Context, q Querier, query string, args ...any) (T, error) {
	var v T
	err := q.ask(ctx, query, args, func(rows *sql.Rows) error {
		if rows.Next() {
			var n sql.Null[T]
			if err := rows.Scan(&n); err != nil {
				return err
			}
			v = n.V
		}
		return rows.Err()
	})
	return v, fault(err)
}

// visited runs visit over the rows of a query that was just asked.
func visited(rows *sql.Rows, err error, visit func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	return visit(rows)
}

// fieldsFor says which field of a struct each column of a query goes to, nil for
// the sequence where nobody asks for it. A type that is no struct takes the one
// column there is.
func fieldsFor(t reflect.Type, names []string) ([][]int, error) {
	if t.Kind() != reflect.Struct {
		return nil, nil
	}
	p := planOf(t)
	fields := make([][]int, len(names))
	for i, name := range names {
		f, ok := p.byCol[name]
		switch {
		case ok:
			fields[i] = p.index[f]
		case name != "seq":
			return nil, data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s has no field for the column %s", t, name))
		}
	}
	return fields, nil
}

func scan(rows *sql.Rows, fields [][]int, into any) error {
	if fields == nil {
		return fault(rows.Scan(into))
	}
	v := reflect.ValueOf(into).Elem()
	cells := make([]any, len(fields))
	for i, index := range fields {
		if index == nil {
			cells[i] = new(sql.RawBytes)
			continue
		}
		cells[i] = &cell{v.FieldByIndex(index)}
	}
	return fault(rows.Scan(cells...))
}

// cell puts one column into one field.
type cell struct{ field reflect.Value }

// Scan takes what the database gives and puts it into the field.
func (c *cell) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		c.field.SetZero()
	case int64:
		switch c.field.Kind() {
		case reflect.Bool:
			c.field.SetBool(v != 0)
		case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16:
			c.field.SetInt(v)
		default:
			return fmt.Errorf("number into %s", c.field.Type())
		}
	case string:
		return c.text(v)
	case []byte:
		if c.field.Kind() == reflect.Slice && c.field.Type().Elem().Kind() == reflect.Uint8 {
			c.field.SetBytes(append([]byte(nil), v...))
			return nil
		}
		return c.text(string(v))
	default:
		return fmt.Errorf("%T into %s", src, c.field.Type())
	}
	return nil
}

func (c *cell) text(s string) error {
	switch {
	case c.field.Kind() == reflect.String:
		c.field.SetString(s)
		return nil
	case s == "": // a list that was forgotten
		c.field.SetZero()
		return nil
	}
	return json.Unmarshal([]byte(s), c.field.Addr().Interface())
}

// Either gives the first fault there is.
func Either(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// MissingAt names the field a missing record was asked for by.
func MissingAt(err error, field string) error {
	if data.CodeOf(err) == data.NotFound {
		return data.AsError(err).At(field)
	}
	return err
}

// fillRow puts columns into the fields of a struct.
func fillRow(into any, c Cols) error {
	v := reflect.ValueOf(into).Elem()
	p := planOf(v.Type())
	for i, name := range p.names {
		value, there := c[name]
		if !there {
			continue
		}
		field := &cell{v.FieldByIndex(p.index[i])}
		if err := field.Scan(value); err != nil {
			return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s: %w", name, err))
		}
	}
	return nil
}
