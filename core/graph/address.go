package graph

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"shopbell/core"
)

// platformHost is the one host on the network that may see a page's token.
const platformHost = "graph.facebook.com"

// CheckBase says whether a token may be sent to an address, gives the address in its one normal form (no slash at the
// end; fit as a key), and tells whether it is this computer. Empty means the platform.
//
// Allowed are the platform's own host over https, and over http or https "localhost" and loopback IP addresses.
// Everything else is CodeBadAddress: other hosts, names that merely look alike, user names, queries, odd ports.
func CheckBase(raw string) (base string, loopback bool, err error) {
	if raw == "" {
		return "https://" + platformHost, false, nil
	}
	u, perr := url.Parse(raw)
	if perr != nil || u.Host == "" || u.Opaque != "" {
		return "", false, badAddress("it is not a web address")
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(raw, "#") {
		return "", false, badAddress("it may hold a host and a port only")
	}
	if !plainPort(u) {
		return "", false, badAddress("its port is not one")
	}
	host := strings.ToLower(u.Hostname())
	if host == platformHost {
		return platformBase(u)
	}
	if !isLoopback(host) {
		return "", false, badAddress("only the platform itself and this computer may be asked")
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", false, badAddress("it starts neither with http nor with https")
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	return u.Scheme + "://" + strings.ToLower(u.Host) + path, true, nil
}

func platformBase(u *url.URL) (string, bool, error) {
	if u.Scheme != "https" {
		return "", false, badAddress("the platform is asked over https only")
	}
	if p := u.Port(); p != "" && p != "443" {
		return "", false, badAddress("the platform has no such port")
	}
	if u.Path != "" && u.Path != "/" {
		return "", false, badAddress("the platform's address has no path; the version is added")
	}
	return "https://" + platformHost, false, nil
}

// plainPort accepts no port, or a number from 1 to 65535.
func plainPort(u *url.URL) bool {
	if u.Port() == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.Atoi(u.Port())
	return err == nil && n >= 1 && n <= 65535
}

// isLoopback knows full IP addresses and one name. Short and numeric spellings that some resolvers take are refused.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Zone() == "" && ip.Unmap().IsLoopback()
}

func badAddress(why string) error {
	return core.E(core.CodeBadAddress, "graph.address", why, nil)
}
