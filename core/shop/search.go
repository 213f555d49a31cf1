package shop

import (
	"context"

	"shopbell/core/store"
)

// searchLimit is how many hits a search gives that names no limit.
const searchLimit = 50

// Search gives the messages that have all words, newest first. It reads this computer only.
func (s *Shop) Search(ctx context.Context, q SearchQuery) ([]SearchHit, error) {
	if q.Limit <= 0 {
		q.Limit = searchLimit
	}
	hits, err := s.store.Search(ctx, store.Query{Words: q.Words, CustomerID: q.CustomerID, After: q.After, Before: q.Before,
		Limit: q.Limit, Open: SnippetOpen, Close: SnippetClose})
	if err != nil {
		return nil, err
	}
	out := make([]SearchHit, len(hits))
	for i, h := range hits {
		out[i] = SearchHit{MessageID: h.ID, CustomerID: h.CustomerID, Name: h.Name, FromPage: h.FromPage, At: h.At, Text: h.Text, Snippet: h.Snippet}
	}
	return out, nil
}
