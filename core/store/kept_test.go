package store

import "testing"

// What names a person is forgotten with them; what names others stays.
func TestWhatWindowsKeepForgetsTheErased(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("qq77", noon, "hello"), says("b", noon, "hello"))
	for name, value := range map[string]string{"draft": `{"person":"qq77","words":"only for you"}`, "place": `{"customer":"b"}`} {
		if err := s.Keep(t.Context(), name, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Erase(t.Context(), "qq77", noon); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"draft": "", "place": `{"customer":"b"}`, "never": ""} {
		if got, err := s.Kept(t.Context(), name); err != nil || got != want {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
	if found := traces(t, s.Dir(), "only for you", "qq77"); len(found) != 0 {
		t.Errorf("left: %v", found)
	}
}
