package graph

import (
	"strings"

	"shopbell/core"
)

type attachment struct {
	Type  text   `json:"type"`
	MIME  text   `json:"mime_type"`
	Name  text   `json:"name"`
	Title text   `json:"title"`
	Size  number `json:"size"`
	File  text   `json:"file_url"`
	URL   text   `json:"url"`
	Image object[struct {
		URL     text `json:"url"`
		Sticker flag `json:"render_as_sticker"`
	}] `json:"image_data"`
	Video object[struct {
		URL text `json:"url"`
	}] `json:"video_data"`
	Template object[struct {
		Title    text `json:"title"`
		Subtitle text `json:"subtitle"`
	}] `json:"generic_template"`
}

type share struct {
	Link        text `json:"link"`
	URL         text `json:"url"`
	Name        text `json:"name"`
	Title       text `json:"title"`
	Description text `json:"description"`
}

// attachmentsOf gives everything that hangs on a message. Addresses are the platform's signed ones and expire.
func attachmentsOf(it message) []core.Attachment {
	var found []core.Attachment
	for _, a := range it.Attachments {
		found = append(found, attachmentOf(a))
	}
	for _, s := range it.Shares {
		found = append(found, core.Attachment{
			Kind: "share",
			Name: string(first(s.Name, s.Title)),
			URL:  string(first(s.Link, s.URL)),
			Text: string(s.Description),
		})
	}
	if it.Sticker != "" && !hasSticker(found) {
		found = append(found, core.Attachment{Kind: "sticker", URL: string(it.Sticker)})
	}
	return found
}

func attachmentOf(a attachment) core.Attachment {
	out := core.Attachment{
		Kind: kindOf(a),
		MIME: string(a.MIME),
		Name: string(first(a.Name, a.Title)),
		URL:  string(first(a.File, a.URL)),
		Size: max(a.Size.whole(), 0),
	}
	if d := a.Video.v; d != nil && d.URL != "" {
		out.URL = string(d.URL)
	}
	if d := a.Image.v; d != nil && d.URL != "" {
		out.URL = string(d.URL)
	}
	if t := a.Template.v; t != nil {
		out.Text = strings.TrimSpace(string(t.Title) + "\n" + string(t.Subtitle))
	}
	return out
}

// kindOf goes by the data that came with it first: the platform's MIME types for stickers and templates vary.
func kindOf(a attachment) string {
	main, _, _ := strings.Cut(string(a.MIME), "/")
	switch {
	case a.Template.v != nil || a.Type == "template":
		return "template"
	case a.Type == "sticker" || a.Image.v != nil && bool(a.Image.v.Sticker):
		return "sticker"
	case a.Type == "post" || a.Type == "reel" || a.Type == "share" || a.Type == "fallback":
		return "share"
	case a.Image.v != nil:
		return "image"
	case a.Video.v != nil:
		return "video"
	case main == "image" || main == "video" || main == "audio":
		return main
	case a.Type == "image" || a.Type == "video" || a.Type == "audio":
		return string(a.Type)
	}
	return "file"
}

func hasSticker(in []core.Attachment) bool {
	for _, a := range in {
		if a.Kind == "sticker" {
			return true
		}
	}
	return false
}

func first(a, b text) text {
	if a != "" {
		return a
	}
	return b
}
