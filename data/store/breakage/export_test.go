package breakage

// For the tests outside the package.
var HandOverBreakages = handOverBreakages
