package enquiry

// For the tests outside the package.
var HandOverEnquiries = handOverEnquiries
