package shop

import "context"

// Kept gives what a window kept under a name for the next time, "" for nothing.
func (s *Shop) Kept(ctx context.Context, name string) (string, error) { return s.store.Kept(ctx, name) }

// Keep keeps where a window was, or what was being written in it; "" forgets it. A customer in it is named by their id.
// It goes into the data folder, so that copies have it and erasing a person removes it.
func (s *Shop) Keep(ctx context.Context, name, value string) error {
	return s.store.Keep(ctx, name, value)
}
