package screen

import "context"

// Step is something that was done and can be taken back for a while.
type Step struct {
	Did  string // what is told; "" where it is told nowhere because what was done can be seen
	What string // names it when it is taken back, "": as Did
	// Back takes it back, beside the window. core.CodeNotFound: something has changed since, so that it no longer can be.
	Back func(context.Context) error
	Then func() // afterwards, on the window's goroutine; may be nil
	// One joins steps of the same name that follow each other: taken back together, to before the first. "": never joined.
	One string
}

// DoneFor tells at the top that something went well, with the way to take it back.
func (e Env) DoneFor(s Step) {
	switch {
	case e.Remember != nil:
		e.Remember(s)
	case s.Did != "":
		e.Done(s.Did)
	}
}
