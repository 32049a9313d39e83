// Package stock is 盘点: what should be there, what is, and why it differs, and
// the section of the settings where items are kept.
//
// It must not know how a breakage is settled; it leads there.
package stock
