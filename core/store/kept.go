package store

import "context"

// prefixKept stands before the name of what the windows keep for the next time. Erasing a person removes every such value
// that names them.
const prefixKept = "kept."

// Kept gives what was kept under a name, "" for nothing.
func (s *Store) Kept(ctx context.Context, name string) (string, error) {
	return s.Setting(ctx, prefixKept+name)
}

// Keep keeps a value under a name; "" forgets it. A customer in it is named by their id, so that erasing them finds it.
func (s *Store) Keep(ctx context.Context, name, value string) error {
	return s.Set(ctx, map[string]string{prefixKept + name: value})
}
