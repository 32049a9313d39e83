package data

// What other registers ask of the stock: it does its part in the same act, or refuses
// and so refuses the act, and fills in what is answered.

// FindStockItem asks the stock for an item that is in use.
type FindStockItem struct {
	Item ID

	Found StockItem // the answer
}

// BreakStock asks the stock to take off what broke or was lost. What a count has
// already found missing is not taken twice: the report explains it.
type BreakStock struct {
	Item     ID
	Qty      int
	Lost     bool
	Movement ID
	Report   ID // the breakage that it is for
	Explains ID // a line of a count that it explains, "" for none in particular
	By       ID
}

// RestoreStock asks the stock to put back what a report took that was not so.
type RestoreStock struct {
	Report   ID
	Movement ID
	At       Time
	By       ID
}

// SumStock asks the stock what there was when a span began and what came in
// during it, by item.
type SumStock struct {
	From, To Time

	Items []StockItem // the answer, in the order of the stock
	Held  map[ID]int
}
