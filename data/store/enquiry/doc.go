// Package enquiry is the register of property enquiries (物业问题咨询).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package enquiry

import "yingbin/data/store"

// EnquiryReader answers questions about enquiries.
type EnquiryReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) EnquiryReader { return EnquiryReader{b} }
