package optout

import (
	"sort"

	"shopbell/core/fold"
)

// spans are matches in the order of where they begin, with the length of the longest: what lies near one of them is found
// without looking at all, since a message of one word a thousand times has thousands of matches.
type spans struct {
	list    []span
	longest int
}

// reach prepares matches that are in the order of where they begin.
func reach(list []span) spans {
	s := spans{list: list}
	for _, m := range list {
		s.longest = max(s.longest, m.to-m.from)
	}
	return s
}

// begin gives the matches that begin at words from to last.
func (s spans) begin(from, last int) []span {
	lo := sort.Search(len(s.list), func(i int) bool { return s.list[i].from >= from })
	hi := lo + sort.Search(len(s.list)-lo, func(i int) bool { return s.list[lo+i].from > last })
	return s.list[lo:hi]
}

// over gives the matches that may share a word with another one.
func (s spans) over(m span) []span { return s.begin(m.from-s.longest+1, m.to-1) }

// beside tells what stands beside a match in its clause.
type beside struct {
	unsaid []int // by word: how many words before it count
	start  []int // by word: where its clause begins
	end    []int // by word: where its clause ends
}

// beside prepares for all matches of a message; said tells the words that do not count.
func (s *sentence) beside(said []bool) beside {
	n := len(s.words)
	b := beside{unsaid: make([]int, n+1), start: make([]int, n), end: make([]int, n)}
	for i := range n {
		b.unsaid[i+1] = b.unsaid[i]
		if !said[i] {
			b.unsaid[i+1]++
		}
		if i > 0 && s.words[i].Break == fold.BreakNone {
			b.start[i] = b.start[i-1]
		} else {
			b.start[i] = i
		}
	}
	for i := n - 1; i >= 0; i-- {
		if b.end[i] = i + 1; i+1 < n && s.words[i+1].Break == fold.BreakNone {
			b.end[i] = b.end[i+1]
		}
	}
	return b
}

// clause reports whether nothing that counts stands beside a match in its clause.
func (b beside) clause(m span) bool {
	return b.unsaid[m.from] == b.unsaid[b.start[m.from]] && b.unsaid[b.end[m.to-1]] == b.unsaid[m.to]
}
