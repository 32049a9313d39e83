// Package enquiry is 咨询: what guests asked, who answers, and by when.
//
// It must not know the guest beyond the name they are called by.
package enquiry
