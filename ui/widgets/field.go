package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Field takes what a person types. It hands Escape on to the window, and Ctrl+Enter to whoever wants it.
type Field struct {
	widget.Entry
	hint    string // stands in the empty field, as far as it fits
	OnEnter func() // Ctrl+Enter, or Enter where there is one line; may be nil
	OnLeave func() // the keyboard went elsewhere; may be nil
	// OnKey and OnShortcut see keys first and give true for those that they took; may be nil.
	OnKey      func(*fyne.KeyEvent) bool
	OnShortcut func(fyne.Shortcut) bool
}

// NewField makes a field of one line.
func NewField(placeholder string) *Field {
	f := &Field{hint: placeholder}
	f.PlaceHolder = Seen(placeholder)
	f.ExtendBaseWidget(f)
	f.OnSubmitted = func(string) {
		if f.OnEnter != nil {
			f.OnEnter()
		}
	}
	return f
}

// NewArea makes a field of several lines that wrap.
func NewArea(placeholder string, rows int) *Field {
	f := &Field{hint: placeholder}
	f.PlaceHolder, f.MultiLine, f.Wrapping = Seen(placeholder), true, fyne.TextWrapWord
	f.ExtendBaseWidget(f)
	f.SetMinRowsVisible(rows)
	return f
}

// NewSecret makes a field that shows dots and gives nothing to the clipboard.
func NewSecret(placeholder string) *Field {
	f := NewField(placeholder)
	f.Password = true
	return f
}

// SetPlaceHolder changes what stands in the empty field.
func (f *Field) SetPlaceHolder(words string) {
	f.hint = words
	f.Entry.SetPlaceHolder(Seen(words))
	f.fitHint(f.Size().Width)
}

// Resize ends words of the empty field that do not fit in …, where the toolkit would scroll them.
func (f *Field) Resize(place fyne.Size) {
	f.Entry.Resize(place)
	f.fitHint(place.Width)
}

func (f *Field) fitHint(width float32) {
	width -= 2 * (fynetheme.InnerPadding() + fynetheme.InputBorderSize())
	if f.Icon != nil {
		width -= fynetheme.IconInlineSize() + fynetheme.InnerPadding()
	}
	if f.MultiLine || width <= 0 {
		return
	}
	m := func(words string, bold bool) float32 {
		return fyne.MeasureText(words, size(theme.SizeText), fyne.TextStyle{Bold: bold}).Width
	}
	fits := ""
	for _, p := range cutLine([]Span{{Text: f.hint}}, m, width).pieces {
		fits += p.text
	}
	if fits = Seen(fits); fits != f.PlaceHolder {
		f.Entry.SetPlaceHolder(fits)
	}
}

// AcceptsTab is false also where there are several lines: Tab leads on, and nobody is caught in a field.
func (f *Field) AcceptsTab() bool { return false }

// FocusLost tells that the field was left.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.OnLeave != nil {
		f.OnLeave()
	}
}

// TypedKey hands on the keys that do the same everywhere: Escape, help, the next that was found.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF3:
		HandOn(f, e)
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut takes Ctrl+Enter before the window does, hands what the entry does not know on to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if f.OnShortcut != nil && f.OnShortcut(s) {
		return
	}
	shareShortcut(f, &f.Entry, s)
}

// shareShortcut gives a shortcut to an entry, and to the window too unless it is one of writing.
func shareShortcut(o fyne.CanvasObject, e *widget.Entry, s fyne.Shortcut) {
	e.TypedShortcut(s)
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if h, ok := c.(fyne.Shortcutable); ok {
			h.TypedShortcut(s)
		}
	}
}

// fieldHeight is that of the toolkit's entry of one line.
func fieldHeight() float32 {
	return fyne.MeasureText("Mg", size(theme.SizeText), fyne.TextStyle{}).Height + 2*fynetheme.InnerPadding() + 2*fynetheme.InputBorderSize()
}
