package settings

import (
	"net/url"
	"strings"
)

// folderURL is the address that shows a folder in the system's own way. Windows reads the letters of such an address as
// they stand, and only what ASCII has encoded; elsewhere it is encoded whole.
func folderURL(folder string) *url.URL {
	if strings.HasPrefix(folder, "/") {
		return &url.URL{Scheme: "file", Path: folder}
	}
	address := strings.NewReplacer(`\`, "/", "%", "%25", " ", "%20", "#", "%23").Replace(folder)
	if !strings.HasPrefix(address, "//") { // a disk, and no share
		address = "///" + address
	}
	return &url.URL{Scheme: "file", Opaque: address}
}
