package graph

import (
	"net/url"
	"regexp"
	"strings"

	"shopbell/core"
)

const redacted = "[redacted]"

// secretForms are what a secret of the platform looks like in its own texts and addresses.
var secretForms = regexp.MustCompile(`EAA[0-9A-Za-z_-]{6,}|(?i:((?:access_token|appsecret_proof|input_token)=))[^&\s"']+`)

// Redact takes out of a text whatever looks like a secret of the platform.
func Redact(s string) string { return secretForms.ReplaceAllString(s, "${1}"+redacted) }

// redact takes the token, and whatever else looks like one, out of a text, and cuts the text to one short line.
// The platform quotes tokens in its messages ("Malformed access token …").
func redact(s string, t core.Token) string {
	if secret := t.Reveal(); secret != "" {
		s = strings.ReplaceAll(s, secret, redacted)
		s = strings.ReplaceAll(s, url.QueryEscape(secret), redacted)
	}
	s = strings.ToValidUTF8(Redact(s), "\uFFFD")
	s = strings.Join(strings.Fields(s), " ")
	const most = 300
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}
