package practice

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// refusal is an error answer of the Graph API. Texts and codes: the platform's error reference, June 2026. Where
// captured answers differ in their HTTP status, 400 is the simulator's choice for everything about a send, 403 for a
// plain missing permission.
type refusal struct {
	status    int
	kind      string
	code      int
	subcode   int
	message   string
	transient bool
}

const (
	typeOAuth  = "OAuthException"
	typeMethod = "GraphMethodException"
)

func refuse(code, subcode int, message string) *refusal {
	return &refusal{status: http.StatusBadRequest, kind: typeOAuth, code: code, subcode: subcode, message: message}
}

func badParameter(text string) *refusal { return refuse(100, 0, "(#100) "+text) }

func noSuchObject(method, id string) *refusal {
	verb := "get"
	if method == http.MethodPost {
		verb = "post"
	}
	e := refuse(100, 33, "Unsupported "+verb+" request. Object with ID '"+id+
		"' does not exist, cannot be loaded due to missing permissions, or does not support this operation.")
	e.kind = typeMethod
	return e
}

func unknownPath(path string) *refusal {
	return refuse(2500, 0, "Unknown path components: "+path)
}

func missingPermission(code int, name string) *refusal {
	e := refuse(code, 0, "(#"+strconv.Itoa(code)+") Requires "+name+" permission to manage the object")
	e.status = http.StatusForbidden
	return e
}

func outsideWindow() *refusal {
	return refuse(10, 2018278, "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "+
		"https://developers.facebook.com/docs/messenger-platform/policy-overview")
}

func notAvailable() *refusal {
	return refuse(551, 1545041, "(#551) This person isn't available right now.")
}

func noMatchingUser() *refusal { return refuse(100, 2018001, "(#100) No matching user found") }

func otherAppControls() *refusal {
	return refuse(10, 2018300, "(#10) Message failed to send because another app is controlling this thread now.")
}

func noRole() *refusal {
	return refuse(200, 2018028, "(#200) Cannot message users who are not admins, developers or testers of the app "+
		"until pages_messaging permission is reviewed and the app is live.")
}

func tooManyCalls() *refusal {
	return refuse(613, 0, "(#613) Calls to this api have exceeded the rate limit.")
}

func budgetSpent() *refusal {
	return refuse(80006, 0, "(#80006) There have been too many messenger api calls to this Page account. "+
		"Wait a bit and try again.")
}

func deletedMessage() *refusal {
	return refuse(9000001, 0, "This Message has been deleted by the user or the business.")
}

func tooMuchData() *refusal {
	e := refuse(1, 0, "Please reduce the amount of data you're asking for, then retry your request")
	e.status = http.StatusInternalServerError
	return e
}

// restricted is the answer to every send while the page is restricted.
func restricted(code, subcode int) *refusal {
	text := "(#" + strconv.Itoa(code) + ") This Page is temporarily restricted from sending messages."
	if code == 368 {
		text = "(#368) The action attempted has been deemed abusive or is otherwise disallowed"
	}
	return refuse(code, subcode, text)
}

// body is the error envelope as it goes over the wire.
func (e *refusal) body(trace string) []byte {
	type inner struct {
		Message   string `json:"message"`
		Type      string `json:"type"`
		Code      int    `json:"code"`
		Subcode   int    `json:"error_subcode,omitempty"`
		Transient bool   `json:"is_transient,omitempty"`
		Trace     string `json:"fbtrace_id"`
	}
	out, err := json.Marshal(struct {
		Error inner `json:"error"`
	}{inner{e.message, e.kind, e.code, e.subcode, e.transient, trace}})
	if err != nil { // strings and numbers always marshal
		panic(err)
	}
	return out
}
