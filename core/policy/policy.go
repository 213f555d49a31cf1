// Package policy is the rule book: Decide is a pure function and the only place where a rule about sending is written.
//
// A verdict answers one message to one customer at one moment. Each rule has a file named after it and is one of two
// shapes: a plain rule looks at the state alone, a clock rule also says from when it no longer objects. decide.go puts
// their findings together: every reason that applied is listed, the first decides.
//
// What always holds: nothing promotional goes to a person who is stopped or whose window is closed; a limit of N lets
// exactly N through; a hold until a time is only given when the message may really leave then.
//
// Nothing here reads a clock, a file or the network; every function may be called from any goroutine, and none changes
// its arguments (Rules.Set excepted, which changes its receiver).
package policy
