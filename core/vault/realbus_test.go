//go:build keyring_real && linux

package vault

import (
	"os"
	"testing"

	"shopbell/core"
)

// The bus library connects once in a process, so this runs with SHOPBELL_TEST_KEYRING=none under a session bus without
// a keyring service, or =locked with a locked one, and is skipped otherwise.
func TestRealSessionWithoutAUsableKeyring(t *testing.T) {
	want := map[string]core.Code{"none": core.CodeKeyringNone, "locked": core.CodeKeyringLocked}[os.Getenv("SHOPBELL_TEST_KEYRING")]
	if want == "" {
		t.Skip("SHOPBELL_TEST_KEYRING is not set")
	}
	v := New("Shopbell test", 0)
	if err := v.Save(t.Context(), page, real, core.NewToken(secret)); core.CodeOf(err) != want {
		t.Errorf("save: %v", err)
	}
	if _, err := v.Load(t.Context(), page, real); core.CodeOf(err) != want {
		t.Errorf("load: %v", err)
	}
}
