package sound

import (
	"context"
	"os"
	"os/exec"
	"sync"
)

// players are what a Linux desktop may have to play a file with, the present
// one first.
var players = [][]string{{"pw-play"}, {"paplay"}, {"aplay", "-q"}}

// chimeFile is the chime where a player can read it, written once.
var chimeFile = sync.OnceValues(func() (string, error) {
	f, err := os.CreateTemp("", "yingbin-*.wav")
	if err != nil {
		return "", err
	}
	_, err = f.Write(chime())
	if e := f.Close(); err == nil {
		err = e
	}
	return f.Name(), err
})

// Chime plays the chime once, with the first player that is there and works: nothing where there is none.
func Chime(ctx context.Context) error {
	for _, p := range players {
		path, err := exec.LookPath(p[0])
		if err != nil {
			continue
		}
		file, err := chimeFile()
		if err != nil {
			return err
		}
		if err := exec.CommandContext(ctx, path, append(p[1:len(p):len(p)], file)...).Run(); err == nil {
			return nil
		}
	}
	return nil
}
