package words

import "shopbell/core/views"

// Warning says what would hurt about a message before it leaves.
func (w *Words) Warning(v views.Warning) string {
	id := "warn." + string(v.Code)
	switch v.Code {
	case views.WarnCodesShort, views.WarnMissingName, views.WarnSameText, views.WarnOtherLanguage: // Count is of people
		return w.N(id, v.Count, "Limit", w.Number(v.Limit))
	}
	return w.T(id, "Count", w.Number(v.Count), "Limit", w.Number(v.Limit), "Detail", v.Detail)
}
