package screen

import (
	"yingbin/data"
	"yingbin/ui/kit"
)

// WaitWord gives the word that marks a record which the hub has yet to decide, ""
// for one that stands.
func WaitWord(sh Shell, id data.ID) string {
	if id != "" && sh.Waits(id) {
		return sh.Say("link.waits")
	}
	return ""
}

// MarkItems marks the rows of records that wait; their ids are the records'.
func MarkItems(sh Shell, items []kit.Item) []kit.Item {
	for i := range items {
		items[i].Waiting = WaitWord(sh, data.ID(items[i].ID))
	}
	return items
}

// MarkTiles marks the tiles of records that wait; their ids are the records'.
func MarkTiles(sh Shell, tiles []kit.Tile) []kit.Tile {
	for i := range tiles {
		tiles[i].Waiting = WaitWord(sh, data.ID(tiles[i].ID))
	}
	return tiles
}
