package shop

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/ledger"
	"shopbell/core/store"
)

// Names of the files that ExportPerson writes.
const (
	personJSON = "person.json"
	personHTML = "person.html"
)

// ExportPerson writes everything that is kept about a person into dir: person.json for programs and person.html for
// people, readable by the owner of the files alone. dir is made when it is missing; one that holds anything is refused
// with core.CodeBadInput. It gives the files' names.
func (s *Shop) ExportPerson(ctx context.Context, id core.CustomerID, dir string) ([]string, error) {
	f, err := s.store.PersonalFile(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := emptyFolder(dir); err != nil {
		return nil, err
	}
	p := personOf(f, s.clock.Now())
	files := []string{filepath.Join(dir, personJSON), filepath.Join(dir, personHTML)}
	if err := writeNew(files[0], p.writeJSON); err != nil {
		return nil, err
	}
	if err := writeNew(files[1], p.writeHTML); err != nil {
		return nil, errors.Join(err, os.Remove(files[0]))
	}
	return files, nil
}

// emptyFolder makes a folder for its owner alone, or takes one that is there and empty.
func emptyFolder(dir string) error {
	const op = "shop.export"
	if err := os.Mkdir(dir, 0o700); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrExist) {
		return core.E(core.CodeBadInput, op, "the folder cannot be made", err)
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return core.E(core.CodeBadInput, op, "this is no folder that can be read", err)
	}
	if len(list) > 0 {
		return core.E(core.CodeBadInput, op, "the folder is not empty", nil)
	}
	return nil
}

// writeNew writes a file that must not be there yet, whole or not at all.
func writeNew(path string, write func(io.Writer) error) error {
	const op = "shop.export"
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return core.E(core.CodeBadInput, op, "the file cannot be written", err)
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(path)))
	}
	return nil
}

// person is a person's file as it is handed out. Times are RFC 3339 in UTC, empty when there is none.
type person struct {
	WrittenAt    string           `json:"written_at"`
	CustomerID   string           `json:"customer_id"`
	Name         string           `json:"name"`
	Language     string           `json:"language"`
	Zone         string           `json:"zone"`
	Note         string           `json:"note"`
	Tags         []string         `json:"tags"`
	FirstContact string           `json:"first_contact"`
	LastWrote    string           `json:"last_wrote"`
	Unreachable  string           `json:"unreachable_since"`
	Messages     []personMessage  `json:"messages"`
	Requests     []personRequest  `json:"requests"`
	OptOuts      []personOptOut   `json:"opt_outs"`
	Deliveries   []personDelivery `json:"deliveries"`
	Ledger       []personEntry    `json:"ledger"`
}

type personMessage struct {
	ID          string            `json:"message_id"`
	At          string            `json:"at"`
	FromPage    bool              `json:"from_page"`
	Text        string            `json:"text"`
	Unavailable bool              `json:"unavailable"` // the platform told only that there is a message
	Attachments []core.Attachment `json:"attachments"`
}

type personRequest struct {
	SKU       string `json:"sku"`
	Variant   string `json:"variant"`
	State     string `json:"state"`
	MessageID string `json:"message_id"`
	Quote     string `json:"quote"`
	At        string `json:"asked_at"`
}

type personOptOut struct {
	State     string `json:"state"`
	SKU       string `json:"sku"` // empty: everything
	MessageID string `json:"message_id"`
	Quote     string `json:"quote"`
	Words     string `json:"words"`
	Why       string `json:"why"`
	At        string `json:"at"`
}

type personDelivery struct {
	ID         string `json:"id"`
	CampaignID string `json:"campaign_id"`
	Kind       string `json:"kind"`
	SKU        string `json:"sku"`
	Variant    string `json:"variant"`
	Code       string `json:"code"`
	State      string `json:"state"`
	Reason     string `json:"reason"`
	MessageID  string `json:"message_id"`
	Text       string `json:"text"`
	CreatedAt  string `json:"created_at"`
	ReservedAt string `json:"reserved_at"`
}

type personEntry struct {
	ledger.Exported
	At   string `json:"-"` // for people
	What string `json:"-"`
}

func personOf(f store.PersonalFile, now time.Time) person {
	c := f.Customer
	p := person{
		WrittenAt: utc(now), CustomerID: string(c.ID), Name: c.Name, Language: c.Language, Zone: c.Zone, Note: c.Note,
		Tags: append([]string{}, c.Tags...), FirstContact: utc(c.FirstContact), LastWrote: utc(c.LastInboundAt), Unreachable: utc(c.UnreachableSince),
		Messages: []personMessage{}, Requests: []personRequest{}, OptOuts: []personOptOut{}, Deliveries: []personDelivery{}, Ledger: []personEntry{},
	}
	for _, m := range f.Messages {
		p.Messages = append(p.Messages, personMessage{string(m.ID), utc(m.At), m.FromPage, m.Text, m.DetailUnavailable,
			append([]core.Attachment{}, m.Attachments...)})
	}
	for _, r := range f.Requests {
		p.Requests = append(p.Requests, personRequest{string(r.SKU), r.Variant, string(r.State), string(r.MessageID), r.Quote, utc(r.AskedAt)})
	}
	for _, o := range f.OptOuts {
		p.OptOuts = append(p.OptOuts, personOptOut{string(o.State), string(o.SKU), string(o.MessageID), o.Quote, o.Words, o.Why, utc(o.At)})
	}
	for _, d := range f.Deliveries {
		p.Deliveries = append(p.Deliveries, personDelivery{string(d.ID), string(d.CampaignID), string(d.Kind), string(d.SKU), d.Variant,
			d.Code, string(d.State), string(d.Reason.Code), string(d.MessageID), d.Text, utc(d.CreatedAt), utc(d.ReservedAt)})
	}
	for _, e := range f.Ledger {
		p.Ledger = append(p.Ledger, entryOf(e))
	}
	return p
}

// entryOf reads from an entry what people want to see of it.
func entryOf(e ledger.Entry) personEntry {
	var body struct{ At, What string }
	if err := json.Unmarshal([]byte(e.Body), &body); err != nil {
		body.What = e.Body // not as it was written; shown as it is
	}
	return personEntry{ledger.Line(e), body.At, body.What}
}

func utc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func (p person) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}

//go:embed person.html
var personPage string

// writeHTML writes one self-contained page without scripts, links or anything that is fetched.
func (p person) writeHTML(w io.Writer) error {
	t, err := template.New(personHTML).Funcs(template.FuncMap{"shown": shown}).Parse(personPage)
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}

// shown replaces characters that would hide or turn around what stands beside them.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200e && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}

// ErasePerson removes a person from this computer; see store.Erase for what stays and why.
func (s *Shop) ErasePerson(ctx context.Context, id core.CustomerID) (store.Erased, error) {
	done, err := s.store.Erase(ctx, id, s.clock.Now())
	if code := core.CodeOf(err); code == "" || code == core.CodeDataBusy { // the person is removed in either case
		_, serr := s.SweepPictures(ctx)
		err = errors.Join(err, serr)
	}
	s.publish(Event{Kind: EventMessages})
	return done, err
}
