package main

import (
	"errors"
	"strconv"
)

// number is the value of an option that takes a whole number of one or more.
type number int

func (n *number) String() string { return strconv.Itoa(int(*n)) }

// Type is how the help names it.
func (n *number) Type() string { return "int" }

// Set reads it.
func (n *number) Set(s string) error {
	v, err := strconv.Atoi(s)
	if err == nil && v < 1 {
		err = errors.New("below 1")
	}
	*n = number(v)
	return err
}
