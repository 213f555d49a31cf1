package core_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"shopbell/core"
)

func TestTokenNeverPrintsItself(t *testing.T) {
	const secret = "EAAsecret123"
	token := core.NewToken(secret)
	holder := struct {
		T core.Token
		P *core.Token
		M map[string]core.Token
	}{token, &token, map[string]core.Token{"k": token}}
	var printed strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p", "%08v", "%!"} {
		fmt.Fprintf(&printed, verb+"\n", token)
		fmt.Fprintf(&printed, verb+"\n", &token)
		fmt.Fprintf(&printed, verb+"\n", holder)
		fmt.Fprintf(&printed, verb+"\n", []core.Token{token})
	}
	fmt.Fprint(&printed, token, fmt.Errorf("wrapped: %w %v", fmt.Errorf("%v", token), token))
	j, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	printed.Write(j)
	var logged bytes.Buffer
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "token", token, "holder", holder)
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "token", token, "holder", holder)
	printed.Write(logged.Bytes())
	hexed := fmt.Sprintf("%x", secret)
	for _, trace := range []string{secret, hexed, strings.ToUpper(hexed)} {
		if strings.Contains(printed.String(), trace) {
			t.Errorf("the secret was printed: %s", printed.String())
		}
	}
	if !strings.Contains(string(j), "[redacted]") || token.Reveal() != secret {
		t.Errorf("JSON %s", j)
	}
}
