package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"shopbell/core"
)

// Every row of the platform's table of errors, sent by a real server and read through the client.
func TestEveryErrorOfTheTable(t *testing.T) {
	rows := []struct {
		code, subcode int
		class         Class
		want          core.Code
	}{
		{10, 2018278, ClassWindowClosed, core.CodePlatform},
		{10, 2534022, ClassWindowClosed, core.CodePlatform},
		{10, 2018065, ClassWindowClosed, core.CodePlatform},
		{10, 2018108, ClassRecipientUnavailable, core.CodePlatform},
		{2018108, 0, ClassRecipientUnavailable, core.CodePlatform},
		{10, 1893063, ClassPageRestricted, core.CodePageRestricted},
		{10, 1893015, ClassOptedOut, core.CodePlatform},
		{2300034, 0, ClassOptedOut, core.CodePlatform},
		{10, 1404170, ClassPageRestricted, core.CodePageRestricted},
		{10, 2018300, ClassThreadControl, core.CodePlatform},
		{2018300, 0, ClassThreadControl, core.CodePlatform},
		{2018321, 0, ClassThreadControl, core.CodePlatform},
		{10, 0, ClassPermission, core.CodePermission},
		{3, 0, ClassPermission, core.CodePermission},
		{200, 0, ClassPermission, core.CodePermission},
		{299, 0, ClassPermission, core.CodePermission},
		{300, 0, ClassUnknown, core.CodePlatform},
		{100, 2018001, ClassRecipientGone, core.CodePlatform},
		{100, 33, ClassNotFound, core.CodeNotFound},
		{10, 33, ClassPermission, core.CodePermission},
		{100, 2534001, ClassRecipientGone, core.CodePlatform},
		{100, 0, ClassBug, core.CodePlatform},
		{100, 2018014, ClassBug, core.CodePlatform},
		{100, 2018008, ClassBadAttachment, core.CodePlatform},
		{100, 2018047, ClassBadAttachment, core.CodePlatform},
		{100, 2018074, ClassBadAttachment, core.CodePlatform},
		{100, 2018109, ClassBadAttachment, core.CodePlatform},
		{100, 2018294, ClassBadAttachment, core.CodePlatform},
		{100, 2018320, ClassBug, core.CodePlatform},
		{100, 2018328, ClassBug, core.CodePlatform},
		{100, 1893043, ClassBadContent, core.CodePlatform},
		{190, 0, ClassAuth, core.CodeTokenInvalid},
		{190, 458, ClassAuth, core.CodeTokenInvalid},
		{190, 460, ClassAuth, core.CodeTokenInvalid},
		{190, 463, ClassAuth, core.CodeTokenInvalid},
		{190, 492, ClassAuth, core.CodeTokenInvalid},
		{102, 0, ClassAuth, core.CodeTokenInvalid},
		{2500, 0, ClassAuth, core.CodeTokenInvalid},
		{200, 1545041, ClassUnreachable, core.CodePlatform},
		{551, 0, ClassUnreachable, core.CodePlatform},
		{551, 1545041, ClassUnreachable, core.CodePlatform},
		{230, 0, ClassUnreachable, core.CodePlatform},
		{200, 2018028, ClassAppAccess, core.CodeAppAccess},
		{200, 2018027, ClassAppAccess, core.CodeAppAccess},
		{10, 2018028, ClassAppAccess, core.CodeAppAccess},
		{4, 0, ClassRate, core.CodeRateLimited},
		{17, 0, ClassRate, core.CodeRateLimited},
		{32, 0, ClassRate, core.CodeRateLimited},
		{613, 0, ClassRate, core.CodeRateLimited},
		{80000, 0, ClassRate, core.CodeRateLimited},
		{80006, 0, ClassRate, core.CodeRateLimited},
		{80099, 0, ClassRate, core.CodeRateLimited},
		{80100, 0, ClassUnknown, core.CodePlatform},
		{2300078, 0, ClassRate, core.CodeRateLimited},
		{4, 2018022, ClassRate, core.CodeRateLimited},
		{4, 2018354, ClassCap, core.CodePlatform},
		{9, 2018352, ClassCap, core.CodePlatform},
		{613, 1893016, ClassCap, core.CodePlatform},
		{613, 2018338, ClassAbuseWarning, core.CodePageRestricted},
		{368, 0, ClassPageRestricted, core.CodePageRestricted},
		{2022, 0, ClassPageRestricted, core.CodePageRestricted},
		{506, 0, ClassBadContent, core.CodePlatform},
		{1, 0, ClassTransient, core.CodePlatform},
		{1, 99, ClassTransient, core.CodePlatform},
		{2, 0, ClassTransient, core.CodePlatform},
		{1200, 0, ClassTransient, core.CodePlatform},
		{-1, 2018012, ClassTransient, core.CodePlatform},
		{2, 2018344, ClassSetup, core.CodePlatform},
		{10303, 0, ClassBug, core.CodePlatform},
		{9000001, 0, ClassDetailUnavailable, core.CodePlatform},
		{100, 2018218, ClassProfileUnavailable, core.CodePlatform},
		{100, 2018247, ClassProfileUnavailable, core.CodePlatform},
		{10900, 0, ClassPrivateReply, core.CodePlatform},
		{10903, 0, ClassPrivateReply, core.CodePlatform},
		{36103, 0, ClassUnknown, core.CodePlatform},
	}
	for _, row := range rows {
		// Wording that belongs to another error must change nothing.
		body := fmt.Sprintf(`{"error":{"message":"(#10) sent outside of allowed window","code":%d,"error_subcode":%d,"fbtrace_id":"A1b2"}}`,
			row.code, row.subcode)
		p := newPage(t, says(400, body))
		_, err := p.client(t, nil).Send(t.Context(), Outgoing{To: ana, Text: "x"})
		if ClassOf(err) != row.class || core.CodeOf(err) != row.want {
			t.Errorf("%d/%d: class %q, code %q; want %q, %q", row.code, row.subcode, ClassOf(err), core.CodeOf(err), row.class, row.want)
		}
		var e *Error
		if !errors.As(err, &e) || e.Code != row.code || e.Subcode != row.subcode || e.Trace != "A1b2" || e.Status != 400 {
			t.Errorf("%d/%d: told as %+v", row.code, row.subcode, e)
		}
	}
}

func TestErrorsTakeOddShapes(t *testing.T) {
	cases := []struct {
		name, body string
		status     int
		class      Class
	}{
		{"numbers in quotes", `{"error":{"code":"10","error_subcode":"2018278"}}`, 400, ClassWindowClosed},
		{"says itself that it passes", `{"error":{"code":4711,"is_transient":true}}`, 400, ClassTransient},
		{"is only a word", `{"error":"invalid_token"}`, 401, ClassAuth},
		{"is empty", `{"error":{}}`, 200, ClassUnknown},
		{"no code at 503", `{"error":{"message":"Service unavailable"}}`, 503, ClassTransient},
		{"fields of other kinds", `{"error":{"code":190,"message":{"a":1},"fbtrace_id":7,"error_data":[]}}`, 400, ClassAuth},
	}
	for _, tc := range cases {
		e := parseRefusal([]byte(tc.body), tc.status)
		if e == nil || e.Class != tc.class {
			t.Errorf("%s: %+v", tc.name, e)
		}
	}
	for _, body := range []string{`{"error":null,"id":"1"}`, `{"id":"1"}`, `[]`, ``, `{`} {
		if e := parseRefusal([]byte(body), 200); e != nil {
			t.Errorf("%s: found %+v", body, e)
		}
	}
}

// Recorded answers, with what a sender should do in words; the words are read here once, by hand.
func TestRecordedErrors(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/graph_errors.json")
	if err != nil {
		t.Skip("no recorded errors on this machine")
	}
	var recorded struct {
		Errors []struct {
			HTTP    int             `json:"http"`
			Code    int             `json:"code"`
			Subcode int             `json:"error_subcode"`
			Advice  string          `json:"what_to_do"`
			Body    json.RawMessage `json:"body"`
		} `json:"errors"`
		RateHeader map[string]string `json:"rate_header"`
	}
	if err := json.Unmarshal(raw, &recorded); err != nil {
		t.Fatal(err)
	}
	want := map[string]Class{
		"10/2018278": ClassWindowClosed, "10/2534022": ClassWindowClosed, "10/2018065": ClassWindowClosed, "10/0": ClassPermission,
		"551/1545041": ClassUnreachable, "551/0": ClassUnreachable, "100/2018001": ClassRecipientGone, "100/0": ClassBug,
		"190/0": ClassAuth, "190/460": ClassAuth, "200/0": ClassPermission, "4/0": ClassRate, "613/0": ClassRate,
		"2/0": ClassTransient, "0/0": ClassTransient, "36000/0": ClassUnknown, "10903/0": ClassPrivateReply,
		"2018108/0": ClassRecipientUnavailable, "100/2018047": ClassBadAttachment, "1/1965014": ClassTransient,
	}
	for _, one := range recorded.Errors {
		p := newPage(t, says(one.HTTP, string(one.Body)))
		_, err := p.client(t, nil).Send(t.Context(), Outgoing{To: ana, Text: "x"})
		key := fmt.Sprintf("%d/%d", one.Code, one.Subcode)
		if class, listed := want[key]; !listed || ClassOf(err) != class {
			t.Errorf("%s (%s): %q, %v", key, one.Advice, ClassOf(err), err)
		}
	}
	h := http.Header{}
	h.Set("X-Business-Use-Case-Usage", recorded.RateHeader["X-Business-Use-Case-Usage"])
	if u, told := readUsage(h); !told || u.percent != 33 || u.regain != 0 {
		t.Errorf("recorded header read as %+v, %v", u, told)
	}
}

func TestErrorsSayWhatSupportNeedsAndNoSecret(t *testing.T) {
	body := `{"error":{"message":"Malformed access token ` + secret + ` at https://graph.facebook.com/me?access_token=abc&appsecret_proof=def EAAGother123456",
		"error_user_msg":"Please log in. ` + secret + `","code":190,"error_subcode":460,"fbtrace_id":"A1b2C3d4"}}`
	p := newPage(t, says(400, body))
	_, err := p.client(t, nil).Me(t.Context())
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	all := err.Error() + e.Message + e.UserMessage + fmt.Sprintf("%+v %#v", err, *e)
	for _, leak := range []string{secret, "abc", "def", "EAAG"} {
		if strings.Contains(all, leak) {
			t.Errorf("%q leaks: %s", leak, all)
		}
	}
	for _, want := range []string{"code 190/460", "A1b2C3d4"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing: %v", want, err)
		}
	}
	if !strings.Contains(e.UserMessage, "Please log in.") {
		t.Errorf("the owner's words are lost: %q", e.UserMessage)
	}
}

// The token stays out of errors that net/http makes, too.
func TestBrokenConnectionsTellNoAddress(t *testing.T) {
	p := newPage(t, drop)
	c := p.client(t, nil)
	_, err := c.Me(t.Context())
	if core.CodeOf(err) != core.CodeOffline || strings.Contains(err.Error(), "http://") || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
}
