package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
)

// Names of the settings that are not rules. Rules are kept under "rule." and their name.
const (
	settingSecret   = "optout_key"
	settingPageID   = "page_id"
	settingPageName = "page_name"
	// SettingPrefixRule stands before the name of a rule.
	SettingPrefixRule = "rule."
)

// Setting gives a setting, "" when it was never set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var v string
	err := s.read.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = ?`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, fault("store.setting", err)
}

// SettingTime gives a setting kept with SetTime, the zero time when it was never set.
func (s *Store) SettingTime(ctx context.Context, name string) (time.Time, error) {
	v, err := s.Setting(ctx, name)
	if err != nil || v == "" {
		return time.Time{}, err
	}
	ms, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return time.Time{}, core.E(core.CodeDataDamaged, "store.setting", name, err)
	}
	return fromMS(ms), nil
}

// SetTime keeps a time under a name.
func (s *Store) SetTime(ctx context.Context, name string, t time.Time) error {
	return s.Set(ctx, map[string]string{name: strconv.FormatInt(toMS(t), 10)})
}

// Set keeps settings, all or none. An empty value removes one.
func (s *Store) Set(ctx context.Context, values map[string]string) error {
	return s.change(ctx, "store.set", func(tx *sql.Tx) error {
		for name, value := range values {
			if err := set(ctx, tx, name, value); err != nil {
				return err
			}
		}
		return nil
	})
}

func set(ctx context.Context, tx *sql.Tx, name, value string) error {
	if value == "" {
		_, err := tx.ExecContext(ctx, `DELETE FROM settings WHERE name = ?`, name)
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO settings (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// RuleSettings gives the rules that were set, without their prefix.
func (s *Store) RuleSettings(ctx context.Context) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT name, value FROM settings WHERE name LIKE 'rule.%'`)
	if err != nil {
		return nil, fault("store.rules", err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]string{}
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, fault("store.rules", err)
		}
		out[strings.TrimPrefix(name, SettingPrefixRule)] = value
	}
	return out, fault("store.rules", rows.Err())
}

// Page gives the page whose history this is; zero when none was ever connected.
func (s *Store) Page(ctx context.Context) (core.Page, error) {
	id, err := s.Setting(ctx, settingPageID)
	if err != nil {
		return core.Page{}, err
	}
	name, err := s.Setting(ctx, settingPageName)
	return core.Page{ID: core.PageID(id), Name: name}, err
}

// SetPage keeps the page. A folder holds one page's history: another page is refused with core.CodeOtherPage.
func (s *Store) SetPage(ctx context.Context, p core.Page) error {
	have, err := s.Page(ctx)
	if err != nil {
		return err
	}
	if have.ID != "" && have.ID != p.ID {
		return core.E(core.CodeOtherPage, "store.setpage", have.Name, nil)
	}
	return s.Set(ctx, map[string]string{settingPageID: string(p.ID), settingPageName: p.Name})
}

// loadSecret reads the key of the opt-out hashes and makes it once.
func (s *Store) loadSecret(ctx context.Context) error {
	db := s.read
	var v string
	err := db.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = ?`, settingSecret).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) && s.write != nil {
		key := make([]byte, 32)
		_, _ = rand.Read(key) // never fails
		v = hex.EncodeToString(key)
		err = s.Set(ctx, map[string]string{settingSecret: v})
	}
	if err != nil {
		return err
	}
	s.secret, err = hex.DecodeString(v)
	return err
}

// hash is the keyed hash of a customer under which opt-outs are kept. The customer's id is scoped to the page by the
// platform, and a folder holds one page.
func (s *Store) hash(id core.CustomerID) []byte {
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte(id))
	return m.Sum(nil)
}
