package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestAKnockBringsTheWindowUp(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	ups, ended := make(chan struct{}, 9), make(chan struct{})
	go func() {
		defer close(ended)
		heed(ctx, dir, func() { ups <- struct{}{} })
	}()
	if !knock(t.Context(), dir) {
		t.Error("nobody answered")
	}
	stop()
	<-ended
	if len(ups) != 1 {
		t.Errorf("the window was brought up %d times", len(ups))
	}
}

// Where no window is open, a command that works with the folder for instance, nobody answers, and nothing stays behind.
func TestAKnockThatNobodyHears(t *testing.T) {
	dir := t.TempDir()
	if knock(t.Context(), dir) {
		t.Error("somebody answered")
	}
	if _, err := os.Stat(filepath.Join(dir, knockName)); !os.IsNotExist(err) {
		t.Error("the knock stays")
	}
	if knock(t.Context(), filepath.Join(dir, "missing")) {
		t.Error("a folder that is not there answered")
	}
}
