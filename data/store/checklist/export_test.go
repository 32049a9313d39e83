package checklist

// For the tests outside the package.
var HandOverCleaning = handOverCleaning
