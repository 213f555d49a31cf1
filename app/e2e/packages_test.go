//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The Debian package installs, starts, takes the place of an older version without touching what is kept, and leaves
// nothing behind but that.
func TestThePackageInstallsUpgradesAndLeaves(t *testing.T) {
	mayInstall(t)
	older, newer := packaged(t, "deb", "0.0.9"), packaged(t, "deb", "")
	t.Cleanup(func() { _ = exec.Command("dpkg", "--purge", "shopbell").Run() })
	said(t, "dpkg", "--install", older)
	if v := said(t, "/usr/bin/shopbell", "--version"); v != "shopbell version 0.0.9\n" {
		t.Fatalf("the older package says %q", v)
	}
	s := newShop(t)
	s.bin = "/usr/bin/shopbell"
	s.ready()
	type state struct{ Customers, Messages, Waiting int }
	var before, after state
	s.must(done, &before, "status")

	said(t, "dpkg", "--install", newer)
	if v := said(t, "/usr/bin/shopbell", "--version"); v != said(t, program(t), "--version") {
		t.Errorf("the newer package says %q", v)
	}
	if s.must(done, &after, "status"); after != before || before.Messages == 0 {
		t.Errorf("%+v before the upgrade, %+v after it", before, after)
	}
	openWindow(t, s.command())

	var ours []string
	for path := range strings.Lines(said(t, "dpkg", "--listfiles", "shopbell")) {
		if info, err := os.Stat(strings.TrimSpace(path)); err == nil && !info.IsDir() {
			ours = append(ours, strings.TrimSpace(path))
		}
	}
	said(t, "dpkg", "--purge", "shopbell")
	for _, path := range ours {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left behind: %v", path, err)
		}
	}
	if len(ours) < 10 {
		t.Errorf("the package has %d files: %q", len(ours), ours)
	}
	s.bin = program(t)
	if s.must(done, &after, "status"); after != before {
		t.Errorf("%+v before, %+v once the package was removed", before, after)
	}
}

// What is unpacked installs for one person and is removed again.
func TestTheArchiveInstallsAndLeaves(t *testing.T) {
	if _, err := exec.LookPath("xz"); err != nil {
		t.Skip("skipped: xz is not installed")
	}
	t.Parallel()
	dir := t.TempDir()
	said(t, "tar", "-C", dir, "-xf", packaged(t, "tarball", ""))
	found, err := filepath.Glob(filepath.Join(dir, "shopbell-*", "install"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the archive has %q: %v", found, err)
	}
	home := filepath.Join(dir, "home of Ana")
	said(t, found[0], home)
	if v := said(t, filepath.Join(home, "bin/shopbell"), "--version"); v != said(t, program(t), "--version") {
		t.Errorf("what is installed says %q", v)
	}
	said(t, found[0], "--remove", home)
	_ = filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			t.Errorf("%s is left behind", path)
		}
		return err
	})
}

// Software centres and menus take what the package tells them.
func TestMenusTakeTheEntry(t *testing.T) {
	t.Parallel()
	said(t, "desktop-file-validate", "../../assets/linux/io.github.shopbell.desktop.desktop")
	said(t, "appstreamcli", "validate", "--no-net", "../../assets/linux/io.github.shopbell.desktop.metainfo.xml")
}

// mayInstall skips the test where nothing can be installed, or the developer's own Shopbell would be replaced.
func mayInstall(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("skipped: only root installs packages")
	}
	if _, err := exec.LookPath("dpkg"); err != nil {
		t.Skip("skipped: there is no dpkg")
	}
	if out, err := exec.Command("dpkg-query", "--show", "--showformat=${db:Status-Status}", "shopbell").Output(); err == nil && string(out) != "not-installed" {
		t.Skip("skipped: a package shopbell is installed on this computer")
	}
}

// packaged builds a package as a release does, from this folder or, with another version, from a copy of it.
func packaged(t *testing.T, kind, version string) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if version != "" {
		root = copied(t, root, version)
	}
	cmd := exec.Command(filepath.Join(root, ".ci/package-linux"), kind, out)
	cmd.Env = append(os.Environ(), "TAGS=sqlite_fts5 migrated_fynedo", "SOURCE_DATE_EPOCH=1795000000", "XZ_OPT=-0")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	made, err := filepath.Glob(filepath.Join(out, "shopbell*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("made %q: %v", made, err)
	}
	return made[0]
}

// copied copies the sources and gives them another version.
func copied(t *testing.T, root, version string) string {
	t.Helper()
	to := t.TempDir()
	files := exec.Command("tar", "-C", root, "--exclude=./.git", "--exclude=./dist", "--exclude=./shopbell", "-cf", "-", ".")
	unpack := exec.Command("tar", "-C", to, "-xf", "-")
	var errs bytes.Buffer
	unpack.Stderr = &errs
	pipe, err := files.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	unpack.Stdin = pipe
	if err := errors.Join(files.Start(), unpack.Run(), files.Wait()); err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	details := filepath.Join(to, "FyneApp.toml")
	b, err := os.ReadFile(details)
	if err != nil {
		t.Fatal(err)
	}
	b = regexp.MustCompile(`(?m)^  Version = .*$`).ReplaceAll(b, []byte(`  Version = "`+version+`"`))
	if err := os.WriteFile(details, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return to
}

// said runs a program that must succeed and gives what it prints.
func said(t *testing.T, name string, args ...string) string {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v: %s%s", filepath.Base(name), args, err, out, errs.String())
	}
	return string(out)
}
