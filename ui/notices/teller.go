package notices

import (
	"encoding/json"
	"slices"

	"shopbell/ui/words"
)

// Notice is what the desktop shows.
type Notice struct{ Title, Text string }

// Teller remembers what was told. The zero Teller has told nothing.
type Teller struct {
	told []string // keys, the oldest first
}

const (
	// mostTold bounds what is remembered: more than a busy week tells.
	mostTold = 400
	// mostAtOnce is how many notices come at once; more are told as one.
	mostAtOnce = 3
)

// Decode goes on with what Encode gave. What it did not write tells everything anew.
func (t *Teller) Decode(kept string) {
	t.told = nil
	if json.Unmarshal([]byte(kept), &t.told) != nil {
		t.told = nil
	}
}

// Encode gives what was told, to be kept for the next time.
func (t *Teller) Encode() string {
	b, err := json.Marshal(t.told)
	if err != nil {
		return "" // strings always marshal
	}
	return string(b)
}

// New takes what is told for the first time out of what there is, and remembers all of it: also what the level leaves
// out, so that nothing old comes up when the level changes.
func (t *Teller) New(items []Item, level Level) []Item {
	fresh := slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return slices.Contains(t.told, i.Key) })
	for _, i := range fresh {
		t.told = append(t.told, i.Key)
	}
	t.told = t.told[max(len(t.told)-max(mostTold, len(items)), 0):]
	return slices.DeleteFunc(fresh, func(i Item) bool { return level == Off || level != All && !i.Kind.important() })
}

// Words writes notices about items: one for each kind, and one alone where there would be many. quote adds the customer's
// words where one alone is told of.
func Words(w *words.Words, items []Item, quote bool) []Notice {
	var all []Notice
	for _, k := range kinds() {
		if of := slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return i.Kind != k }); len(of) > 0 {
			all = append(all, notice(w, k, of, quote))
		}
	}
	if len(all) > mostAtOnce {
		return []Notice{{Title: "Shopbell", Text: w.N("notice.many", len(items))}}
	}
	return all
}

func notice(w *words.Words, k Kind, of []Item, quote bool) Notice {
	if len(of) > 1 {
		return Notice{Title: "Shopbell", Text: w.N("notice."+string(k)+"_many", len(of))}
	}
	n := Notice{Title: w.T("notice."+string(k), "Name", of[0].About), Text: w.T("notice." + string(k) + "_do")}
	if quote && of[0].Words != "" {
		n.Text = of[0].Words
	}
	return n
}
