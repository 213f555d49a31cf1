package settings

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// fakeStock notes what is asked about where stock comes from.
type fakeStock struct {
	sources  []views.StockSource
	watched  []string
	pasted   []string
	ended    int
	reads    int
	stockErr error
}

func (f *fakeStock) StockSources(context.Context) ([]views.StockSource, error) { return f.sources, nil }
func (f *fakeStock) WatchStock(_ context.Context, path string) error {
	f.watched = append(f.watched, path)
	return f.stockErr
}
func (f *fakeStock) ConnectWebShop(ctx context.Context, address, pasted string) error {
	f.pasted = append(f.pasted, address+" "+pasted)
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.stockErr
}
func (f *fakeStock) DisconnectWebShop(context.Context) error { f.ended++; return nil }
func (f *fakeStock) ReadStock(context.Context, func(done, of int)) error {
	f.reads++
	return f.stockErr
}

func TestSourcesAreToldAsTheyStand(t *testing.T) {
	w := words.New("en")
	file := views.StockSource{Kind: sourceFile, Place: "/home/ana/stock.csv", ReadAt: now.Add(-time.Hour)}
	web := views.StockSource{Kind: sourceWeb, Place: "https://shop.example/de", ReadAt: now.Add(-time.Hour)}
	with := func(s views.StockSource, changed int, failed core.Code) views.StockSource {
		s.Changed, s.Failed = changed, failed
		return s
	}
	for want, s := range map[string]views.StockSource{
		"stock.csv: Read 12:20, 3 products changed":    with(file, 3, ""),
		"stock.csv: Read 12:20, 1 product changed":     with(file, 1, ""),
		"stock.csv: Could not be read 12:20":           with(file, 0, core.CodeNotFound),
		"shop.example/de: Read 12:20, nothing changed": web,
		"shop.example/de: Could not be read 12:20":     with(web, 0, core.CodeShopKey),
		"stock.csv: Not read yet":                      {Kind: sourceFile, Place: file.Place},
	} {
		v := NewSourceView(w, s.Kind, []views.StockSource{s}, now, time.UTC)
		if got := v.Name + ": " + v.Stands; got != want || !v.On || v.Place != s.Place || (v.Trouble != "") != (s.Failed != "") {
			t.Errorf("%q %+v, want %q", got, v, want)
		}
	}
	for code, tone := range map[core.Code]widgets.Tone{core.CodeShopOffline: widgets.Brass, core.CodeShopBusy: widgets.Brass, core.CodeShopKey: widgets.Brick} {
		if v := NewSourceView(w, sourceWeb, []views.StockSource{with(web, 0, code)}, now, time.UTC); v.Tone != tone {
			t.Errorf("%s is told in tone %v", code, v.Tone)
		}
	}
	if v := NewSourceView(w, sourceWeb, []views.StockSource{file}, now, time.UTC); v.On || v.Stands != "Not used" || v.Place != "" {
		t.Errorf("a web shop that is not there: %+v", v)
	}
}

// What is wrong stands beside the place it is about, and goes when it is mended.
func TestTroubleStandsBesideItsPlace(t *testing.T) {
	f := &fakeShop{}
	f.sources = []views.StockSource{{Kind: sourceFile, Place: "/a.csv", ReadAt: now, Failed: core.CodeNotFound}}
	p, stage := open(t, f, Ways{})
	if p.stock.file.trouble.Hidden || !p.stock.web.trouble.Hidden || p.stock.now.Hidden || p.stock.file.change.Text() != "Change…" || p.stock.web.change.Text() != "Choose…" {
		t.Fatal("the trouble is not told where it belongs")
	}
	f.sources[0].Failed = ""
	test.Tap(p.stock.now)
	stage.FinishAll()
	if f.reads != 1 || !p.stock.file.trouble.Hidden {
		t.Errorf("read %d times", f.reads)
	}
	f.sources = nil
	p.Load()
	stage.FinishAll()
	if !p.stock.now.Hidden {
		t.Error("there is nothing to read")
	}
}

func TestAFileIsReadAndEnded(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	p.stock.watch("/stock")
	stage.FinishAll()
	f.stockErr = core.E(core.CodeNotFound, "test", "/other", nil)
	p.stock.watch("/other")
	stage.FinishAll()
	f.stockErr = nil
	p.stock.watch("")
	stage.FinishAll()
	if strings.Join(f.watched, "|") != "/stock|/other|" || len(stage.Said) != 3 || stage.Said[2] != "It is not read any more. Your products stay." || p.stock.file.change.Disabled() {
		t.Errorf("watched %q, said %q", f.watched, stage.Said)
	}
}

// A web shop is tried only with an address over https and both words; what goes wrong is told inside the form, which
// keeps what was typed, and the key leaves the fields once it is kept.
func TestAWebShopIsConnected(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	form := p.stock.askWeb()
	for _, typed := range [][3]string{{"", "", ""}, {"http://shop.example", "ck_1", "cs_1"}, {"https://shop.example", "cs_1", "ck_1"}, {"https://", "ck_1", "cs_1"}} {
		form.address.SetText(typed[0])
		form.key.SetText(typed[1])
		form.secret.SetText(typed[2])
		form.connect()
		if stage.FinishAll(); !form.do.Disabled() || len(f.pasted) != 0 {
			t.Errorf("%q may be tried", typed)
		}
	}
	form.address.SetText(" https://shop.example ")
	form.key.SetText(" ck_1")
	form.secret.SetText("cs_1 ")
	f.stockErr = core.E(core.CodeShopKey, "test", "", nil)
	form.connect()
	stage.FinishAll()
	if len(form.fault.Objects) != 1 || form.key.Text == "" || stage.Window.Canvas().Overlays().Top() == nil || form.do.Disabled() {
		t.Fatal("a refused key is not told where it was typed")
	}
	f.stockErr = nil
	form.connect()
	stage.FinishAll()
	if f.pasted[1] != "https://shop.example ck_1 cs_1" || form.key.Text != "" || form.secret.Text != "" || stage.Window.Canvas().Overlays().Top() != nil || len(stage.Said) != 1 {
		t.Errorf("%q, said %q", f.pasted, stage.Said)
	}
}

// Who leaves the form gives up the try that is under way.
func TestLeavingGivesUpTheTry(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	form := p.stock.askWeb()
	form.address.SetText("https://shop.example")
	form.key.SetText("ck_1")
	form.secret.SetText("cs_1")
	form.connect()
	form.leave()
	stage.FinishAll()
	if len(stage.Said) != 0 || stage.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("said %q", stage.Said)
	}
}
