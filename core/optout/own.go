package optout

import (
	"strings"
	"unicode/utf8"
)

// Only so much of a message is read: a wish to be left alone stands at one of its ends.
const (
	headRunes = 4000
	tailRunes = 1000
)

// bound cuts the middle out of a huge text.
func bound(text string) string {
	if len(text) <= headRunes+tailRunes {
		return text
	}
	head := 0
	for n := 0; n < headRunes && head < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[head:])
		head += size
	}
	tail := len(text)
	for n := 0; n < tailRunes && tail > head; n++ {
		_, size := utf8.DecodeLastRuneInString(text[head:tail])
		tail -= size
	}
	if tail == head {
		return text
	}
	return text[:head] + "\n\n" + text[tail:]
}

// own leaves out what the customer only passes on: lines that begin with ">" and everything below a mail's
// "Original Message" line. A message that holds nothing else is kept whole.
func own(text string) string {
	if !strings.Contains(text, ">") && !strings.Contains(text, "---") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		t := strings.TrimSpace(line)
		if strings.HasPrefix(t, "---") && strings.HasSuffix(t, "---") && len(t) > 6 && strings.Trim(t, "-") != "" {
			break
		}
		if !strings.HasPrefix(t, ">") {
			b.WriteString(line)
		}
	}
	if strings.TrimSpace(b.String()) == "" {
		return text
	}
	return b.String()
}
