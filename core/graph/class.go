package graph

import "shopbell/core"

// Class says what a failure means for whoever wanted to read or send.
type Class string

// The classes of failures, after the platform's tables of error codes (Messenger Platform, "Common Error Codes").
const (
	ClassNone                 Class = ""                      // no failure of the page
	ClassWindowClosed         Class = "window_closed"         // the 24 hours are over; wait for the customer
	ClassRecipientUnavailable Class = "recipient_unavailable" // cannot receive now; perhaps an opt-out
	ClassOptedOut             Class = "opted_out"             // the customer stopped this kind of message
	ClassUnreachable          Class = "unreachable"           // blocked the page, turned messages off or is gone
	ClassRecipientGone        Class = "recipient_gone"        // no such person on this page
	ClassPageRestricted       Class = "page_restricted"       // the platform stopped the page: stop everything
	ClassAbuseWarning         Class = "abuse_warning"         // the platform warns: stop the campaign
	ClassThreadControl        Class = "thread_control"        // another app holds the conversation
	ClassPermission           Class = "permission"            // the app lacks a permission
	ClassAppAccess            Class = "app_access"            // the app reaches only people with a role on it
	ClassAuth                 Class = "auth"                  // the token is dead: connect again
	ClassRate                 Class = "rate"                  // too many calls: see Error.RetryAfter
	ClassCap                  Class = "cap"                   // the platform's own cap for opt-in messages
	ClassTransient            Class = "transient"             // passes by itself
	ClassBadContent           Class = "bad_content"           // this text is not accepted
	ClassBadAttachment        Class = "bad_attachment"        // this attachment is not accepted
	ClassNotFound             Class = "not_found"             // no such object, or not for this token
	ClassDetailUnavailable    Class = "detail_unavailable"    // the message is too old or was deleted
	ClassProfileUnavailable   Class = "profile_unavailable"   // the person's profile is not shown
	ClassPrivateReply         Class = "private_reply"         // the comment was answered or cannot be
	ClassSetup                Class = "setup"                 // the page's owner has terms to accept
	ClassBug                  Class = "bug"                   // the request itself was wrong
	ClassOffline              Class = "offline"               // no answer, or the connection broke
	ClassIntercepted          Class = "intercepted"           // somebody without the platform's certificate answered: nothing left
	ClassUnreadable           Class = "unreadable"            // an answer that is none: cut short, too large, not JSON
	ClassCancelled            Class = "cancelled"             // the caller gave up
	ClassUnknown              Class = "unknown"               // a code that is in no table
)

type codePair struct{ code, subcode int }

// byPair holds what only code and subcode together decide.
var byPair = map[codePair]Class{
	{2, 2018344}:   ClassSetup,
	{4, 2018022}:   ClassRate,
	{4, 2018354}:   ClassCap,
	{9, 2018352}:   ClassCap,
	{100, 33}:      ClassNotFound,
	{613, 1893016}: ClassCap,
	{613, 2018338}: ClassAbuseWarning,
}

// bySubcode holds subcodes that mean the same under every code. The platform also sends them bare, as the code.
//
// 1545041 is "this person isn't available" in the full table and in every recorded answer, although one short table of
// the platform calls it a closed window. 2018065 is a closed window too, and adds that the permission for news outside of it is
// missing.
var bySubcode = map[int]Class{
	1404170: ClassPageRestricted,
	1545041: ClassUnreachable,
	1893015: ClassOptedOut,
	1893043: ClassBadContent,
	1893063: ClassPageRestricted,
	2018001: ClassRecipientGone,
	2018008: ClassBadAttachment,
	2018012: ClassTransient,
	2018014: ClassBug,
	2018027: ClassAppAccess,
	2018028: ClassAppAccess,
	2018047: ClassBadAttachment,
	2018065: ClassWindowClosed,
	2018074: ClassBadAttachment,
	2018108: ClassRecipientUnavailable,
	2018109: ClassBadAttachment,
	2018218: ClassProfileUnavailable,
	2018247: ClassProfileUnavailable,
	2018278: ClassWindowClosed,
	2018294: ClassBadAttachment,
	2018300: ClassThreadControl,
	2018320: ClassBug,
	2018321: ClassThreadControl,
	2018328: ClassBug,
	2300034: ClassOptedOut,
	2300078: ClassRate,
	2534001: ClassRecipientGone,
	2534022: ClassWindowClosed,
	9000001: ClassDetailUnavailable,
}

// byCode holds what the code decides alone.
var byCode = map[int]Class{
	-1:    ClassTransient,
	1:     ClassTransient,
	2:     ClassTransient,
	3:     ClassPermission,
	4:     ClassRate,
	10:    ClassPermission,
	17:    ClassRate,
	32:    ClassRate,
	100:   ClassBug,
	102:   ClassAuth,
	190:   ClassAuth,
	230:   ClassUnreachable,
	368:   ClassPageRestricted,
	506:   ClassBadContent,
	551:   ClassUnreachable,
	613:   ClassRate,
	1200:  ClassTransient,
	2022:  ClassPageRestricted,
	2500:  ClassAuth,
	10303: ClassBug,
	10900: ClassPrivateReply,
	10903: ClassPrivateReply,
}

// classify sorts an error of the platform: code with subcode, then subcode, then code, then what it says of itself and
// the HTTP status. The wording is translated and changes; it decides nothing.
func classify(code, subcode int, transient bool, status int) Class {
	if c, ok := byPair[codePair{code, subcode}]; ok {
		return c
	}
	if c, ok := bySubcode[subcode]; ok {
		return c
	}
	if c, ok := bySubcode[code]; ok {
		return c
	}
	if c, ok := byCode[code]; ok {
		return c
	}
	switch {
	case code >= 200 && code <= 299:
		return ClassPermission
	case code >= 80000 && code <= 80099:
		return ClassRate
	case transient:
		return ClassTransient
	}
	return classOfStatus(status)
}

// classOfStatus sorts an answer that holds no code of the platform.
func classOfStatus(status int) Class {
	switch {
	case status == 401:
		return ClassAuth
	case status == 429:
		return ClassRate
	case status == 408 || status >= 500:
		return ClassTransient
	}
	return ClassUnknown
}

// codeOf gives the error code that the rest of Shopbell knows a class by.
func codeOf(c Class) core.Code {
	switch c {
	case ClassAuth:
		return core.CodeTokenInvalid
	case ClassPermission:
		return core.CodePermission
	case ClassAppAccess:
		return core.CodeAppAccess
	case ClassRate:
		return core.CodeRateLimited
	case ClassPageRestricted, ClassAbuseWarning:
		return core.CodePageRestricted
	case ClassNotFound:
		return core.CodeNotFound
	case ClassOffline:
		return core.CodeOffline
	case ClassIntercepted:
		return core.CodeIntercepted
	case ClassUnreadable:
		return core.CodeUnreadable
	case ClassCancelled:
		return core.CodeUnknown
	}
	return core.CodePlatform
}
