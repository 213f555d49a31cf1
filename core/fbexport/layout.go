package fbexport

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
)

// file is one message file of a thread.
type file struct {
	source
	name   string // as people are told
	folder string
	number int // 1 has the newest messages
	html   bool
}

// boxes are the folders below "messages" that hold threads.
var boxes = []string{"inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover"}

// place reads the path of a message file: …/messages/<box>/<thread>/message_<n>.json, below any root. A folder that was
// taken out of a download still has its box or "messages" above it.
func place(name string) (f file, ok bool) {
	dirs := strings.Split(path.Dir(name), "/")
	base, ext := path.Base(name), path.Ext(name)
	if len(dirs) < 2 || ext != ".json" && ext != ".html" {
		return f, false
	}
	number, isMessage := strings.CutPrefix(strings.TrimSuffix(base, ext), "message_")
	n, err := strconv.Atoi(number)
	if !isMessage || err != nil || n < 1 {
		return f, false
	}
	above := dirs[:len(dirs)-1]
	if !slices.Contains(above, "messages") && !slices.ContainsFunc(boxes, func(b string) bool { return slices.Contains(above, b) }) {
		return f, false
	}
	return file{folder: dirs[len(dirs)-1], number: n, html: ext == ".html"}, true
}

// inOrder sorts a thread's files, newest messages first. Where a thread is there as JSON, its HTML is left aside: it
// says the same, with less.
func inOrder(files []file) []file {
	if slices.ContainsFunc(files, func(f file) bool { return !f.html }) {
		files = slices.DeleteFunc(files, func(f file) bool { return f.html })
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(a.number, b.number) })
	return files
}
