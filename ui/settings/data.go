package settings

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Data is what the part about the owner's data needs done.
type Data interface {
	// BackupNow writes all data into a sealed file.
	BackupNow(context.Context, views.SealOrder) (views.BackedUp, error)
	// NewBackupKey writes a new key into a new file and gives its public half, "age1…".
	NewBackupKey(file string) (string, error)
	Backups(context.Context) (views.Backups, error)
	SetBackups(context.Context, views.BackupOrder) error
	Retention(context.Context) (views.Retention, error)
	SetRetention(ctx context.Context, months int) error
	// CountSilent counts the people who neither wrote nor were written to for so many months.
	CountSilent(ctx context.Context, months int) (int, error)
	Folder() string
	Pictures
}

// dataPart is the card of the owner's data: copies, what is forgotten, where it lies.
type dataPart struct {
	env  screen.Env
	shop Data
	ways Ways

	backup, daily, forget *widgets.Row
	pictures              *picturesPart
	backupBtn, dailyBtn   *widgets.Button
	trouble               *fyne.Container
	card                  *fyne.Container
	copies                views.Backups
	keeps                 views.Retention
	writing               bool
	read, write, act      tasks.Slot
}

func newDataPart(env screen.Env, s Data, ways Ways) *dataPart {
	d := &dataPart{env: env, shop: s, ways: ways, trouble: widgets.Column(0)}
	w := env.Words
	d.backupBtn = small(w.T("data.backup_do"), nil, d.pressBackup)
	d.backup = widgets.NewRow(nil, d.backupBtn).Set(w.T("data.backup"), w.T("data.backup_why"))
	d.dailyBtn = small(w.T("data.daily_do"), nil, func() { d.askDaily() })
	d.daily = widgets.NewRow(nil, d.dailyBtn).Set(w.T("data.daily"), "")
	d.forget = widgets.NewRow(nil, small(w.T("data.forget_change"), nil, func() { d.askForget() })).Set(w.T("data.forget"), "")
	rows := []fyne.CanvasObject{}
	if ways.Import != nil {
		rows = append(rows, widgets.NewRow(nil, small(w.T("data.import_do"), nil, ways.Import)).Set(w.T("data.import"), w.T("data.import_why")))
	}
	d.trouble.Hide()
	rows = append(rows, d.backup, d.daily, d.trouble)
	if ways.Restore != nil {
		rows = append(rows, widgets.NewRow(nil, small(w.T("data.restore_do"), nil, d.pickRestore)).Set(w.T("data.restore"), w.T("data.restore_why")))
	}
	d.pictures = newPicturesPart(env, s)
	rows = append(rows, d.forget, d.pictures.row, widgets.NewRow(nil, small(w.T("data.folder_do"), nil, d.openFolder)).Set(w.T("data.folder"), s.Folder()))
	d.card = widgets.Card(widgets.CardHead(fynetheme.StorageIcon(), widgets.Plain, w.T("data.title"), nil), widgets.Rows(rows...))
	return d
}

// load reads anew how copies and forgetting stand.
func (d *dataPart) load() {
	d.pictures.load()
	type state struct {
		copies views.Backups
		keeps  views.Retention
	}
	tasks.Run(d.env.Runner, &d.read, func(ctx context.Context) (s state, err error) {
		if s.copies, err = d.shop.Backups(ctx); err != nil {
			return s, err
		}
		s.keeps, err = d.shop.Retention(ctx)
		return s, err
	}, func(s state, err error) {
		if !d.env.Failed(err) {
			d.copies, d.keeps = s.copies, s.keeps
			d.show(NewDataView(d.env.Words, s.copies, s.keeps, d.env.Now(), d.env.Zone))
		}
	})
}

func (d *dataPart) show(v DataView) {
	d.daily.Second.SetText(v.Daily)
	d.forget.Second.SetText(v.Forget)
	d.trouble.Objects = nil
	if v.Trouble != "" {
		d.trouble.Objects = []fyne.CanvasObject{widgets.Pad(widgets.Notice(widgets.Brick, fynetheme.ErrorIcon(), v.Daily, v.Trouble), theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16)}
	}
	d.trouble.Hidden = v.Trouble == ""
	id := "data.daily_do"
	if v.DailyOn {
		id = "data.daily_change"
	}
	d.dailyBtn.SetText(d.env.Words.T(id))
	for _, r := range []*widgets.Row{d.daily, d.forget} {
		r.Refresh()
	}
	d.card.Refresh()
}

// pressBackup asks what to seal a backup with, or stops the one that is being written.
func (d *dataPart) pressBackup() {
	if d.writing {
		d.write.Cancel()
		d.wrote()
		d.env.Say(widgets.Brass, fynetheme.InfoIcon(), d.env.Words.T("data.backup_stopped"))
		return
	}
	d.askBackup()
}

// backupForm is the question before a backup.
type backupForm struct {
	*secret
	album *widget.Check // with the pictures; hidden when none is here
}

// order gives what the form says.
func (f *backupForm) order(file string) views.SealOrder {
	o := views.SealOrder{File: file, Pictures: f.album.Checked}
	o.Passphrase, o.Key = f.value()
	return o
}

func (d *dataPart) askBackup() *backupForm {
	w := d.env.Words
	f := &backupForm{album: widget.NewCheck(w.T("data.backup_pictures", "Size", w.Bytes(d.pictures.room.Used)), nil)}
	f.album.Hidden = d.pictures.room.Kept == 0
	keep := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, nil)
	do := widgets.NewButton(w.T("data.backup_where"), nil, widgets.Main, nil)
	f.secret = newSecret(d.env, d.shop, func() { allow(do, f.missing() == "") })
	closeIt := widgets.Over(d.env.Canvas(), w.T("data.backup"), widgets.Column(theme.Gap12,
		widgets.NewText(w.T("data.backup_text"), widgets.Body().In(theme.Text2)), f.body, f.album, widgets.AtEnd(keep, do)), f.one)
	f.refresh()
	keep.OnTapped = closeIt
	do.OnTapped = func() {
		d.env.PickFolder(func(dir string) {
			closeIt()
			d.writeBackup(f.order(filepath.Join(dir, d.env.FileName(w.T("data.backup_name"), ".age"))))
		})
	}
	return f
}

func (d *dataPart) writeBackup(o views.SealOrder) {
	w := d.env.Words
	d.writing = true
	d.backupBtn.SetText(w.T("data.backup_stop"))
	d.backup.Set(w.T("data.backup"), w.T("data.backup_at"))
	tasks.Run(d.env.Runner, &d.write, func(ctx context.Context) (views.BackedUp, error) { return d.shop.BackupNow(ctx, o) }, func(done views.BackedUp, err error) {
		d.wrote()
		if !d.env.Failed(err) {
			d.env.Done(w.T("data.backup_done", "File", o.File, "Size", megabytes(w.Number, done.Bytes)))
		}
	})
}

// wrote shows that no backup is being written any more.
func (d *dataPart) wrote() {
	d.writing = false
	d.backupBtn.SetText(d.env.Words.T("data.backup_do"))
	d.backup.Set(d.env.Words.T("data.backup"), d.env.Words.T("data.backup_why"))
}

// megabytes writes a size; less than one counts as one.
func megabytes(number func(int) string, bytes int64) string {
	return number(int(max((bytes+1<<19)>>20, 1)))
}

// openFolder shows the data folder in the system's own way.
func (d *dataPart) openFolder() {
	d.env.Failed(fyne.CurrentApp().OpenURL(folderURL(d.shop.Folder())))
}

// askForget asks after how many months conversations are forgotten, and tells beforehand how many that means now.
func (d *dataPart) askForget() *forgetForm {
	f := &forgetForm{up: d}
	f.open()
	return f
}

// forgetForm is the question about forgetting.
type forgetForm struct {
	up    *dataPart
	field *widgets.Field
	says  *widgets.Text
	do    *widgets.Button
	close func()
	count tasks.Slot
}

// countRest is how long the months rest before the people are counted.
const countRest = 200 * time.Millisecond

func (f *forgetForm) open() {
	d, w := f.up, f.up.env.Words
	f.field = widgets.NewField("")
	if d.keeps.Months > 0 {
		f.field.SetText(strconv.Itoa(d.keeps.Months))
	}
	f.field.OnChanged = func(string) { f.changed() }
	f.says = widgets.NewText("", widgets.Style{Bold: true, Flow: widgets.Wrap})
	f.do = widgets.NewButton(w.T("data.forget_do"), nil, widgets.Forever, func() { f.set(f.months()) })
	f.do.Disable()
	never := widgets.NewButton(w.T("data.forget_never_do"), nil, widgets.Normal, func() { f.set(0) })
	never.Hidden = d.keeps.Months == 0
	leave := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, nil)
	body := widgets.Column(theme.Gap12, widgets.NewText(w.T("data.forget_text"), widgets.Body().In(theme.Text2)),
		widgets.Line(theme.Gap12, widgets.Sized(f.field, widgets.Grown(90), 0), widgets.NewText(w.T("data.forget_months"), widgets.Body()), nil),
		f.says, widgets.AtEnd(leave, never, f.do))
	f.close = widgets.Over(d.env.Canvas(), w.T("data.forget_title"), body, f.field)
	leave.OnTapped = f.close
	f.changed()
}

// months gives what was typed, 0 when it is no number of months.
func (f *forgetForm) months() int {
	n, err := strconv.Atoi(strings.TrimSpace(f.field.Text))
	if err != nil || n < 1 || n > 600 {
		return 0
	}
	return n
}

// changed counts anew. Only what was counted can be switched on.
func (f *forgetForm) changed() {
	f.do.Disable()
	n := f.months()
	if n == 0 {
		f.count.Cancel()
		f.says.SetText(f.up.env.Words.T("data.forget_wrong"))
		return
	}
	f.says.SetText(f.up.env.Words.T("data.forget_counting"))
	f.up.env.Runner.Later(&f.count, countRest, func() {
		tasks.Run(f.up.env.Runner, &f.count, func(ctx context.Context) (int, error) { return f.up.shop.CountSilent(ctx, n) }, func(people int, err error) {
			if f.up.env.Failed(err) {
				return
			}
			f.says.SetText(f.up.env.Words.N("data.forget_count", people))
			f.do.Enable()
		})
	})
}

func (f *forgetForm) set(months int) {
	d := f.up
	tasks.Do(d.env.Runner, &d.act, func(ctx context.Context) error { return d.shop.SetRetention(ctx, months) }, func(err error) {
		if d.env.Failed(err) {
			return
		}
		f.close()
		said := d.env.Words.T("data.forget_off")
		if months > 0 {
			said = d.env.Words.N("data.forget_after", months)
		}
		d.env.Done(said)
		d.load()
	})
}

func allow(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
