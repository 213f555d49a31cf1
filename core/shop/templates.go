package shop

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/core/views"
)

// longestTemplateName bounds the name of a kept message, in characters.
const longestTemplateName = 60

// Templates lists the messages that are kept to use again, by name.
func (s *Shop) Templates(ctx context.Context) ([]views.MessageTemplate, error) {
	list, err := s.store.Templates(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]views.MessageTemplate, len(list))
	for i, t := range list {
		out[i] = views.MessageTemplate{Name: t.Name, Kind: t.Kind, Content: t.Content, At: t.At}
	}
	return out, nil
}

// SaveTemplate keeps a message under a name, in the place of an older one of that name.
func (s *Shop) SaveTemplate(ctx context.Context, name string, kind core.Kind, content core.Content) error {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > longestTemplateName || strings.ContainsFunc(name, unicode.IsControl) {
		return core.Errorf(core.CodeBadInput, "shop.template", "a template needs a name of 1 to %d characters", longestTemplateName)
	}
	if err := s.store.SaveTemplate(ctx, store.Template{Name: name, Kind: kind, Content: content, At: s.clock.Now()}); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}

// DeleteTemplate forgets a kept message, core.CodeNotFound when there is none of that name.
func (s *Shop) DeleteTemplate(ctx context.Context, name string) error {
	if err := s.store.DeleteTemplate(ctx, name); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}
