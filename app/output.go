package main

import "io"

// output writes for who reads the result, and keeps the first error that it meets: text for people is written piece by
// piece, and only the end of the command tells whether all of it arrived.
type output struct {
	w   io.Writer
	err error
}

// Write gives the first error again once there was one.
func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}
