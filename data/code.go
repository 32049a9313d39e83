package data

import "strings"

// CodeAlphabet is Crockford's base 32: no letter that is taken for another.
const CodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// CodeLength is the length of a pairing code: 16 characters of 5 bits, 80 bits.
const CodeLength = 16

// codeLooks are letters that people type for what they look like.
var codeLooks = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// CodeLetters keeps what of a text can stand in a code, as it would stand there.
func CodeLetters(typed string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(CodeAlphabet, r) {
			return r
		}
		return -1
	}, codeLooks.Replace(strings.ToUpper(typed)))
}

// ReadCode reads a code as people type it: small letters, spaces and dashes, O
// for 0, I and L for 1.
func ReadCode(typed string) (string, bool) {
	code := codeLooks.Replace(strings.NewReplacer(" ", "", "-", "").Replace(strings.ToUpper(typed)))
	return code, len(code) == CodeLength && strings.Trim(code, CodeAlphabet) == ""
}

// Grouped shows a code in groups of four.
func Grouped(code string) string {
	var groups []string
	for ; len(code) > 4; code = code[4:] {
		groups = append(groups, code[:4])
	}
	return strings.Join(append(groups, code), " ")
}
