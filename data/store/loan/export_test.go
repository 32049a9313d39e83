package loan

// For the tests outside the package.
var HandOverLoans = handOverLoans
