package paper

import (
	"encoding/binary"
	"slices"
)

// cut makes a small font of the few characters a document uses. The PDF
// library could do that itself, but it reads the whole font twice for it, needs
// a copy of its own because it writes into the bytes, and so takes longer for
// one page than the page itself. False if the font is not laid out as expected;
// the caller then hands over all of it.
func (f *face) cut(ttf []byte, used []rune) ([]byte, bool) {
	t, ok := tables(ttf)
	if !ok || len(used) > 8000 {
		return nil, false
	}
	glyphs := []uint16{0} // new glyph to old
	renamed := map[uint16]uint16{0: 0}
	take := func(old uint16) uint16 {
		n, ok := renamed[old]
		if !ok {
			n = uint16(len(glyphs))
			renamed[old] = n
			glyphs = append(glyphs, old)
		}
		return n
	}
	slices.Sort(used)
	used = slices.Compact(used)
	ids := make([]uint16, len(used))
	for i, r := range used {
		ids[i] = take(f.index(r))
	}
	var glyf, hmtx []byte
	loca := make([]byte, 4, 4*len(used)+8)
	for i := 0; i < len(glyphs); i++ { // grows while composites name their parts
		shape, ok := t.glyph(glyphs[i])
		if !ok {
			return nil, false
		}
		shape = slices.Clone(shape)
		if !rename(shape, take) {
			return nil, false
		}
		glyf = append(glyf, shape...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		m, ok := t.metric(glyphs[i])
		if !ok {
			return nil, false
		}
		hmtx = append(hmtx, m[:]...)
	}
	n := uint16(len(glyphs))
	put := binary.BigEndian.PutUint16
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	put(head[50:], 1) // long offsets
	put(hhea[34:], n)
	put(maxp[4:], n)
	out := map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "glyf": glyf, "loca": loca,
		"cmap": charMap(used, ids), "post": slices.Clone(t["post"][:32]), "name": {0, 0, 0, 0, 0, 6},
	}
	for _, name := range []string{"OS/2", "cvt ", "fpgm", "prep"} {
		if b := t[name]; b != nil {
			out[name] = b
		}
	}
	return assemble(out), true
}

// index is the rune's glyph, 0 if it has none.
func (f *face) index(r rune) uint16 {
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		return 0
	}
	return uint16(g)
}

// sfntTables are a font's tables by name.
type sfntTables map[string][]byte

// tables finds the tables of a TrueType font that a cut needs.
func tables(ttf []byte) (sfntTables, bool) {
	if len(ttf) < 12 {
		return nil, false
	}
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	if len(ttf) < 12+16*n {
		return nil, false
	}
	t := sfntTables{}
	for i := range n {
		e := ttf[12+16*i:]
		at, size := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if at < 0 || size < 0 || at+size > len(ttf) {
			return nil, false
		}
		t[string(e[:4])] = ttf[at : at+size : at+size]
	}
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 2, "glyf": 0, "post": 32} {
		if b, ok := t[name]; !ok || len(b) < least {
			return nil, false
		}
	}
	return t, true
}

// glyph is the shape of a glyph as it stands in the font.
func (t sfntTables) glyph(id uint16) ([]byte, bool) {
	var from, to int
	loca, i := t["loca"], int(id)
	if binary.BigEndian.Uint16(t["head"][50:]) == 0 {
		if 2*i+4 > len(loca) {
			return nil, false
		}
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*i:])), 2*int(binary.BigEndian.Uint16(loca[2*i+2:]))
	} else {
		if 4*i+8 > len(loca) {
			return nil, false
		}
		from, to = int(binary.BigEndian.Uint32(loca[4*i:])), int(binary.BigEndian.Uint32(loca[4*i+4:]))
	}
	if from < 0 || to < from || to > len(t["glyf"]) {
		return nil, false
	}
	return t["glyf"][from:to], true
}

// metric is a glyph's advance and left bearing.
func (t sfntTables) metric(id uint16) (m [4]byte, ok bool) {
	long, hmtx, i := int(binary.BigEndian.Uint16(t["hhea"][34:])), t["hmtx"], int(id)
	switch {
	case long == 0 || len(hmtx) < 4*long:
		return m, false
	case i < long:
		copy(m[:], hmtx[4*i:])
	case 4*long+2*(i-long)+2 <= len(hmtx):
		copy(m[:2], hmtx[4*(long-1):])
		copy(m[2:], hmtx[4*long+2*(i-long):][:2])
	default:
		return m, false
	}
	return m, true
}

// The flags of a composite glyph's parts.
const (
	wordArgs  = 1 << 0
	oneScale  = 1 << 3
	moreParts = 1 << 5
	twoScales = 1 << 6
	matrix    = 1 << 7
)

// rename gives the parts of a composite glyph their new numbers.
func rename(shape []byte, take func(uint16) uint16) bool {
	if len(shape) < 10 || int16(binary.BigEndian.Uint16(shape)) >= 0 {
		return true
	}
	for at := 10; ; {
		if at+4 > len(shape) {
			return false
		}
		flags := binary.BigEndian.Uint16(shape[at:])
		binary.BigEndian.PutUint16(shape[at+2:], take(binary.BigEndian.Uint16(shape[at+2:])))
		at += 6
		if flags&wordArgs != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return true
		}
	}
}

// charMap is a cmap table of format 4 for sorted characters of the first plane.
func charMap(runes []rune, ids []uint16) []byte {
	type segment struct{ from, to, delta uint16 }
	var all []segment
	for i, r := range runes {
		c, delta := uint16(r), ids[i]-uint16(r)
		if n := len(all); n > 0 && all[n-1].to+1 == c && all[n-1].delta == delta {
			all[n-1].to = c
			continue
		}
		all = append(all, segment{c, c, delta})
	}
	all = append(all, segment{0xFFFF, 0xFFFF, 1})
	n := len(all)
	search, log := 1, 0
	for search*2 <= n {
		search, log = search*2, log+1
	}
	var b []byte
	word := func(vs ...int) {
		for _, v := range vs {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	word(0, 1, 3, 1, 0, 12)
	word(4, 16+8*n, 0, 2*n, 2*search, log, 2*(n-search))
	for _, s := range all {
		word(int(s.to))
	}
	word(0)
	for _, s := range all {
		word(int(s.from))
	}
	for _, s := range all {
		word(int(s.delta))
	}
	return append(b, make([]byte, 2*n)...)
}

// assemble puts tables into a font file. Checksums are left to whoever embeds
// it.
func assemble(t map[string][]byte) []byte {
	names := make([]string, 0, len(t))
	size := 12 + 16*len(t)
	for name, b := range t {
		names = append(names, name)
		size += len(b) + 3
	}
	slices.Sort(names)
	out := make([]byte, 12+16*len(t), size)
	binary.BigEndian.PutUint32(out, 0x00010000)
	binary.BigEndian.PutUint16(out[4:], uint16(len(t)))
	for i, name := range names {
		e := out[12+16*i:]
		copy(e, name)
		binary.BigEndian.PutUint32(e[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(e[12:], uint32(len(t[name])))
		out = append(out, t[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}
