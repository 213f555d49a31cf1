package compose

import (
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/views"
)

// Job is everything of a message that does not depend on who gets it.
type Job struct {
	Kind    core.Kind
	Content core.Content
	Product string
	Variant string
	Shop    string
	// Code is the one code for everybody, or core.CodeMark where everybody gets one of a pool.
	Code string
	// CodeRunes is how long the longest code of the pool is.
	CodeRunes int
	Expires   time.Time // of the code; zero: never
	Zone      *time.Location
	Closing   bool // the rules ask for the line that says how to stop
	Utility   *core.Utility
	Receipt   *core.Receipt
}

// closes reports whether the message carries the line that says how to stop.
func (j Job) closes() bool { return j.Closing && j.Kind.Promotional() && !j.Content.NoClosing }

// To is one person, as far as a message depends on them.
type To struct {
	ID       core.CustomerID
	Name     string
	Language string // BCP 47, may be empty
	Variant  string // of their request; the job's own goes before
}

// Message is what one person gets.
type Message struct {
	Text     string // all of it in plain words
	Rich     *core.Rich
	Form     views.Form
	Language string // of the text that was taken; "" for the one for everybody
	Arm      string // "", "A" or "B"
	NoName   bool   // it greets by a name, and there is none
	Other    bool   // there are texts by language, and none in theirs
	// Fell is why a coupon or a card goes as plain text, "" when it does not.
	Fell views.WarningCode
}

// Composer makes the messages of one job. It remembers what people share, and is not safe for concurrent use.
type Composer struct {
	job    Job
	voices map[voiceKey]*voice
}

type voiceKey struct{ language, arm string }

// NewComposer starts a job.
func NewComposer(j Job) *Composer { return &Composer{job: j.visible(), voices: map[voiceKey]*voice{}} }

// visible gives the job with the words of its buttons and short answers as they leave: without signs that nobody sees and
// that would turn around or hide what stands beside them.
func (j Job) visible() Job {
	clean := func(s string) string { return strings.TrimSpace(core.Visible(s)) }
	if j.Content.Card != nil {
		card := *j.Content.Card
		card.Buttons = slices.Clone(card.Buttons)
		for i, b := range card.Buttons {
			card.Buttons[i].Title = clean(b.Title)
		}
		j.Content.Card = &card
	}
	j.Content.Replies = slices.Clone(j.Content.Replies)
	for i, r := range j.Content.Replies {
		j.Content.Replies[i] = clean(r)
	}
	return j
}

// For makes the message of one person. Errors: as for Text.
func (c *Composer) For(to To) (Message, error) {
	v := c.voice(to.Language, c.arm(to.ID))
	if v.unknown != nil {
		return Message{}, v.unknown
	}
	key := personKey{variant: c.job.Variant}
	if key.variant == "" && v.byVariant {
		key.variant = to.Variant
	}
	if v.byName {
		key.name = FirstName(to.Name)
	}
	if m, ok := v.made[key]; ok {
		return m, nil
	}
	m, err := c.make(v, key)
	if err == nil && len(v.made) < mostRemembered {
		v.made[key] = m
	}
	return m, err
}

// mostRemembered bounds what a composer keeps for one language.
const mostRemembered = 20_000

// arm deals a person one of two texts: always the same one for the same job, and about half of the people each.
func (c *Composer) arm(id core.CustomerID) string {
	if len(c.job.Content.Second) == 0 {
		return ""
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	h.Write([]byte(c.job.Content.Texts[""]))
	if h.Sum32()>>16&1 == 0 {
		return "A"
	}
	return "B"
}

// voice is a job in one language.
type voice struct {
	text      Template
	coupon    Template // of the lines that do not name the code
	title     Template // of the card
	subtitle  Template
	language  string
	arm       string
	other     bool
	closing   string
	expires   string
	replies   []string
	byName    bool
	byVariant bool
	greets    bool // by name, without a fallback
	unknown   error
	made      map[personKey]Message
}

// personKey is what of a person a message may depend on.
type personKey struct{ name, variant string }

func (c *Composer) voice(lang, arm string) *voice {
	key := voiceKey{lang, arm}
	if v, ok := c.voices[key]; ok {
		return v
	}
	j := c.job
	texts := j.Content.Texts
	if arm == "B" {
		texts = j.Content.Second
	}
	text, language, other := pick(texts, lang)
	if len(texts) == 0 && j.Kind == core.KindRestock {
		text, language, other = DefaultRestock(lang), lang, false
	}
	v := &voice{language: language, arm: arm, other: other, expires: LastDay(j.Expires, j.Zone, lang), made: map[personKey]Message{}}
	v.text = Read(text).withFallbacks(j.Content.Fallbacks)
	v.coupon = v.text.without("code")
	all := []Template{v.text}
	if card := j.Content.Card; card != nil {
		v.title, v.subtitle = Read(card.Title).withFallbacks(j.Content.Fallbacks), Read(card.Subtitle).withFallbacks(j.Content.Fallbacks)
		all = append(all, v.title, v.subtitle)
	}
	for _, t := range all {
		v.byName = v.byName || t.Uses("first_name")
		v.byVariant = v.byVariant || t.Uses("variant")
		v.greets = v.greets || t.bare("first_name")
	}
	if bad := Unknown(text); len(bad) > 0 {
		v.unknown = core.Errorf(core.CodeBadInput, "compose.text", "the text names %s, which is not a field", strings.Join(bad, ", "))
	}
	if j.closes() {
		v.closing = ClosingLine(lang)
	}
	v.replies = slices.Clone(j.Content.Replies)
	if j.Content.StopReply && j.Kind.Promotional() {
		v.replies = append(v.replies, StopReply(lang))
	}
	c.voices[key] = v
	return v
}

// pick finds the text of a language: its own, that of the language without region or script, the one for everybody, and
// where there is none the English one or the first. other is true when it is not in a language that the person is known
// to speak.
func pick(texts map[string]string, lang string) (text, language string, other bool) {
	for tag := strings.ReplaceAll(lang, "_", "-"); tag != ""; {
		for have, t := range texts {
			if have != "" && strings.EqualFold(have, tag) {
				return t, have, false
			}
		}
		tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)]
	}
	byLanguage := len(texts) > 1 || len(texts) == 1 && texts[""] == ""
	other = lang != "" && byLanguage
	for _, tag := range append([]string{"", fallbackLanguage}, languagesOf(texts)...) {
		if t, ok := texts[tag]; ok {
			return t, tag, other
		}
	}
	return "", "", false
}

// languagesOf lists the tags of texts, in order.
func languagesOf(texts map[string]string) []string {
	out := make([]string, 0, len(texts))
	for tag := range texts {
		out = append(out, tag)
	}
	slices.Sort(out)
	return out
}

// make composes what everybody with this name and variant gets.
func (c *Composer) make(v *voice, key personKey) (Message, error) {
	f := Fields{FirstName: key.name, Product: c.job.Product, Variant: key.variant, Code: c.job.Code, Expires: v.expires, Shop: c.job.Shop}
	body := v.text.fill(f)
	m := Message{Language: v.language, Arm: v.arm, Other: v.other, NoName: v.greets && key.name == ""}
	l := c.layout(v, f, body)
	m.Form, m.Fell = l.form, l.fell
	if l.link != "" && !strings.Contains(body, l.link) && body != "" {
		body += "\n" + l.link
	}
	var err error
	if m.Text, err = closed(body, v.closing, c.growth(body)); err != nil {
		return m, err
	}
	if c.job.Code == core.CodeMark && strings.Contains(m.Text, core.CodeMark) {
		l.rich.Pattern = m.Text
	}
	l.rich.Replies, l.rich.Utility = v.replies, c.job.Utility
	if c.job.Kind == core.KindOrder {
		_, l.rich.Offer = Offer(m.Text)
	}
	if !l.rich.Empty() {
		m.Rich = &l.rich
	}
	return m, nil
}

// growth is how many characters a text gains when the longest code of the pool takes the place of its mark.
func (c *Composer) growth(text string) int {
	if c.job.Code != core.CodeMark {
		return 0
	}
	return strings.Count(text, core.CodeMark) * (c.job.CodeRunes - utf8.RuneCountInString(core.CodeMark))
}
