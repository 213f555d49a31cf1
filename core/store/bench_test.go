package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/find"
	"shopbell/core/policy"
)

// benchStore is a store with 100,000 messages of 5,000 people.
func benchStore(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "data"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("blue mug linen apron candle blanket when back stock please thanks hello ship order price size red green small large today tomorrow " +
		"tasse kerze decke caffè prezzo grazie merci bonjour obrigado quanto custa")
	for i := range 20_000 { // rare words
		words = append(words, fmt.Sprintf("word%d", i))
	}
	var pulls []Pull
	for c := range 5000 {
		id := core.CustomerID(fmt.Sprint("c", c))
		p := Pull{Conversation: core.Conversation{ID: core.ConversationID("t_" + id), CustomerID: id, Name: "Name", UpdatedAt: noon}, UpTo: noon}
		for m := range 20 {
			var text []string
			for range 6 + r.IntN(12) {
				text = append(text, words[int(float64(len(words))*r.Float64()*r.Float64()*r.Float64()*r.Float64())])
			}
			read := Read{OptOut: core.ReadNothing, Message: core.Message{ID: core.MessageID(fmt.Sprint("m_", c, "_", m)), CustomerID: id, FromPage: m%2 == 1,
				At: noon.Add(-time.Duration(r.IntN(365*24*3600)) * time.Second), Text: strings.Join(text, " ")}}
			if m == 0 && c%5 == 0 {
				read.Wishes = []Wish{{SKU: "MUG"}}
			}
			p.Messages = append(p.Messages, read)
		}
		pulls = append(pulls, p)
		if len(pulls) == 500 {
			if _, err := s.Apply(b.Context(), pulls, noon); err != nil {
				b.Fatal(err)
			}
			pulls = nil
		}
	}
	return s
}

// BenchmarkSearch compares with the same SQL run bare.
func BenchmarkSearch(b *testing.B) {
	s := benchStore(b)
	for _, words := range []string{"bl", "blue mug", "word1234"} {
		b.Run("shopbell/"+words, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(b.Context(), Query{Words: words, Limit: 50}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("bare/"+words, func(b *testing.B) {
			query, args := searchSQL(Query{Limit: 50}, find.Parse(words).Match(), "")
			for b.Loop() {
				rows, err := s.read.Query(query, args...)
				if err != nil {
					b.Fatal(err)
				}
				drain(b, rows)
			}
		})
	}
}

func drain(b *testing.B, rows *sql.Rows) {
	b.Helper()
	cells := make([]any, strings.Count(messageColumns, ",")+1)
	for i := range cells {
		cells[i] = new(sql.RawBytes)
	}
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkConversation opens one page of a conversation.
func BenchmarkConversation(b *testing.B) {
	s := benchStore(b)
	for b.Loop() {
		if _, err := s.Conversation(b.Context(), "c77", time.Time{}, "", 50); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAudience loads 1,000 waiting people with all that the rules need, and decides.
func BenchmarkAudience(b *testing.B) {
	s := benchStore(b)
	rules := policy.Defaults(time.UTC)
	for b.Loop() {
		people, page, err := s.Audience(b.Context(), "MUG", "", noon, rules)
		if err != nil || len(people) != 1000 {
			b.Fatal(len(people), err)
		}
		planner := policy.NewPlanner(page, rules, noon)
		for _, p := range people {
			planner.Decide(policy.Message{Kind: core.KindRestock, SKU: "MUG"}, p.Customer)
		}
	}
}
