package shop

import (
	"context"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io"
	"time"

	"shopbell/core"
	"shopbell/core/ledger"
	"shopbell/core/views"
)

// proof is what a proof of consent shows. Times are RFC 3339 in UTC.
type proof struct {
	WrittenAt  string
	CustomerID string
	Name       string
	Entries    []proofEntry
	Total      int64  // entries of the whole ledger
	Head       string // hash of its last entry
}

type proofEntry struct {
	Seq                 int64
	At, What            string
	SKU, Variant        string
	Quote, Message, Why string
	Prev, Hash, Salt    string // lower-case hex
	Body, Person        string // exactly as chained, and as committed to
	Holds               bool
}

// ProofOfConsent writes a page about one person: every wish, every stop, every message that was sent because of it, with
// the person's own words, and the hashes by which each entry can be checked without Shopbell.
func (s *Shop) ProofOfConsent(ctx context.Context, id core.CustomerID, file string) error {
	who, list, head, err := s.store.Proof(ctx, id)
	if err != nil {
		return err
	}
	p := proof{WrittenAt: utc(s.clock.Now()), CustomerID: string(id), Name: who.Name, Total: head.Entries, Head: hex.EncodeToString(head.Hash)}
	for _, e := range list {
		p.Entries = append(p.Entries, proofOf(e))
	}
	return writeNew(file, p.write)
}

// CheckLedger follows the whole record of consent and tells by Status when an entry is not as it was written. The window
// runs it once beside everything else: a million entries take seconds.
func (s *Shop) CheckLedger(ctx context.Context) {
	_, broken, err := s.store.VerifyLedger(ctx)
	if err != nil {
		s.logged("check the ledger", err)
		return
	}
	s.mu.Lock()
	s.ledgerBroken = broken
	s.mu.Unlock()
	if broken > 0 {
		s.publish(views.Event{Kind: views.EventStatus})
	}
}

func proofOf(e ledger.Linked) proofEntry {
	out := proofEntry{Seq: e.Seq, Body: e.Body, Person: e.Person, Prev: hex.EncodeToString(e.Prev), Hash: hex.EncodeToString(e.Hash),
		Salt: hex.EncodeToString(e.Salt), Holds: e.Holds()}
	var body struct{ At, What, SKU, Variant string }
	var person struct{ Message, Quote, Why string }
	if json.Unmarshal([]byte(e.Body), &body) != nil || json.Unmarshal([]byte(e.Person), &person) != nil {
		return out // not as it was written; the page shows it as it is
	}
	out.At, out.What, out.SKU, out.Variant = body.At, told(body.What), body.SKU, body.Variant
	out.Quote, out.Message, out.Why = person.Quote, person.Message, person.Why
	if t, err := time.Parse(time.RFC3339Nano, body.At); err == nil {
		out.At = t.UTC().Format("2006-01-02 15:04:05")
	}
	return out
}

// told says what an entry is about. The page is written in English, for whoever has to check it.
func told(what string) string {
	words := map[string]string{
		"wish": "Asked to hear about a product", "not_a_wish": "The shop: this message asked for nothing", "wish_withdrawn": "No longer wants to hear about it",
		"stop": "Asked to stop", "stop_doubtful": "May have asked to stop", "not_a_stop": "The shop: this message was no stop", "resume": "Asked for messages again",
		"reserved": "A message was about to be sent", "sent": "The message was sent", "not_sent": "The message was not sent",
		"erased": "The person was erased", "restored": "A backup was brought back",
	}
	if s, ok := words[what]; ok {
		return s
	}
	return what
}

//go:embed proof.html
var proofPage string

func (p proof) write(w io.Writer) error {
	t, err := template.New("proof.html").Funcs(template.FuncMap{"shown": shown}).Parse(proofPage)
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}
