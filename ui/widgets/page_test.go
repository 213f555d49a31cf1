package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// Actions stand beside the name where both fit, else below it and in as many rows as they need, at once with the first layout.
func TestActionsStayInsideTheirPage(t *testing.T) {
	dress(t)
	name := NewText("Noah Lindqvist", Heading())
	actions := []fyne.CanvasObject{NewButton("Answers only, no offers at all", nil, Normal, nil), NewButton("About Noah Lindqvist", nil, Normal, nil)}
	head := Headed(name, actions...)
	open(t, head, 900, 300)
	for _, width := range []float32{900, 420, 260} {
		height := heightFor(head, width)
		head.Resize(fyne.NewSize(width, height))
		for _, a := range actions {
			at := head.Objects[1].Position().Add(a.Position())
			if end := at.Add(a.Size()); end.X > width+1 || end.Y > height+1 {
				t.Errorf("in %v × %v an action ends at %v", width, height, end)
			}
			if beside := at.Y < name.Size().Height; beside != (width == 900) {
				t.Errorf("in %v an action stands beside the name: %v", width, beside)
			}
		}
	}
}

// Words of an empty field that do not fit end in …, and are whole again when there is room.
func TestAHintThatDoesNotFitIsCut(t *testing.T) {
	dress(t)
	const hint = "In allen Nachrichten suchen"
	f := NewField(hint)
	open(t, f, 500, 60)
	f.Resize(fyne.NewSize(120, 36))
	if !strings.HasSuffix(f.PlaceHolder, "…") || len(f.PlaceHolder) >= len(hint) {
		t.Errorf("in 120 it reads %q", f.PlaceHolder)
	}
	f.Resize(fyne.NewSize(480, 36))
	if f.PlaceHolder != hint {
		t.Errorf("in 480 it reads %q", f.PlaceHolder)
	}
}
