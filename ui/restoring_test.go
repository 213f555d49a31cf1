package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"shopbell/core"
	"shopbell/core/views"
)

// Given an open shop, when a backup is brought back, then the window works with the shop that the folder holds then, and
// listens to the older one no more.
func TestTheWindowWorksOnWithWhatWasBroughtBack(t *testing.T) {
	older, newer := connected(), connected()
	newer.status.Page.Name = "Tulip Corner, last week"
	var asked views.RestoreOrder
	w, stage := open(t, older, Options{Restore: func(_ context.Context, o views.RestoreOrder) (views.Restored, UseCases, error) {
		asked = o
		return views.Restored{Before: "shopbell-before.db"}, newer, nil
	}})
	w.restore(views.RestoreOrder{File: "x.age"})
	if w.Window.Content() == w.shell.Root {
		t.Error("while the folder is closed the shop is shown")
	}
	stage.FinishAll()
	if asked.File != "x.age" || w.shop != UseCases(newer) || w.status.Page.Name != "Tulip Corner, last week" || w.Window.Content() != w.shell.Root {
		t.Errorf("asked for %q, the window shows %q", asked.File, w.status.Page.Name)
	}
	if newer.heard == nil {
		t.Error("nobody listens to the news of the shop")
	}
}

// Given a wrong passphrase, then the shop is there again as it was.
func TestAfterAFailedRestoreTheShopIsThere(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{Restore: func(context.Context, views.RestoreOrder) (views.Restored, UseCases, error) {
		return views.Restored{}, f, core.E(core.CodeBadInput, "test", "the passphrase does not open it", nil)
	}})
	w.restore(views.RestoreOrder{File: "x.age"})
	stage.FinishAll()
	if w.Window.Content() != w.shell.Root {
		t.Error("the shop is not shown")
	}
}

// Given a folder that does not open any more, then the window says so.
func TestAFolderThatDoesNotOpenIsTold(t *testing.T) {
	w, stage := open(t, connected(), Options{Restore: func(context.Context, views.RestoreOrder) (views.Restored, UseCases, error) {
		return views.Restored{}, nil, core.E(core.CodeDataBusy, "test", "", nil)
	}})
	w.restore(views.RestoreOrder{File: "x.age"})
	stage.FinishAll()
	if w.Window.Content() == w.shell.Root {
		t.Error("the shop is shown with a closed folder")
	}
}

// Parts of a download that are dropped onto the shop stand on the page that reads them in; dropped before there is a page,
// they are kept for when it is connected.
func TestDroppedDownloadsAreTaken(t *testing.T) {
	drop := []fyne.URI{storage.NewFileURI("/d/facebook-1.zip"), storage.NewFileURI("/d/photo.jpg"), storage.NewFileURI("/d/unpacked")}
	w, _ := open(t, connected(), Options{})
	w.dropped(fyne.NewPos(0, 0), drop)
	if _, p := w.shell.Now(); p.Content != w.importing.Content() {
		t.Error("the page that reads them in is not shown")
	}
	w, _ = open(t, &fakeShop{}, Options{})
	w.dropped(fyne.NewPos(0, 0), drop)
	if got := w.begun.History(); len(got) != 2 || got[0] != "/d/facebook-1.zip" || got[1] != "/d/unpacked" {
		t.Errorf("kept %v", got)
	}
}
