//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Where no screen answers, or it cannot draw, the program says so in the owner's language and loses nothing.
func TestWithoutAScreenTheWindowSaysSo(t *testing.T) {
	t.Parallel()
	const none, blind = "Es gibt keinen Bildschirm, auf dem sich das Fenster öffnen kann.", "Dieser Bildschirm kann das Fenster nicht zeichnen: OpenGL fehlt."
	for name, c := range map[string]struct{ display, says string }{
		"none named":     {"", none},
		"a wrong one":    {":9999", none},
		"without OpenGL": {ownScreen(t, "-extension", "GLX"), blind},
	} {
		for _, args := range [][]string{{}, {"demo"}} {
			dir := filepath.Join(t.TempDir(), "data")
			cmd := exec.Command(program(t), append(args, "--data", dir)...)
			cmd.Env = append(os.Environ(), "LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8", "WAYLAND_DISPLAY=", "DISPLAY="+c.display)
			var out, said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &said
			var exit *exec.ExitError
			if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 1 || out.Len() != 0 {
				t.Errorf("%s: %v, said %q", name, err, out.String())
			}
			lines := strings.Split(strings.TrimSpace(said.String()), "\n")
			if !strings.HasPrefix(lines[len(lines)-1], c.says) || strings.Contains(said.String(), "panic") {
				t.Errorf("%s: said %s", name, said.String())
			}
			if len(args) > 0 {
				continue
			}
			if log, err := os.ReadFile(filepath.Join(dir, "logs", "shopbell.log")); err != nil || !bytes.Contains(log, []byte(`"msg":"window"`)) {
				t.Errorf("%s: the log says %s, %v", name, log, err)
			}
			if err := exec.Command(program(t), "status", "--data", dir).Run(); err != nil {
				t.Errorf("%s: afterwards the data does not open: %v", name, err)
			}
		}
	}
}
