//go:build !windows

package paper

import "os/exec"

// start runs a program that is left to itself: a viewer may stay open all day.
func start(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	// Collects the program when it ends, so that none is left behind.
	go func() { _ = cmd.Wait() }()
	return nil
}
