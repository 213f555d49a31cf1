package main

import (
	"slices"
	"time"
)

// canned is the time at which every story happens: a Monday, 13:20.
var canned = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

// stories lists every story. A screen has its stories in a file of its own.
func stories() []Story {
	return slices.Concat(partStories(), todayStories(), conversationStories(), answerStories(), firstRunStories(), settingsStories(), waitlistStories(), restockStories(), offerStories(), sendingStories(), ruleStories(), resultStories(), importStories(), bringStories(), habitStories())
}
