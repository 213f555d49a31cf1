package practice

import (
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"time"

	"shopbell/core"
)

// TokenState is what the page thinks of a token.
type TokenState string

// The states of a token.
const (
	TokenValid           TokenState = "valid"
	TokenExpired         TokenState = "expired"
	TokenPasswordChanged TokenState = "password_changed"
	TokenAppRemoved      TokenState = "app_removed"
	TokenMalformed       TokenState = "malformed"
	TokenNoMessaging     TokenState = "no_messaging" // lacks pages_messaging
	TokenOfPerson        TokenState = "person"       // a person's token: it belongs to no page
)

// TokenStates lists every state once.
func TokenStates() []TokenState {
	return []TokenState{TokenValid, TokenExpired, TokenPasswordChanged, TokenAppRemoved, TokenMalformed,
		TokenNoMessaging, TokenOfPerson}
}

// Token gives the page's token. What it is worth is set by SetToken.
func (p *Page) Token() core.Token { return core.NewToken(p.tokens[TokenValid]) }

// TokenIn gives another token that is always in the given state; for TokenValid it is the page's own.
func (p *Page) TokenIn(s TokenState) core.Token { return core.NewToken(p.tokens[s]) }

// SetToken changes what the page's token is worth from now on.
func (p *Page) SetToken(s TokenState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokenState = s
}

// makeTokens gives one token for every state, the same for one seed. They only look like the platform's.
func makeTokens(seed uint64) map[TokenState]string {
	out := map[TokenState]string{}
	for i, s := range TokenStates() {
		var raw [48]byte
		for j := 0; j < len(raw); j += 8 {
			binary.BigEndian.PutUint64(raw[j:], mix(seed^uint64(i)<<40^uint64(j)<<32))
		}
		out[s] = "EAAPractice" + base64.RawURLEncoding.EncodeToString(raw[:])
	}
	return out
}

// stateOf tells what a presented token is worth. A token that the page never made is malformed.
func (p *Page) stateOf(token string) TokenState {
	if token == p.tokens[TokenValid] {
		return p.tokenState
	}
	for _, s := range TokenStates() {
		if token == p.tokens[s] {
			return s
		}
	}
	return TokenMalformed
}

// authenticate refuses requests without a usable token and says whose token it is.
func (p *Page) authenticate(token string, now time.Time) (TokenState, *refusal) {
	if token == "" {
		return "", refuse(2500, 0, "An active access token must be used to query information about the current user.")
	}
	s := p.stateOf(token)
	if e := p.tokenRefusal(s, now); e != nil {
		return s, e
	}
	return s, nil
}

func (p *Page) tokenRefusal(s TokenState, now time.Time) *refusal {
	var e *refusal
	switch s {
	case TokenExpired:
		e = refuse(190, 463, "Error validating access token: Session has expired on "+
			now.Add(-36*time.Hour).Format("Monday, 02-Jan-06 15:04:05")+" PST. The current time is "+
			now.Format("Monday, 02-Jan-06 15:04:05")+" PST.")
	case TokenPasswordChanged:
		e = refuse(190, 460, "Error validating access token: The session has been invalidated because the user changed "+
			"their password or Facebook has changed the session for security reasons.")
	case TokenAppRemoved:
		e = refuse(190, 458, "Error validating access token: The user has not authorized application 70001.")
	case TokenMalformed:
		e = refuse(190, 0, "Invalid OAuth access token.")
	default:
		return nil
	}
	if p.opt.Unauthorized401 {
		e.status = http.StatusUnauthorized
	}
	return e
}

// needPageToken refuses a person's token where the platform wants a page's.
func needPageToken(s TokenState) *refusal {
	if s == TokenOfPerson {
		return refuse(210, 0, "(#210) A page access token is required to request this resource.")
	}
	return nil
}

// permissions lists what a token carries.
func permissions(s TokenState) []string {
	out := []string{"pages_show_list", "pages_manage_metadata", "pages_read_engagement", "business_management", "public_profile"}
	if s != TokenNoMessaging {
		out = append(out, "pages_messaging")
	}
	return out
}
