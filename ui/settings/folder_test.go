package settings

import "testing"

func TestTheAddressOfAFolder(t *testing.T) {
	for folder, want := range map[string]string{
		`/home/ana/läden & söhne`:               "file:///home/ana/l%C3%A4den%20&%20s%C3%B6hne",
		`C:\Users\Jörg Maß\AppData\100% #1`:     "file:///C:/Users/Jörg%20Maß/AppData/100%25%20%231",
		`\\server\freigabe\Ana's data\Shopbell`: "file://server/freigabe/Ana's%20data/Shopbell",
	} {
		if got := folderURL(folder).String(); got != want {
			t.Errorf("%s: %s, want %s", folder, got, want)
		}
	}
}
