//go:build !linux && !windows

package paper

// spareFonts names none: the house's own font must do.
func spareFonts() []string { return nil }
