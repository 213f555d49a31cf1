// Package policy is the rule book: Decide is a pure function and the only place where a rule about sending is written.
package policy
