package words

import "shopbell/core/views"

// Warning says what would hurt about a message before it leaves.
func (w *Words) Warning(v views.Warning) string {
	return w.T("warn."+string(v.Code), "Count", w.Number(v.Count), "Limit", w.Number(v.Limit), "Detail", v.Detail)
}
