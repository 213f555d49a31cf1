package main

// firstRunStories show how a shop begins.
func firstRunStories() []Story { return nil }
