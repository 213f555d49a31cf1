package compose

import (
	"strings"
	"testing"
	"unicode"

	"shopbell/core"

	"pgregory.net/rapid"
)

func TestTextFillsEveryField(t *testing.T) {
	f := Fields{"Ana", "Blue Mug", "L", "ANA10", "5 May", "Casa Tua"}
	got, err := Text("{first_name}: {product} {variant} {code} until {expires}. {shop}", f, "")
	if want := "Ana: Blue Mug L ANA10 until 5 May. Casa Tua"; err != nil || got != want {
		t.Fatalf("got %q, %v; want %q", got, err, want)
	}
}

func TestTextLeavesNoHole(t *testing.T) {
	for _, c := range []struct{ name, template, want string }{
		{"a greeting keeps its comma", "Hi {first_name}, it is back.", "Hi, it is back."},
		{"a greeting with an exclamation mark", "¡Hola {first_name}! Ya está.", "¡Hola! Ya está."},
		{"a fallback of the owner's", "Hi {first_name|friend}, it is back.", "Hi friend, it is back."},
		{"a part in brackets goes", "It is back[ in {variant}]!", "It is back!"},
		{"brackets without a field are text", "It is back [really]!", "It is back [really]!"},
		{"a line of nothing else goes", "It is back.\nCode: {code}\n{code}\nBye", "It is back.\nCode:\nBye"},
		{"brackets around a whole line", "It is back.\n[Code: {code}]\nBye", "It is back.\nBye"},
		{"a field at the start", "{first_name}, it is back.", "it is back."},
		{"empty round brackets go", "It is back ({variant}) now.", "It is back now."},
		{"braces around no word stay", "{ } {2} ok", "{ } {2} ok"},
	} {
		got, err := Text(c.template, Fields{}, "")
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

func TestTextPartInBracketsStaysWithItsValue(t *testing.T) {
	got, err := Text("It is back[ in {variant}]!", Fields{Variant: "L"}, "Reply STOP.")
	if want := "It is back in L!\n\nReply STOP."; err != nil || got != want {
		t.Fatalf("got %q, %v; want %q", got, err, want)
	}
}

func TestTextRefuses(t *testing.T) {
	for name, c := range map[string]struct{ template, closing string }{
		"an unknown field":        {"Hi {name}", ""},
		"an empty text":           {"{first_name}", "Reply STOP."},
		"one character too many":  {strings.Repeat("é", MaxRunes+1), ""},
		"closing line over limit": {strings.Repeat("é", MaxRunes-1), "STOP"},
	} {
		if _, err := Text(c.template, Fields{}, c.closing); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: got %v, want %s", name, err, core.CodeBadInput)
		}
	}
	if _, err := Text(strings.Repeat("é", MaxRunes), Fields{}, ""); err != nil {
		t.Errorf("%d characters are allowed: %v", MaxRunes, err)
	}
}

func TestUnknownListsWhatIsNoField(t *testing.T) {
	got := strings.Join(Unknown("{first_name} {nome} {code|x} {prezzo|y}"), " ")
	if want := "{nome} {prezzo}"; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

// A name comes from a stranger: whatever it holds, it stays on its line and turns no text around.
func TestTextNeutralisesNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		got, err := Text("Hi {first_name}, it is back.", Fields{FirstName: name}, "")
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(got, "\n\r\t{}") || !strings.HasPrefix(got, "Hi") || !strings.HasSuffix(got, ", it is back.") {
			t.Fatalf("%q became %q", name, got)
		}
		for _, r := range got {
			if unicode.Is(unicode.C, r) && r != '\u200c' && r != '\u200d' {
				t.Fatalf("%q let %U through", name, r)
			}
		}
	})
}

func TestFirstName(t *testing.T) {
	for full, want := range map[string]string{
		"Ana María López": "Ana", "  john   smith": "john", "Dr. Anna Weber": "Anna", "J. Smith": "", "": "",
		"\u202eevil": "evil", "Jean-Luc Picard": "Jean-Luc", "D'Arcy Lee": "D'Arcy", "4ever": "", "http://x.example": "",
		"李 小龙": "李", "Nguyễn Văn An": "Nguyễn", "!!!": "", "Mr": "", "(Ana)": "Ana", "สมชาย ใจดี": "สมชาย",
	} {
		if got := FirstName(full); got != want {
			t.Errorf("FirstName(%q) = %q, want %q", full, got, want)
		}
	}
}

func TestTextKeyIsEqualForEqualTexts(t *testing.T) {
	a, b := TextKey("The Blue Mug is back!"), TextKey("  the blue  múg is back 🎉")
	if a == "" || a != b {
		t.Errorf("%q and %q should be equal and not empty", a, b)
	}
	if TextKey("The Blue Mug is back!") == TextKey("The Red Mug is back!") {
		t.Error("different texts have one key")
	}
	if TextKey("") != "" || TextKey("🎉") != "" {
		t.Error("a text without words has no key")
	}
}
