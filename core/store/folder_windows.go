package store

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// makeFolder makes the data folder where there is none, for its owner alone. Windows knows no modes: a new folder gets a
// list of its own, which what is made in it inherits. One that is there keeps the list that somebody gave it.
func makeFolder(dir string) error {
	_, missing := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil || !errors.Is(missing, fs.ErrNotExist) {
		return err
	}
	_ = forOwner(dir) // a disk or a share that keeps no lists is no reason not to work
	return nil
}

// forOwner lets this account, the system and administrators use a folder and all that will be in it, and nobody else.
func forOwner(dir string) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	list, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;" + user.User.Sid.String() + ")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)")
	if err != nil {
		return err
	}
	acl, _, err := list.DACL()
	if err != nil {
		return err
	}
	return windows.SetNamedSecurityInfo(dir, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, acl, nil)
}
