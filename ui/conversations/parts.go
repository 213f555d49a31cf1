package conversations

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// Part is one thing that hangs on a message: a picture to show, or a line that names it.
type Part struct {
	Hash    string // of a picture that is on this computer, else ""
	Sticker bool
	Icon    fyne.Resource
	Title   string
	Second  string
}

// parts words everything that hangs on a message.
func parts(w *words.Words, b views.Bubble) []Part {
	stands := map[int]views.Picture{}
	for _, p := range b.Pictures {
		stands[p.Place] = p
	}
	var out []Part
	for place, a := range b.Attachments {
		p := named(w, a)
		if v, ok := stands[place]; ok {
			p.Sticker = a.Kind == "sticker"
			p.Hash = v.Hash
			if id := "picture." + string(v.State); w.Has(id) {
				p.Title, p.Second = w.T(id), a.Name
			}
		}
		out = append(out, p)
	}
	return out
}

// named gives the line that names an attachment.
func named(w *words.Words, a core.Attachment) Part {
	id := "attachment." + a.Kind
	if !w.Has(id) {
		id = "attachment.other"
	}
	p := Part{Icon: iconOf(a.Kind), Title: w.T(id), Second: a.Name}
	switch {
	case a.Kind == "call" && a.Missed:
		p.Title = w.T("attachment.call_missed")
	case a.Kind == "call" && a.Seconds > 0:
		p.Title = w.T("attachment.call_for", "Length", w.Seconds(time.Duration(a.Seconds)*time.Second))
	case a.Kind == "share" || a.Kind == "template":
		lines := []string{}
		for _, s := range []string{a.Name, strings.TrimSpace(a.Text), a.URL} {
			if s != "" {
				lines = append(lines, s)
			}
		}
		p.Second = strings.Join(lines, "\n")
	case a.Size > 0 && a.Name != "":
		p.Second = w.T("attachment.detail", "Name", a.Name, "Size", w.Bytes(a.Size))
	case a.Size > 0:
		p.Second = w.Bytes(a.Size)
	}
	return p
}

func iconOf(kind string) fyne.Resource {
	switch kind {
	case "image", "sticker":
		return fynetheme.MediaPhotoIcon()
	case "video":
		return fynetheme.MediaVideoIcon()
	case "audio":
		return fynetheme.MediaMusicIcon()
	case "share":
		return fynetheme.MailForwardIcon()
	case "call":
		return fynetheme.VolumeUpIcon()
	case "template":
		return fynetheme.ListIcon()
	}
	return fynetheme.MailAttachmentIcon()
}

// reactions words the emojis on a message: each with who put it there.
func reactions(w *words.Words, m core.Message) string {
	var out []string
	for _, r := range m.Reactions {
		id := "bubble.reaction_them"
		if r.FromPage {
			id = "bubble.reaction_you"
		}
		out = append(out, w.T(id, "Emoji", r.Emoji))
	}
	return strings.Join(out, "   ")
}
