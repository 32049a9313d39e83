package sound

import (
	"testing"
	"time"
)

func TestTheChimeIsASound(t *testing.T) {
	wav := chime()
	if string(wav[:4]) != "RIFF" || string(wav[8:16]) != "WAVEfmt " || len(wav) != 44+2*int(soundRate*soundTime/time.Second) {
		t.Errorf("%d bytes, %q", len(wav), wav[:16])
	}
}
