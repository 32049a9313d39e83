package order

import (
	"time"

	"yingbin/data"
)

// lookFor is how long a card must stand in view to count as looked at.
const lookFor = 6 * time.Second

// arrived notes cards that came since last looked; none is new to whoever comes
// first.
func (q *queue) arrived(fresh []data.ID, quiet bool) {
	there := map[data.ID]bool{}
	for _, o := range q.now.Cards {
		there[o.ID] = true
	}
	for id := range q.unseen {
		if !there[id] {
			delete(q.unseen, id)
		}
	}
	if quiet {
		return
	}
	for _, id := range fresh {
		q.unseen[id] = true
	}
}

// Unseen counts the cards that nobody looked at.
func (q *queue) Unseen() int { return len(q.unseen) }

// looked takes the mark off a card.
func (q *queue) looked(id data.ID) {
	if q.unseen[id] {
		delete(q.unseen, id)
		q.lay()
	}
}

// look begins to look at the page in front: what still stands there after a while
// has been seen, if the screen is looked at.
func (q *queue) look() {
	if q.looking != nil || q.newIn(q.page) == 0 || !q.sh.Shown() {
		return
	}
	page := q.idsOf(q.page)
	q.looking = q.sh.Later(lookFor, func() {
		q.looking = nil
		if !q.sh.Shown() {
			return
		}
		for id := range q.idsOf(q.page) {
			if page[id] {
				delete(q.unseen, id)
			}
		}
		q.lay()
	})
}

// idsOf gives the cards of a page.
func (q *queue) idsOf(page int) map[data.ID]bool {
	ids := map[data.ID]bool{}
	if page < len(q.pages) {
		for _, s := range q.pages[page] {
			ids[q.dealt[s.card].ID] = true
		}
	}
	return ids
}

// newIn counts what nobody looked at on a page.
func (q *queue) newIn(page int) (n int) {
	for id := range q.idsOf(page) {
		if q.unseen[id] {
			n++
		}
	}
	return n
}

// sayNew counts on the buttons what is new on the pages they lead to.
func (q *queue) sayNew() {
	before, after := 0, 0
	for page := range q.pages {
		switch {
		case page < q.page:
			before += q.newIn(page)
		case page > q.page:
			after += q.newIn(page)
		}
	}
	words := func(key string, n int) string {
		if n == 0 {
			return q.sh.Say(key)
		}
		return q.sh.Say("queue.newThere", q.sh.Say(key), n)
	}
	q.prev.SetText(words("queue.prev", before))
	q.next.SetText(words("queue.nextPage", after))
}
