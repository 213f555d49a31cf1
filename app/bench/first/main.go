// Command first measures how long the program takes until its window is there, against an empty window of the same
// toolkit: both are started in turn on the same screen. "make bench-window" runs it.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

func main() {
	bin := flag.String("bin", "./shopbell", "the program")
	plain := flag.String("plain", "", "a program with an empty window")
	times := flag.Int("times", 11, "how often each is opened")
	flag.Parse()
	if err := run(context.Background(), *bin, *plain, *times); err != nil {
		fmt.Fprintln(os.Stderr, "first:", err)
		os.Exit(1)
	}
}

// run opens both windows in turn, an empty one and the program on a data folder, and prints the middle of each one's
// times. The data is the practice shop's, which makes its world anew at each start: it is opened once beforehand, and then
// its folder as an owner's is. The first round is not counted.
func run(ctx context.Context, bin, plain string, times int) error {
	dir, err := os.MkdirTemp("", "shopbell-first-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	// A virtual screen begins anew when the last program leaves it, and whoever comes at that moment is turned away.
	stays := exec.CommandContext(ctx, "xdotool", "search", "--sync", "--name", "^no window has this name$")
	if err := stays.Start(); err != nil {
		return err
	}
	defer func() { _, _ = stays.Process.Kill(), stays.Wait() }()
	if _, err := open(ctx, []string{bin, "demo", "--data", dir}); err != nil {
		return fmt.Errorf("practice shop: %w", err)
	}
	commands := [2][]string{{plain}, {bin, "--data", filepath.Join(dir, "practice")}}
	var took [2][]time.Duration
	for round := range times + 1 {
		for i, args := range commands {
			t, err := open(ctx, args)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if round > 0 {
				took[i] = append(took[i], t)
			}
		}
	}
	for i := range took {
		slices.Sort(took[i])
	}
	empty, ours := took[0][times/2], took[1][times/2]
	fmt.Printf("empty window of the toolkit: %d ms (best %d)\nShopbell on practice data:   %d ms (best %d)\nratio: %.2f (best %.2f), goal 1.3\n",
		empty.Milliseconds(), took[0][0].Milliseconds(), ours.Milliseconds(), took[1][0].Milliseconds(),
		float64(ours)/float64(empty), float64(took[1][0])/float64(took[0][0]))
	return nil
}

// patience is how long a window may take before it is given up.
const patience = time.Minute

// open starts a program and gives how long its window took to be there. The program is ended then.
func open(ctx context.Context, args []string) (time.Duration, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		out, err := exec.CommandContext(ctx, "xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid), "--name", "Shopbell").Output()
		if err == nil && len(out) > 0 {
			took := time.Since(began)
			_ = cmd.Process.Signal(os.Interrupt)
			<-ended // it was asked to end
			return took, nil
		}
		if time.Since(began) > patience {
			_ = cmd.Process.Kill()
			return 0, errors.New("no window; is there a screen?")
		}
		select {
		case err := <-ended:
			return 0, fmt.Errorf("it ended before its window was there: %w\n%s", err, said.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
}
