package settings

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// fakeData notes what is asked about the owner's data.
type fakeData struct {
	copies  views.Backups
	keeps   views.Retention
	orders  []views.BackupOrder
	files   []string
	sealed  views.SealOrder
	months  []int
	room    views.PictureRoom
	rooms   []int64
	dataErr error
}

func (f *fakeData) BackupNow(ctx context.Context, o views.SealOrder) (views.BackedUp, error) {
	f.files, f.sealed = append(f.files, o.File), o
	return views.BackedUp{Bytes: 3 << 20}, ctx.Err()
}
func (f *fakeData) NewBackupKey(file string) (string, error) {
	f.files = append(f.files, file)
	return "age1made", f.dataErr
}
func (f *fakeData) Backups(context.Context) (views.Backups, error) { return f.copies, nil }
func (f *fakeData) SetBackups(_ context.Context, o views.BackupOrder) error {
	f.orders = append(f.orders, o)
	return f.dataErr
}
func (f *fakeData) Retention(context.Context) (views.Retention, error) { return f.keeps, nil }
func (f *fakeData) SetRetention(_ context.Context, months int) error {
	f.months = append(f.months, months)
	return f.dataErr
}
func (f *fakeData) CountSilent(_ context.Context, months int) (int, error) { return months, nil }
func (f *fakeData) PictureRoom(context.Context) (views.PictureRoom, error) { return f.room, nil }
func (f *fakeData) SetPictureRoom(_ context.Context, limit int64) error {
	f.rooms = append(f.rooms, limit)
	f.room.Limit = limit
	return f.dataErr
}
func (f *fakeData) Folder() string { return "/data" }

func TestTheCopiesAreToldAsTheyStand(t *testing.T) {
	w := words.New("en")
	failed := core.E(core.CodeBackupFolder, "test", "/stick", nil)
	for want, b := range map[string]views.Backups{
		"Off":                             {},
		"On. The first one is made soon.": {On: true},
		"Last one 08:20, 2 copies kept":   {On: true, Last: now.Add(-5 * time.Hour), Files: make([]views.BackupFile, 2)},
		"The copy failed 12:20":           {On: true, Last: now.Add(-5 * time.Hour), Failed: failed, FailedAt: now.Add(-time.Hour)},
	} {
		v := NewDataView(w, b, views.Retention{}, now, time.UTC)
		if v.Daily != want || v.DailyOn != b.On || (v.Trouble != "") != (b.Failed != nil) {
			t.Errorf("%+v, want %q", v, want)
		}
	}
	again := views.Backups{On: true, Last: now, Failed: failed, FailedAt: now.Add(-time.Hour)}
	if v := NewDataView(w, again, views.Retention{Months: 24}, now, time.UTC); v.Trouble != "" || v.Forget != "24 months after the last word" {
		t.Errorf("after it went well again: %+v", v)
	}
}

// A backup is written only with a passphrase that was typed twice, and the file says when it was made.
func TestABackupNeedsItsPassphraseTwice(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	form := p.data.askBackup()
	for _, typed := range [][2]string{{"", ""}, {"short", "short"}, {"long enough to use", "long enough to us"}} {
		form.one.SetText(typed[0])
		form.again.SetText(typed[1])
		if form.missing() == "" {
			t.Errorf("%q may be used", typed)
		}
	}
	form.again.SetText("long enough to use")
	if form.missing() != "" {
		t.Fatalf("%q", form.missing())
	}
	if form.album.Visible() {
		t.Error("pictures are offered, and none is here")
	}
	p.data.writeBackup(form.order("/stick/x.age"))
	if p.data.backupBtn.Text() != "Stop" {
		t.Errorf("while it is written the button reads %q", p.data.backupBtn.Text())
	}
	stage.FinishAll()
	if f.sealed.Passphrase.Reveal() != "long enough to use" || f.sealed.Key != "" || f.sealed.Pictures || p.data.backupBtn.Text() != "Back up…" {
		t.Errorf("%+v, %q", f.sealed, p.data.backupBtn.Text())
	}
	if got := stage.Said[len(stage.Said)-1]; got != "Written: /stick/x.age, 3 MB" {
		t.Errorf("%q", got)
	}
}

// Given a backup that is being written, when it is stopped, then its end is told once and as stopped.
func TestABackupIsStopped(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	p.data.writeBackup(views.SealOrder{File: "/stick/x.age", Passphrase: core.NewToken("long enough to use")})
	p.data.pressBackup()
	stage.FinishAll()
	if p.data.writing || len(stage.Said) != 1 || stage.Said[0] != "Stopped. No backup was written." {
		t.Errorf("%q", stage.Said)
	}
}

// Given pictures on this computer, when a backup is asked for, then they are offered with their size.
func TestPicturesGoIntoABackupWhenAskedFor(t *testing.T) {
	f := &fakeShop{}
	f.room = views.PictureRoom{Used: 734e6, Kept: 2140}
	p, stage := open(t, f, Ways{})
	stage.FinishAll()
	form := p.data.askBackup()
	if !form.album.Visible() || form.album.Text != "With the pictures from chats, 734\u00a0MB" || form.order("x").Pictures {
		t.Errorf("%q, %+v", form.album.Text, form.order("x"))
	}
	form.album.SetChecked(true)
	if !form.order("x").Pictures {
		t.Error("they were asked for")
	}
}

func TestAKeyInPlaceOfAPassphrase(t *testing.T) {
	f := &fakeShop{}
	p, _ := open(t, f, Ways{})
	form := p.data.askBackup()
	form.one.SetText("long enough to use")
	form.use(true)
	if form.missing() == "" {
		t.Error("no key is enough")
	}
	form.key.SetText(" age1abc ")
	if pass, key := form.value(); !pass.IsZero() || key != "age1abc" || form.missing() != "" {
		t.Errorf("%q", key)
	}
}

// Given copies that are set up, when only the folder is changed, then they stay sealed as they are.
func TestDailyCopiesAreChanged(t *testing.T) {
	f := &fakeShop{}
	f.copies = views.Backups{On: true, Chosen: "/stick", Folder: "/stick", SameDisk: true, Last: now}
	p, stage := open(t, f, Ways{})
	form := p.data.askDaily()
	if !strings.Contains(form.warn.String(), "same disk") || form.do.Disabled() {
		t.Errorf("%q", form.warn.String())
	}
	form.folder = "/other"
	form.refresh()
	form.save()
	stage.FinishAll()
	if len(f.orders) != 1 || f.orders[0] != (views.BackupOrder{On: true, Folder: "/other"}) {
		t.Errorf("%+v", f.orders)
	}
}

// The first time, a passphrase or key is needed, and a failure leaves the question open.
func TestDailyCopiesAreSetUp(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	form := p.data.askDaily()
	if !form.do.Disabled() {
		t.Fatal("they can be switched on without a passphrase")
	}
	form.secret.one.SetText("long enough to use")
	form.secret.again.SetText("long enough to use")
	f.dataErr = core.E(core.CodeKeyringLocked, "test", "", nil)
	form.save()
	stage.FinishAll()
	if stage.Window.Canvas().Overlays().Top() == nil || len(stage.Said) != 1 {
		t.Fatal("after a failure the question is gone")
	}
	f.dataErr = nil
	form.save()
	stage.FinishAll()
	if o := f.orders[1]; !o.On || o.Passphrase.Reveal() != "long enough to use" || o.Folder != "" || stage.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("%+v", f.orders)
	}
}

// Forgetting is switched on only after it was told how many people that is.
func TestForgettingIsCountedFirst(t *testing.T) {
	f := &fakeShop{}
	p, stage := open(t, f, Ways{})
	form := p.data.askForget()
	form.field.SetText("24")
	if !form.do.Disabled() {
		t.Fatal("it can be switched on before it was counted")
	}
	stage.Advance(countRest)
	stage.FinishAll()
	if form.says.String() != "That is 24 people now." || form.do.Disabled() {
		t.Errorf("%q", form.says.String())
	}
	form.field.SetText("2x")
	if !form.do.Disabled() {
		t.Error("2x months")
	}
	form.field.SetText("36")
	stage.Advance(countRest)
	stage.FinishAll()
	form.do.Tapped(nil)
	stage.FinishAll()
	if len(f.months) != 1 || f.months[0] != 36 {
		t.Errorf("%v", f.months)
	}
}

// A typed passphrase comes before a key file; without either nothing is handed on.
func TestBringingABackupBack(t *testing.T) {
	var got []views.RestoreOrder
	p, _ := open(t, &fakeShop{}, Ways{Restore: func(o views.RestoreOrder) { got = append(got, o) }})
	file := filepath.Join("/stick", "x.age")
	form := p.data.askRestore(file)
	form.restore()
	form.order.KeyFile = "/key.txt"
	form.refresh()
	form.restore()
	form = p.data.askRestore(file)
	form.field.SetText("secret")
	form.restore()
	if len(got) != 2 || got[0] != (views.RestoreOrder{File: file, KeyFile: "/key.txt"}) || got[1].Passphrase.Reveal() != "secret" || got[1].KeyFile != "" {
		t.Errorf("%d orders", len(got))
	}
}
