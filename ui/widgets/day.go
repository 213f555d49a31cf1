package widgets

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// DayField takes a day, typed in numbers or chosen in a calendar. The toolkit's own takes "06.12.2026" and not
// "6.12.2026", keeps the day before where it cannot read what is typed, and swallows the keys that do the same everywhere.
type DayField struct {
	widget.DateEntry
	OnDay func() // another day, or none; may be nil

	example    string // a day as the calendar writes it
	monthFirst bool   // as people write in the United States
}

// NewDayField makes an empty field.
func NewDayField() *DayField {
	f, probe, last := &DayField{}, widget.NewDateEntry(), time.Date(2026, time.December, 31, 0, 0, 0, 0, time.UTC)
	probe.SetDate(&last)
	f.example, f.monthFirst = probe.Text, strings.HasPrefix(probe.Text, "12")
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is called by the toolkit.
func (f *DayField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := f.DateEntry.CreateRenderer()
	f.Validator = nil // its sign in the field knows one way of writing alone; who asks for the day says what is wrong with it
	keep := f.Entry.OnChanged
	f.Entry.OnChanged = func(typed string) {
		keep(typed)
		if f.OnDay != nil {
			f.OnDay()
		}
	}
	return r
}

// Day gives the day that stands in the field, at midnight in UTC: zero for an empty field, false for what is no day.
func (f *DayField) Day() (time.Time, bool) { return f.read(f.Text) }

// Example is a day as the field writes it.
func (f *DayField) Example() string { return f.example }

// SetDay shows a day; zero empties the field.
func (f *DayField) SetDay(day time.Time) {
	if day.IsZero() {
		f.SetDate(nil)
		return
	}
	f.SetDate(&day)
}

// FocusLost writes the day as the calendar does.
func (f *DayField) FocusLost() {
	f.DateEntry.FocusLost()
	if day, ok := f.Day(); ok && !day.IsZero() {
		f.SetDate(&day)
	}
}

// TypedKey hands on the keys that do the same everywhere, as other fields do.
func (f *DayField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF3:
		HandOn(f, e)
	default:
		f.DateEntry.TypedKey(e)
	}
}

// TypedShortcut hands on to the window what is no shortcut of writing.
func (f *DayField) TypedShortcut(s fyne.Shortcut) { shareShortcut(f, &f.Entry, s) }

// read takes a day in numbers with anything but letters between them; two digits are a year of this century.
func (f *DayField) read(typed string) (time.Time, bool) {
	typed = strings.TrimSpace(typed)
	parts := strings.FieldsFunc(typed, func(r rune) bool { return !unicode.IsDigit(r) })
	if typed == "" {
		return time.Time{}, true
	}
	if len(parts) != 3 || strings.ContainsFunc(typed, unicode.IsLetter) {
		return time.Time{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return time.Time{}, false
		}
		n[i] = v
	}
	day, month, year := n[0], n[1], n[2]
	switch {
	case len(parts[0]) == 4:
		day, year = year, day
	case f.monthFirst:
		day, month = month, day
	}
	if year < 100 {
		year += 2000
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return at, at.Day() == day && int(at.Month()) == month && at.Year() == year
}
