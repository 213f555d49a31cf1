package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

func TestCandidatesHaveTheWords(t *testing.T) {
	s := open(t)
	texts := []string{
		"do you have the zebra lamp?", "Zebras!", "lamp", "the blue one?", "blue", "蜂蜜有货吗", "große Kerze", "OP-10 back?", `quo"te`,
	}
	p := Pull{UpTo: noon, Conversation: core.Conversation{ID: "t_ana", CustomerID: "ana", UpdatedAt: noon}}
	for i, text := range texts {
		at := noon.Add(time.Duration(i-20) * time.Minute)
		p.Messages = append(p.Messages,
			Read{OptOut: core.ReadNothing, Message: core.Message{ID: core.MessageID(fmt.Sprint("m", i)), CustomerID: "ana", At: at, Text: text}},
			Read{OptOut: core.ReadNothing, Message: core.Message{ID: core.MessageID(fmt.Sprint("p", i)), CustomerID: "ana", FromPage: true, At: at.Add(time.Second), Text: text}})
	}
	if _, err := s.Apply(t.Context(), []Pull{p}, noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words Words
		want  []string
	}{
		{Words{Any: []string{"zebra*"}}, texts[:2]},
		{Words{Any: []string{"zebra", "lamp"}}, []string{texts[0], texts[2]}},
		{Words{Beside: []string{"blue"}, With: []string{"one"}}, texts[3:4]},
		{Words{Any: []string{"蜂蜜"}}, texts[5:6]},
		{Words{Any: []string{"groß*", "op 10"}}, texts[6:8]},
		{Words{Any: []string{`quo"te`, `) OR *`}}, texts[8:]},
		{Words{}, nil},
	} {
		var got []string
		err := s.Candidates(t.Context(), c.words, func(m core.Message) error { got = append(got, m.Text); return nil })
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, %v; want %q", c.words, got, err, c.want)
		}
	}
	stop := errors.New("enough")
	if err := s.Candidates(t.Context(), Words{Any: []string{"lamp"}}, func(core.Message) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of the reader is lost: %v", err)
	}
	next, err := s.Next(t.Context(), p.Messages[2].Message, 2)
	if err != nil || len(next) != 2 || next[0].Text != texts[2] || next[1].Text != texts[3] {
		t.Errorf("next %+v, %v", next, err)
	}
	if n, err := s.CountInbound(t.Context()); err != nil || n != len(texts) {
		t.Errorf("%d of %d, %v", n, len(texts), err)
	}
}

// The person's messages are found by their index, and the candidates by the full-text one.
func TestCandidatesUseTheirIndexes(t *testing.T) {
	s := open(t)
	for query, args := range map[string][]any{candidatesSQL: {`"lamp"`}, nextSQL: {"ana", "m", 5}} {
		for line := range strings.Lines(explain(t, s, query, args...)) {
			if slices.Contains([]string{"SCAN m", "SCAN messages", "SCAN u", "SCAN c"}, strings.TrimSpace(line)) {
				t.Errorf("%s: %s", query, line)
			}
		}
	}
}
