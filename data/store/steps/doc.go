// Package steps is the engine of what is ticked. Lists are gone through in any
// order and recorded at once; lots go through a fixed order, one step after
// another, and may lose some or be sent back. Their vocabulary is in data/steps.go.
//
// It has no tables: a register declares its own, with the columns of the structs
// that it embeds, and says here where they are. What the engine has to say it says
// in the register's words:
//
//	<words>.retired, <words>.changed      ticks on a list that is no more, or reads otherwise now: done, but look
//	<words>.isVoid                        a run that was voided already
//	<words>.doneBefore                    a list that was complete already that day
//	<words>.hand.part, <words>.hand.late  what of a list is handed over
//	<words>.today.lead, .due, .state.*    a list that is to do
//	<words>.finished, .already, .order    a lot that wants another step
package steps
