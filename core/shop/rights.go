package shop

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
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
	"shopbell/core/views"
)

// Names of what ExportPerson writes.
const (
	personJSON     = "person.json"
	personHTML     = "person.html"
	personPictures = "pictures"
)

// ExportPerson writes everything that is kept about a person into dir: person.json for programs, person.html for people,
// and the pictures of the conversation that are on this computer in a folder beside, readable by the owner of the files
// alone. dir is made when it is missing; one that holds anything is refused with core.CodeBadInput. It gives the files'
// names. When it fails, nothing is left.
func (s *Shop) ExportPerson(ctx context.Context, id core.CustomerID, dir string) (files []string, err error) {
	f, err := s.store.PersonalFile(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := emptyFolder(dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			for _, name := range []string{personJSON, personHTML, personPictures} {
				err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
			}
			files = nil
		}
	}()
	pictures, err := s.exportPictures(ctx, id, dir)
	if err != nil {
		return nil, err
	}
	p := personOf(f, s.clock.Now(), pictures)
	files = []string{filepath.Join(dir, personJSON), filepath.Join(dir, personHTML)}
	if err := writeNew(files[0], p.writeJSON); err != nil {
		return nil, err
	}
	if err := writeNew(files[1], p.writeHTML); err != nil {
		return nil, err
	}
	for _, m := range p.Messages {
		for _, a := range m.Attachments {
			if a.File != "" {
				files = append(files, filepath.Join(dir, filepath.FromSlash(a.File)))
			}
		}
	}
	return files, nil
}

// hanging is a place among what hangs on a message.
type hanging struct {
	message core.MessageID
	place   int
}

// exportPictures copies a person's pictures and gives their names, from dir on, with slashes. The names are numbers: an
// id of the platform may hold anything.
func (s *Shop) exportPictures(ctx context.Context, id core.CustomerID, dir string) (map[hanging]string, error) {
	names := map[hanging]string{}
	err := s.PersonPictures(ctx, id, func(p PersonPicture) error {
		if len(names) == 0 {
			if err := os.Mkdir(filepath.Join(dir, personPictures), 0o700); err != nil {
				return core.E(core.CodeBadInput, "shop.export", "the folder cannot be made", err)
			}
		}
		name := fmt.Sprintf("%s/%05d%s", personPictures, len(names)+1, p.Ext)
		names[hanging{p.MessageID, p.Place}] = name
		return writeNew(filepath.Join(dir, filepath.FromSlash(name)), func(w io.Writer) error {
			_, err := w.Write(p.Data)
			return err
		})
	})
	return names, err
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
	Draft        string           `json:"draft"` // typed to them and not sent
}

type personMessage struct {
	ID          string           `json:"message_id"`
	At          string           `json:"at"`
	FromPage    bool             `json:"from_page"`
	Text        string           `json:"text"`
	Unavailable bool             `json:"unavailable"` // the platform told only that there is a message
	DeletedAt   string           `json:"deleted_at"`  // when it was seen to be gone from Messenger
	Attachments []personAttached `json:"attachments"`
	Reactions   []core.Reaction  `json:"reactions"`
}

type personAttached struct {
	core.Attachment
	File string `json:"file,omitempty"` // the copy beside, when there is one
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

func personOf(f store.PersonalFile, now time.Time, pictures map[hanging]string) person {
	c := f.Customer
	p := person{
		WrittenAt: utc(now), CustomerID: string(c.ID), Name: c.Name, Language: c.Language, Zone: c.Zone, Note: c.Note,
		Tags: append([]string{}, c.Tags...), FirstContact: utc(c.FirstContact), LastWrote: utc(c.LastInboundAt), Unreachable: utc(c.UnreachableSince), Draft: f.Draft,
		Messages: []personMessage{}, Requests: []personRequest{}, OptOuts: []personOptOut{}, Deliveries: []personDelivery{}, Ledger: []personEntry{},
	}
	for _, m := range f.Messages {
		attached := []personAttached{}
		for i, a := range m.Attachments {
			attached = append(attached, personAttached{a, pictures[hanging{m.ID, i}]})
		}
		p.Messages = append(p.Messages, personMessage{string(m.ID), utc(m.At), m.FromPage, m.Text, m.DetailUnavailable, utc(m.DeletedAt),
			attached, append([]core.Reaction{}, m.Reactions...)})
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

// writeHTML writes one page without scripts, links or anything that is fetched but the pictures beside it.
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
	s.publish(views.Event{Kind: views.EventMessages})
	return done, err
}
