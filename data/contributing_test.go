package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever adds a register follows the code that the walk shows: each block whose
// first line names a file must stand in that file, piece by piece.
func TestTheWalkShowsCodeThatStands(t *testing.T) {
	body, err := os.ReadFile("../.github/CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for i, block := range strings.Split(string(body), "\n```") {
		first, code, _ := strings.Cut(block, "\n")
		named, code, _ := strings.Cut(code, "\n")
		name := strings.TrimLeft(named, "/- ")
		if i%2 == 0 || first != "go" && first != "sql" {
			continue
		}
		file, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Error(err)
			continue
		}
		shown++
		for piece := range strings.SplitSeq(code, "\n// …\n") {
			if !strings.Contains("\n"+string(file), "\n"+piece+"\n") {
				t.Errorf("this does not stand in %s:\n%s", name, piece)
			}
		}
	}
	if shown < 8 {
		t.Errorf("only %d blocks are shown", shown)
	}
}
