package shop

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/answers"
	"shopbell/core/compose"
	"shopbell/core/find"
	"shopbell/core/fold"
	"shopbell/core/interest"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Bounds of what is suggested and of where it is looked for.
const (
	mostSuggested = 3
	mostBefore    = 1000           // earlier messages with a word of the question
	mostWordsOf   = 24             // words of the question that are looked for
	answeredIn    = 48 * time.Hour // a reply that came later answers something else
	mostReplyLen  = 400            // bytes: a long letter is no answer to repeat
)

// Suggestions gives texts that may answer what a customer asked since the shop last wrote, the surest first, at most three:
// the saved answer to the question or what the catalogue says, then what a person of the shop typed when somebody asked
// the like. Nothing leaves this computer for it, and nothing is sent by it.
func (s *Shop) Suggestions(ctx context.Context, id core.CustomerID) ([]views.Suggestion, error) {
	row, err := s.store.Customer(ctx, id)
	if err != nil {
		return nil, err
	}
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	wishes := interest.New(products)
	q, ok, err := s.askedBy(ctx, id, wishes, row.LastSKU)
	if err != nil || !ok || len(q.reading.Questions) == 0 || q.stop {
		return nil, err
	}
	g := suggesting{Shop: s, row: row, q: q, wishes: wishes}
	if match, ok := q.product(); ok {
		if g.product, err = s.productOf(ctx, match.SKU); err != nil {
			return nil, err
		}
	}
	if err := g.known(ctx); err != nil {
		return nil, err
	}
	err = g.past(ctx)
	return g.out[:min(len(g.out), mostSuggested)], err
}

// suggesting is one search for suggestions.
type suggesting struct {
	*Shop
	row     store.Row
	q       asked
	wishes  *interest.Reader
	product *core.Product // the one that is asked about; nil: none, or several
	out     []views.Suggestion
}

// add keeps a suggestion unless its words are there already.
func (g *suggesting) add(s views.Suggestion) {
	key := compose.TextKey(s.Text)
	if key != "" && !slices.ContainsFunc(g.out, func(x views.Suggestion) bool { return compose.TextKey(x.Text) == key }) {
		g.out = append(g.out, s)
	}
}

// known adds what the owner saved for each question, or what the catalogue says where only a text is missing.
func (g *suggesting) known(ctx context.Context) error {
	page, err := g.store.Page(ctx)
	if err != nil {
		return err
	}
	saved, err := g.store.SavedAnswers(ctx)
	if err != nil {
		return err
	}
	lang := g.q.reading.In(g.row.Language)
	for _, class := range g.q.reading.Questions {
		purpose, not := purposeOf(class, g.product, "")
		if not != "" || lang == "" {
			continue
		}
		from := views.Suggestion{From: views.SuggestedCatalogue}
		text := answers.New().First(lang, purpose)
		if i := slices.IndexFunc(saved, func(a core.SavedAnswer) bool { return a.Purpose == purpose }); i >= 0 && textIn(saved[i], lang) != "" {
			text, from = textIn(saved[i], lang), views.Suggestion{From: views.SuggestedSaved, Key: saved[i].Key}
		}
		if text == "" {
			continue
		}
		if from.Text, err = filled(text, lang, g.row.Name, page.Name, g.product); err == nil {
			g.add(from)
		}
	}
	return nil
}

// earlier is a question of the past with how near it is to the one at hand.
type earlier struct {
	store.AskedBefore
	near float64
}

// past adds what a person of the shop answered to the nearest earlier questions of the same kind about the same product.
func (g *suggesting) past(ctx context.Context) error {
	words := wordsOf(g.q.text)
	var match []string
	for w := range words {
		if m := find.Phrase(w, false); m != "" && len(match) < mostWordsOf {
			match = append(match, m)
		}
	}
	slices.Sort(match)
	if len(match) == 0 {
		return nil
	}
	list, err := g.store.AskedBefore(ctx, strings.Join(match, " OR "), mostBefore)
	if err != nil {
		return err
	}
	var near []earlier
	for _, before := range list {
		if before.ID != g.q.last.ID && g.alike(before.Text) {
			near = append(near, earlier{before, overlap(words, wordsOf(before.Text))})
		}
	}
	slices.SortStableFunc(near, func(a, b earlier) int { // of equals the newest comes first, as they were found
		switch {
		case a.near > b.near:
			return -1
		case a.near < b.near:
			return 1
		}
		return 0
	})
	for _, e := range near[:min(len(near), 10*mostSuggested)] {
		text, ok, err := g.store.TypedAnswer(ctx, e.AskedBefore, answeredIn)
		if err != nil {
			return err
		}
		if ok {
			if text, ok = g.reusable(text, e.Name); ok {
				g.add(views.Suggestion{Text: text, From: views.SuggestedPast, Name: e.Name, At: e.At})
			}
		}
	}
	return nil
}

// alike reports whether an earlier message asks the same, about the same product.
func (g *suggesting) alike(text string) bool {
	var names []string
	matches := g.wishes.Read(text, "")
	for _, m := range matches {
		names = append(names, m.Words)
	}
	r := answers.New().Read(text, names)
	if r.Upset || r.Asks() == "" || r.Asks() != g.q.reading.Questions[0] || r.In(g.row.Language) != g.q.reading.In(g.row.Language) {
		return false
	}
	if about := r.Asks(); about == core.QuestionHours || about == core.QuestionDelivery {
		return true // the answer does not hang on the product
	}
	return g.product != nil && len(matches) == 1 && matches[0].SKU == g.product.SKU
}

var (
	personal = regexp.MustCompile(`@|https?://|(\d[ ./-]?){7,}`) // an address, a link, a number to call or to pay to
	amount   = regexp.MustCompile(`\d+(?:[.,]\d+)?`)
)

// reusable makes a reply to somebody else fit to be suggested here. One that holds what may be that person's own, or an
// amount that the catalogue does not confirm, is not; their first name becomes this person's.
func (g *suggesting) reusable(text, name string) (string, bool) {
	if len(text) > mostReplyLen || personal.MatchString(text) {
		return "", false
	}
	if class := g.q.reading.Questions[0]; class == core.QuestionPrice || class == core.QuestionAvailable {
		for _, n := range amount.FindAllString(text, -1) {
			if g.product == nil || !sameAmount(n, g.product.Price) {
				return "", false
			}
		}
	}
	theirs, ours := compose.FirstName(name), compose.FirstName(g.row.Name)
	if theirs == "" || !slices.ContainsFunc(fold.Words(text), func(w fold.Word) bool { return w.Text == fold.String(theirs) }) {
		return text, true
	}
	return strings.ReplaceAll(text, theirs, ours), ours != "" && strings.Contains(text, theirs)
}

// sameAmount reports whether a number in a text is a price: "24.50", "24,50" or, without cents, "24".
func sameAmount(n string, price core.Money) bool {
	n = strings.Replace(n, ",", ".", 1)
	exact := price.Decimal()
	return price.Minor > 0 && (n == exact || n == strings.TrimSuffix(exact, ".00"))
}

// wordsOf gives the different words of a text.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range fold.Terms(text) {
		out[t.Text] = true
	}
	return out
}

// overlap is the share of common words among all words of two texts (Jaccard 1901).
func overlap(a, b map[string]bool) float64 {
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}
