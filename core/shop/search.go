package shop

import (
	"context"

	"shopbell/core/store"
	"shopbell/core/views"
)

// searchLimit is how many hits a search gives that names no limit.
const searchLimit = 50

// The sides of SearchQuery.From.
const (
	FromCustomer = store.FromCustomer
	FromPage     = store.FromPage
)

// Search gives the messages that have all words, newest first or best match first. A message is about a product when it
// proves a request for it or has its name or one of its aliases. It reads this computer only.
// core.CodeNotFound: there is no such product; core.CodeBadInput: From is neither side.
func (s *Shop) Search(ctx context.Context, q views.SearchQuery) ([]views.SearchHit, error) {
	if q.Limit <= 0 {
		q.Limit = searchLimit
	}
	if q.About != "" {
		if _, err := s.store.Product(ctx, q.About); err != nil {
			return nil, err
		}
	}
	hits, err := s.store.Search(ctx, store.Query{Words: q.Words, CustomerID: q.CustomerID, After: q.After, Before: q.Before,
		Best: q.Best, From: q.From, Picture: q.Picture, About: q.About, Limit: q.Limit, Open: views.SnippetOpen, Close: views.SnippetClose})
	if err != nil {
		return nil, err
	}
	out := make([]views.SearchHit, len(hits))
	for i, h := range hits {
		out[i] = views.SearchHit{MessageID: h.ID, CustomerID: h.CustomerID, Name: h.Name, FromPage: h.FromPage, At: h.At, Text: h.Text, Snippet: h.Snippet}
	}
	return out, nil
}
