package fbexport

import (
	"slices"
	"strconv"
)

// Below, fits is false for a value of another kind than a message has in that place. It was passed over then. As with
// encoding/json, null fits everywhere and leaves things as they are.

// entryOf reads one message.
func (p *jsonReader) entryOf(e *entry) (fits bool, err error) {
	return p.members(func(key []byte) (bool, error) { return p.member(e, key) })
}

// member reads one value of a message; all names are the download's.
func (p *jsonReader) member(e *entry, key []byte) (fits bool, err error) {
	switch string(key) {
	case "sender_name":
		return p.sender(&e.SenderName, true)
	case "timestamp_ms":
		return p.number(&e.TimestampMS)
	case "content":
		return p.words(&e.Content, true)
	case "type":
		return p.words(&e.Type, false)
	case "photos":
		return p.media(&e.Photos)
	case "videos":
		return p.media(&e.Videos)
	case "audio_files":
		return p.media(&e.Audio)
	case "files":
		return p.media(&e.Files)
	case "gifs":
		return p.media(&e.Gifs)
	case "sticker":
		return p.sticker(e)
	case "share":
		return p.share(e)
	case "call_duration":
		var seconds int64
		fits, err := p.number(&seconds)
		if string(p.scalar) != "null" {
			e.Duration = &seconds
		}
		return fits, err
	case "missed":
		return p.flag(&e.Missed)
	case "is_unsent":
		return p.flag(&e.Unsent)
	case "reactions":
		return p.reactions(e)
	}
	return p.secureMember(e, key)
}

// secureMember reads what exports of secure storage call otherwise. Their text is plain UTF-8.
func (p *jsonReader) secureMember(e *entry, key []byte) (fits bool, err error) {
	switch string(key) {
	case "senderName":
		return p.sender(&e.Sender, false)
	case "timestamp":
		return p.number(&e.Timestamp)
	case "text":
		return p.words(&e.Text, false)
	case "media":
		return p.media(&e.Media)
	case "isUnsent":
		return p.flag(&e.IsUnsent)
	}
	return true, p.skip()
}

func (p *jsonReader) media(list *[]media) (fits bool, err error) {
	return p.elements(func() (bool, error) {
		var m media
		fits, err := p.medium(&m)
		*list = append(*list, m)
		return fits, err
	})
}

func (p *jsonReader) medium(m *media) (fits bool, err error) {
	return p.members(func(key []byte) (bool, error) {
		if string(key) == "uri" {
			return p.words(&m.URI, true)
		}
		return true, p.skip()
	})
}

func (p *jsonReader) sticker(e *entry) (fits bool, err error) {
	if c, err := p.peek(); err == nil && c == '{' {
		e.Sticker = new(media)
	}
	return p.medium(e.Sticker) // nil for what is none, of which nothing is read
}

func (p *jsonReader) share(e *entry) (fits bool, err error) {
	return p.members(func(key []byte) (bool, error) {
		if e.Share == nil {
			e.Share = new(share)
		}
		switch string(key) {
		case "link":
			return p.words(&e.Share.Link, true)
		case "share_text":
			return p.words(&e.Share.Text, true)
		}
		return true, p.skip()
	})
}

func (p *jsonReader) reactions(e *entry) (fits bool, err error) {
	return p.elements(func() (bool, error) {
		var r Reaction
		fits, err := p.members(func(key []byte) (bool, error) {
			switch string(key) {
			case "reaction":
				return p.words(&r.Emoji, true)
			case "actor":
				return p.words(&r.Actor, true)
			}
			return true, p.skip()
		})
		if len(e.Reactions) < maxReactions {
			e.Reactions = append(e.Reactions, r)
		}
		return fits, err
	})
}

// members goes through an object.
func (p *jsonReader) members(member func(key []byte) (fits bool, err error)) (fits bool, err error) {
	if here, fits, err := p.here('{'); !here {
		return fits, err
	}
	fits = true
	err = p.object(func(key []byte) error {
		ok, err := member(key)
		fits = fits && ok
		return err
	})
	return fits, err
}

// elements goes through a list.
func (p *jsonReader) elements(element func() (fits bool, err error)) (fits bool, err error) {
	if here, fits, err := p.here('['); !here {
		return fits, err
	}
	fits = true
	err = p.list(func() error {
		ok, err := element()
		fits = fits && ok
		return err
	})
	return fits, err
}

// here reports whether a value that begins so comes next, and passes over any other.
func (p *jsonReader) here(begin byte) (here, fits bool, err error) {
	switch c, err := p.peek(); {
	case err != nil:
		return false, false, err
	case c == begin:
		return true, true, nil
	case c == 'n':
		return false, true, p.literal()
	}
	return false, false, p.skip()
}

// words reads a text, repaired where the download breaks it.
func (p *jsonReader) words(s *string, broken bool) (fits bool, err error) {
	b, fits, err := p.bytes(broken)
	if b != nil {
		*s = string(b)
	}
	return fits, err
}

// maxNames is how many senders of a file are told apart without a copy of the name for each message.
const maxNames = 4

// sender reads a name. A conversation has two, which each message repeats.
func (p *jsonReader) sender(s *string, broken bool) (fits bool, err error) {
	b, fits, err := p.bytes(broken)
	if b == nil {
		return fits, err
	}
	if i := slices.IndexFunc(p.names, func(n string) bool { return n == string(b) }); i >= 0 {
		*s = p.names[i]
		return fits, err
	}
	*s = string(b)
	if len(p.names) < maxNames {
		p.names = append(p.names, *s)
	}
	return fits, err
}

// bytes reads a text that lasts until the next one; nil for none.
func (p *jsonReader) bytes(broken bool) (b []byte, fits bool, err error) {
	if here, fits, err := p.here('"'); !here {
		return nil, fits, err
	}
	if err := p.string(); err != nil {
		return nil, true, err
	}
	if broken && p.wide {
		var whole bool
		if p.fixed, whole = repair(p.fixed[:0], p.text); whole {
			return p.fixed, true, nil
		}
	}
	return p.text, true, nil
}

func (p *jsonReader) number(n *int64) (fits bool, err error) {
	if here, err := p.simple(); !here || err != nil || string(p.scalar) == "null" {
		return here, err
	}
	i, err := strconv.ParseInt(string(p.scalar), 10, 64)
	if err != nil {
		return false, nil // a fraction, or beyond any time
	}
	*n = i
	return true, nil
}

func (p *jsonReader) flag(b *bool) (fits bool, err error) {
	here, err := p.simple()
	switch text := string(p.scalar); {
	case !here || err != nil || text == "null":
		return here, err
	case text != "true" && text != "false":
		return false, nil
	default:
		*b = text == "true"
		return true, nil
	}
}

// simple takes a number or a literal, and passes over anything else.
func (p *jsonReader) simple() (here bool, err error) {
	switch c, err := p.peek(); {
	case err != nil:
		return false, err
	case c == '"' || c == '{' || c == '[':
		return false, p.skip()
	}
	return true, p.literal()
}
