package words

import "golang.org/x/text/message"

// Bytes gives a size in the largest unit that leaves a whole number: "3.4 MB".
func (w *Words) Bytes(n int64) string {
	p := message.NewPrinter(w.digits)
	size := float64(n)
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		if size < 1000 || unit == "GB" {
			if unit == "B" || size >= 100 {
				return p.Sprintf("%.0f\u00a0%s", size, unit)
			}
			return p.Sprintf("%.1f\u00a0%s", size, unit)
		}
		size /= 1000
	}
	return ""
}
