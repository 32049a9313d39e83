package sound

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

// players are what a Linux desktop may have to play a file with, the present
// one first.
var players = [][]string{{"pw-play"}, {"paplay"}, {"aplay", "-q"}}

// chimeFile writes the chime where a player can read it.
func chimeFile() (path string, err error) {
	f, err := os.CreateTemp("", "yingbin-*.wav")
	if err != nil {
		return "", err
	}
	_, err = f.Write(chime())
	return f.Name(), errors.Join(err, f.Close())
}

// Chime plays the chime once, with the first player that is there and works: nothing where there is none.
func Chime(ctx context.Context) error {
	file := ""
	for _, p := range players {
		path, err := exec.LookPath(p[0])
		if err != nil {
			continue
		}
		if file == "" {
			if file, err = chimeFile(); file != "" {
				defer os.Remove(file) // nothing of ours stays there
			}
			if err != nil {
				return err
			}
		}
		if err := exec.CommandContext(ctx, path, append(p[1:len(p):len(p)], file)...).Run(); err == nil {
			return nil
		}
	}
	return nil
}
