package shop

import (
	"context"
	"encoding/json"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// Settings that keep what the page may do, and its templates, for the time without a line.
const (
	settingFeatures   = "page_features" // JSON, by the platform's names
	settingFeaturesAt = "page_features_at"
	settingTemplates  = "utility_templates" // JSON
	// settingTemplatesAt is when they were last read.
	settingTemplatesAt = "utility_templates_at"
)

// featuresEvery is how often the page is asked what it may do.
const featuresEvery = 24 * time.Hour

// features are what the platform approved for the page beyond the ordinary.
type features struct{ humanAgent, utility bool }

func (s *Shop) features(ctx context.Context) (features, error) {
	kept, err := s.store.Setting(ctx, settingFeatures)
	if err != nil || kept == "" {
		return features{}, err
	}
	var f map[string]bool
	if err := json.Unmarshal([]byte(kept), &f); err != nil {
		return features{}, core.E(core.CodeDataDamaged, "shop.features", settingFeatures, err)
	}
	return features{humanAgent: f["human_agent"], utility: f["utility_messaging"] || f["pages_utility_messaging"]}, nil
}

// lookAtFeatures asks the page once a day what it may do. A page that does not tell may do nothing beyond the ordinary.
func (s *Shop) lookAtFeatures(ctx context.Context, l *line) error {
	at, err := s.store.SettingTime(ctx, settingFeaturesAt)
	if err != nil || s.clock.Now().Sub(at).Abs() < featuresEvery {
		return err
	}
	if err := s.lookAtUsername(ctx, l); err != nil {
		return err
	}
	found, err := l.client.Features(ctx)
	if err != nil {
		found = nil // the window is the one lane that is always there
	}
	b, err := json.Marshal(found)
	if err != nil {
		return core.E(core.CodeUnknown, "shop.features", "", err)
	}
	before, err := s.store.Setting(ctx, settingFeatures)
	if err != nil {
		return err
	}
	if err := s.store.Set(ctx, map[string]string{settingFeatures: string(b)}); err != nil {
		return err
	}
	if err := s.store.SetTime(ctx, settingFeaturesAt, s.clock.Now()); err != nil {
		return err
	}
	if before != string(b) {
		s.forget() // the next sender knows
	}
	return nil
}

// UtilityTemplates lists the page's templates for order updates, whatever their state: as the page has them now, or as
// they were last seen when there is no line.
func (s *Shop) UtilityTemplates(ctx context.Context) ([]views.UtilityTemplate, error) {
	l, err := s.connection(ctx)
	if err != nil {
		return s.keptTemplates(ctx, err)
	}
	found, err := l.client.Templates(ctx)
	if s.noteLine(err) != nil {
		return s.keptTemplates(ctx, err)
	}
	out := make([]views.UtilityTemplate, len(found))
	for i, t := range found {
		out[i] = views.UtilityTemplate{ID: t.ID, Name: t.Name, Language: t.Language, Body: t.Body, State: t.Status}
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, core.E(core.CodeUnknown, "shop.templates", "", err)
	}
	if s.store.ReadOnly() {
		return out, nil
	}
	if err := s.store.Set(ctx, map[string]string{settingTemplates: string(b)}); err != nil {
		return nil, err
	}
	return out, s.store.SetTime(ctx, settingTemplatesAt, s.clock.Now())
}

// keptTemplates gives the templates as they were last seen, or the error that keeps from asking.
func (s *Shop) keptTemplates(ctx context.Context, why error) ([]views.UtilityTemplate, error) {
	kept, err := s.store.Setting(ctx, settingTemplates)
	if err != nil || kept == "" {
		return nil, why
	}
	var out []views.UtilityTemplate
	if err := json.Unmarshal([]byte(kept), &out); err != nil {
		return nil, core.E(core.CodeDataDamaged, "shop.templates", settingTemplates, err)
	}
	return out, nil
}
