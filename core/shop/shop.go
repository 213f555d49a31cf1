// Package shop is the use cases that the windows and the commands call.
package shop
