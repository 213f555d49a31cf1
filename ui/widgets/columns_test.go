package widgets

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// However narrow it is, the marks below a chart are evenly apart and none runs into the next.
func TestMarksOfAChartAreEvenlyApart(t *testing.T) {
	test.NewTempApp(t)
	values, marks := make([]int, 14), make([]string, 14)
	for i := range values {
		values[i] = 1
		if i%2 == 0 {
			marks[i] = strconv.Itoa(23+i) + " Nov"
		}
	}
	c := NewColumns(Bottle, 104)
	c.Set(values, marks, strconv.Itoa, "")
	r := test.WidgetRenderer(c).(*columnsRenderer)
	most := 0
	for width := float32(120); width <= 900; width += 20 {
		c.Resize(fyne.NewSize(width, 120))
		var shown []int
		for i, m := range r.marks {
			if !m.Hidden {
				shown = append(shown, i)
			}
		}
		if len(shown) == 0 || shown[0] != 0 {
			t.Fatalf("%v wide: %v", width, shown)
		}
		for n := 1; n < len(shown); n++ {
			before := r.marks[shown[n-1]]
			if before.Position().X+before.MinSize().Width > r.marks[shown[n]].Position().X || shown[n]-shown[n-1] != shown[1]-shown[0] {
				t.Errorf("%v wide: marks below %v", width, shown)
			}
		}
		most = max(most, len(shown))
	}
	if most != 7 {
		t.Errorf("at most %d of 7 marks stand", most)
	}
}
