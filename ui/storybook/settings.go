package main

// settingsStories show the settings.
func settingsStories() []Story { return nil }
