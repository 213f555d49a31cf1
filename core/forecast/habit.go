package forecast

import (
	"math"
	"time"
)

// HabitDays is how far back a customer's writing is looked at.
const HabitDays = 90

// priorDays is how many days of an average customer are added to each customer's own: somebody who wrote once last week
// and is known for three days is not taken for a person who writes every third day.
const priorDays = 30

// Habit is how often a customer writes.
type Habit struct {
	Wrote int // days with a message of theirs among the last HabitDays
	Known int // days that they are known, at most HabitDays
}

// chance gives the probability that a customer writes on a given day: the share of their own days with a message, drawn
// towards the average of everyone who is asked about. It takes days to be alike and independent, which people are not:
// the estimate is for many people together and says little of one.
func (h Habit) chance(average float64) float64 {
	known := min(max(h.Known, h.Wrote, 1), HabitDays)
	return min((float64(h.Wrote)+priorDays*average)/(float64(known)+priorDays), 1)
}

// average gives the share of days with a message over many people.
func average(list []Habit) float64 {
	wrote, known := 0, 0
	for _, h := range list {
		wrote += h.Wrote
		known += min(max(h.Known, h.Wrote, 1), HabitDays)
	}
	if known == 0 {
		return 0
	}
	return float64(wrote) / float64(known)
}

// waiter is a person for whom a message waits until they write.
type waiter struct {
	from, until time.Time
	chance      float64 // of writing on a day
}

// first gives the probability that the person's first message since from falls between two times.
func (w waiter) first(from, to time.Time) float64 {
	if !w.until.IsZero() && to.After(w.until) {
		to = w.until
	}
	if from.Before(w.from) {
		from = w.from
	}
	if !from.Before(to) || w.chance <= 0 {
		return 0
	}
	silent := func(t time.Time) float64 { return math.Pow(1-w.chance, t.Sub(w.from).Hours()/24) }
	return silent(from) - silent(to)
}
