package shop

import (
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/report"
	"shopbell/core/sheet"
	"shopbell/core/views"
)

// Report gives the figures of all campaigns, newest first, with what all of them did.
func (s *Shop) Report(ctx context.Context) (views.Report, error) {
	list, err := s.store.Campaigns(ctx)
	if err != nil {
		return views.Report{}, err
	}
	return s.report(ctx, list, "")
}

// CampaignReport gives the figures of one campaign, core.CodeNotFound when there is none.
func (s *Shop) CampaignReport(ctx context.Context, id core.CampaignID) (views.CampaignReport, error) {
	c, err := s.store.Campaign(ctx, id)
	if err != nil {
		return views.CampaignReport{}, err
	}
	r, err := s.report(ctx, []core.Campaign{c}, id)
	if err != nil {
		return views.CampaignReport{}, err
	}
	return r.Campaigns[0], nil
}

// Compare sets two campaigns side by side. What differs may come from the words, the people or the day: the ranges tell
// only what chance alone would do.
func (s *Shop) Compare(ctx context.Context, a, b core.CampaignID) (views.Comparison, error) {
	var out views.Comparison
	var err error
	if out.A, err = s.CampaignReport(ctx, a); err != nil {
		return out, err
	}
	if out.B, err = s.CampaignReport(ctx, b); err != nil {
		return out, err
	}
	out.Versus = report.Compare(out.A.Figures, out.B.Figures)
	return out, nil
}

func (s *Shop) report(ctx context.Context, list []core.Campaign, only core.CampaignID) (views.Report, error) {
	facts, err := s.store.ReportFacts(ctx, only)
	if err != nil {
		return views.Report{}, err
	}
	titles, err := s.campaignTitles(ctx, list)
	if err != nil {
		return views.Report{}, err
	}
	return report.New(list, titles, facts), nil
}

// campaignTitles names campaigns as the owner knows them.
func (s *Shop) campaignTitles(ctx context.Context, list []core.Campaign) ([]string, error) {
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[core.SKU]string, len(products))
	for _, p := range products {
		names[p.SKU] = p.Name
	}
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = campaignTitle(c, names)
	}
	return out, nil
}

// campaignTitle is what the owner calls it, else its product, else its first words. Without any of them it is empty, and
// whoever shows it names its kind.
func campaignTitle(c core.Campaign, products map[core.SKU]string) string {
	switch {
	case c.Title != "":
		return c.Title
	case products[c.SKU] != "":
		return products[c.SKU]
	case c.SKU != "":
		return string(c.SKU)
	}
	if c.Text == "" {
		return openingWords(c.Content.Texts[""])
	}
	return openingWords(c.Text)
}

// titleRunes is how much of a text stands for the whole, at most.
const titleRunes = 40

// openingWords cuts a template after a word, or within the first where that alone is too long. Its fields are dots.
func openingWords(template string) string {
	words := []rune(strings.Join(strings.Fields(compose.Title(template)), " "))
	if len(words) <= titleRunes {
		return string(words)
	}
	cut := string(words[:titleRunes])
	if words[titleRunes] != ' ' && strings.Contains(cut, " ") {
		cut = cut[:strings.LastIndex(cut, " ")]
	}
	return strings.TrimRight(cut, " ,;:…") + "…"
}

// SaveReport writes a report into a CSV or XLSX file, by the end of its name.
func (s *Shop) SaveReport(ctx context.Context, path string, r views.Report) error {
	t := report.NewTable(r)
	return sheet.Write(ctx, path, sheet.Table{Name: "Report", Heads: t.Heads, Numbers: t.Numbers, Rows: slices.Values(t.Rows)})
}

// CompareTexts sets the two texts of a campaign side by side; nil when it has one.
func (s *Shop) CompareTexts(r views.CampaignReport) []views.Versus {
	if len(r.Arms) != 2 {
		return nil
	}
	return report.Compare(r.Arms[0].Figures, r.Arms[1].Figures)
}

// SavePicture writes a picture as PNG, readable by its owner alone.
func (s *Shop) SavePicture(path string, picture image.Image) error {
	const op = "shop.picture"
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return core.E(core.CodeBadInput, op, "no file can be made there", err)
	}
	if err := errors.Join(png.Encode(f, picture), f.Sync(), f.Close()); err != nil {
		return core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(path)))
	}
	return nil
}
