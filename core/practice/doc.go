// Package practice is the practice page: a Graph API on the loopback interface with a made-up shop and customers of its
// own, for the demonstration and for tests. It answers as the real page does, refusals included: the 24-hour window, the
// 20-message rule, tokens that went bad, rates, people who blocked the page, answers that get lost on the way.
//
// It decides by its own rules and shares none with the parts that it is there to catch: it imports the nouns and the
// clock of package core and nothing else of Shopbell. It opens no connection; it only listens, and only on loopback.
//
// Where the platform's documents are silent the choice made here is marked "simulator choice" in the code.
//
// A Page is safe for use by many goroutines. Everything is kept in memory and ends with the process. What its customers
// do by themselves happens when somebody looks: every request and every accessor first plays what has fallen due by the
// page's clock, so that a test with a set clock needs no timer and two runs with one seed are alike. Times in the sample
// conversations are relative to the moment New is called; ids do not depend on it.
package practice
