package settings

import (
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// The kinds of places from which stock is read by itself, as core/shop names them.
const (
	sourceFile = "file"
	sourceWeb  = "woocommerce"
)

// SourceView is what the page says about one place from which stock comes, as words.
type SourceView struct {
	On      bool
	Name    string // the file's or the web shop's, or what could be chosen
	Place   string // in full, "" when there is none
	Stands  string // how the last reading went
	Trouble string // why it brought nothing and what to do, "" when it went well
	Tone    widgets.Tone
}

// NewSourceView words how a place of a kind stands among those that are read.
func NewSourceView(w *words.Words, kind string, all []views.StockSource, now time.Time, zone *time.Location) SourceView {
	for _, s := range all {
		if s.Kind == kind {
			return sourceOn(w, s, now, zone)
		}
	}
	return SourceView{Name: w.T("stock." + kind), Stands: w.T("stock.off")}
}

func sourceOn(w *words.Words, s views.StockSource, now time.Time, zone *time.Location) SourceView {
	v := SourceView{On: true, Name: placeName(s), Place: s.Place}
	switch {
	case s.ReadAt.IsZero():
		v.Stands = w.T("stock.soon")
	case s.Failed != "":
		v.Stands = w.T("stock.failed", "When", w.Within(s.ReadAt, now, zone))
		v.Trouble, v.Tone = trouble(w, s), widgets.Brick
		if s.Failed == core.CodeShopBusy || s.Failed == core.CodeShopOffline { // mends itself
			v.Tone = widgets.Brass
		}
	case s.Changed == 0:
		v.Stands = w.T("stock.read_same", "When", w.Within(s.ReadAt, now, zone))
	default:
		v.Stands = w.N("stock.read", s.Changed, "When", w.Within(s.ReadAt, now, zone))
	}
	return v
}

// placeName gives the short name of a place: the last part of a path, the host of an address.
func placeName(s views.StockSource) string {
	if s.Kind == sourceFile {
		return filepath.Base(s.Place)
	}
	if u, err := url.Parse(s.Place); err == nil && u.Host != "" {
		return u.Host + u.Path
	}
	return s.Place
}

// trouble says why a place could not be read. A file that is gone has its own way out.
func trouble(w *words.Words, s views.StockSource) string {
	if s.Kind == sourceFile && s.Failed == core.CodeNotFound {
		return w.T("stock.gone")
	}
	return w.Code(s.Failed, s.Detail).Line()
}

// WebShop judges what was typed about a web shop: what is still to be done, "" when it can be tried.
func WebShop(w *words.Words, address, key, secret string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	here := err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !here:
		return w.T("stock.address_wrong")
	case !strings.HasPrefix(strings.TrimSpace(key), "ck_"):
		return w.T("stock.key_wrong")
	case !strings.HasPrefix(strings.TrimSpace(secret), "cs_"):
		return w.T("stock.secret_wrong")
	}
	return ""
}
