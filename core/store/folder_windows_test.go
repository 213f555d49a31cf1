package store

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
)

func TestANewFolderIsForItsOwnerAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Läden & Söhne", "data")
	for range 2 { // the second time it is there
		if err := makeFolder(dir); err != nil {
			t.Fatal(err)
		}
	}
	list, err := windows.GetNamedSecurityInfo(dir, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	for _, everybody := range []string{";;;WD)", ";;;BU)", ";;;AU)"} { // everyone, users, whoever is logged in
		if strings.Contains(list.String(), everybody) {
			t.Errorf("others may use it: %s", list)
		}
	}
	if !strings.Contains(list.String(), ";;;SY)") {
		t.Errorf("it has no list of its own: %s", list)
	}
}
