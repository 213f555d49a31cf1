package core

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

const redacted = "[redacted]"

// Token is a page access token. It prints as [redacted] in every verb, in JSON and in logs; only Reveal gives the secret.
//
// The secret stands behind a pointer since fmt asks no Formatter for the verb %p and would show the field itself.
type Token struct{ secret *string }

// NewToken wraps a secret.
func NewToken(secret string) Token { return Token{&secret} }

// Reveal gives the secret itself. Only the graph client (for its header) and the vault may call it.
func (t Token) Reveal() string {
	if t.secret == nil {
		return ""
	}
	return *t.secret
}

// IsZero reports whether there is no secret.
func (t Token) IsZero() bool { return t.Reveal() == "" }

func (t Token) String() string               { return redacted }
func (t Token) GoString() string             { return redacted }
func (t Token) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte(redacted)) }
func (t Token) MarshalJSON() ([]byte, error) { return json.Marshal(redacted) }
func (t Token) MarshalText() ([]byte, error) { return []byte(redacted), nil }
func (t Token) LogValue() slog.Value         { return slog.StringValue(redacted) }
