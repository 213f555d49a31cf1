package words

import "strings"

// Permissions says what an access key may not do, given the platform's names of what it lacks. Each name stands in
// brackets behind its words, for whoever looks it up; one that is not known stands alone.
func (w *Words) Permissions(names []string) string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = name
		if id := "permission." + name; w.Has(id) {
			said[i] = w.T(id)
		}
	}
	return strings.Join(said, ", ")
}
