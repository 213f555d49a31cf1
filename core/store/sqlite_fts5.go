//go:build !sqlite_fts5

package store

// Shopbell searches with SQLite's FTS5, which go-sqlite3 leaves out unless it is built with a tag. Without it the
// program would start and then fail at its first message, so it does not compile.
var _ int = "Build Shopbell with the tag sqlite_fts5 (make build does): without it SQLite has no full-text search"
