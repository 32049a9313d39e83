package sound

import (
	"context"
	"syscall"
	"unsafe"
)

var playSound = syscall.NewLazyDLL("winmm.dll").NewProc("PlaySoundW")

// What PlaySoundW is told: the sound lies in memory, and silence is better than
// the system's own sound. It returns when the chime is over, so that the memory
// stays where it is.
const (
	sndNoDefault = 0x0002
	sndMemory    = 0x0004
)

// Chime plays the chime once.
func Chime(context.Context) error {
	if playSound.Find() != nil {
		return nil
	}
	wav := chime()
	playSound.Call(uintptr(unsafe.Pointer(&wav[0])), 0, sndMemory|sndNoDefault)
	return nil
}
