package waitlists

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// addProducts asks for a sheet of products and reads it.
func (t *Screen) addProducts() { t.ways.PickFile(t.Import) }

// Import reads a sheet of products: CSV or XLSX. What it brought is told, and every line that was not taken with its
// fault. One sheet is read at a time.
func (t *Screen) Import(path string) {
	if t.adding {
		return
	}
	t.adding = true
	t.add.SetBusy(true)
	t.add.SetText(t.env.Words.T("waitlists.adding"))
	w := t.env.Words
	long := screen.Long{What: w.T("long.products"), Says: t.env.Requests}
	work := func(ctx context.Context, tell screen.Tell) (views.ImportResult, error) {
		return t.shop.ImportProducts(ctx, path, tell.Count)
	}
	screen.Run(t.env, long, work, func(r views.ImportResult, err error) {
		t.adding = false
		t.add.SetBusy(false)
		t.add.SetText(t.env.Words.T("waitlists.add"))
		stopped := w.T("long.products_stopped")
		if r.Added+r.Changed+r.Unchanged > 0 {
			stopped = w.T("long.products_later")
			t.Load()
		}
		if t.env.Stopped(err, stopped) || t.env.Failed(err) {
			return
		}
		t.tell(NewReport(t.env.Words, r))
	})
}

// tell says at the foot what a sheet brought; rejected lines need the owner's eye and get a dialog.
func (t *Screen) tell(r Report) {
	if r.Rejected == "" {
		said := r.Read
		if r.Requests != "" {
			said = t.env.Words.T("waitlists.read_both", "Read", r.Read, "Requests", r.Requests)
		}
		t.env.Done(said)
		return
	}
	lines := widgets.NewList(func() fyne.CanvasObject { return widgets.PadAll(widgets.NewText("", widgets.Quiet()), theme.Gap8) },
		func(row int, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*widgets.Text).SetText(r.Lines[row])
		})
	t.env.Copying(lines, func(row int) []string { return []string{r.Lines[row]} })
	lines.SetRows(len(r.Lines))
	done := widgets.NewButton(t.env.Words.T("waitlists.read_close"), nil, widgets.Normal, nil)
	about := []fyne.CanvasObject{widgets.NewText(r.Read, widgets.Body())}
	if r.Requests != "" {
		about = append(about, widgets.NewText(r.Requests, widgets.Body()))
	}
	fault := widgets.Line(theme.Gap8, widgets.NewIcon(fynetheme.WarningIcon(), theme.BrassText, 18), widgets.NewText(r.Rejected, widgets.Body()), nil)
	framed := widgets.CardFilling(nil, lines, nil)
	things := append(about, fault, widgets.Sized(framed, 480, 220), widgets.Line(0, nil, widgets.NewText("", widgets.Body()), done))
	done.OnTapped = widgets.Over(t.env.Canvas(), t.env.Words.T("waitlists.read_title"), widgets.Column(theme.Gap12, things...), done)
}

// pickFile asks with the toolkit's own dialog.
func (t *Screen) pickFile(then func(path string)) { t.env.PickFile([]string{".csv", ".xlsx"}, then) }
