// Package order is what is drunk: taking an order at a place (点单) and the queue
// in which it is made (出品). Both share the cards on which an order is shown,
// moved, voided and served.
//
// It must not know the floor beyond the places it serves, nor what is in stock.
package order
