package shop

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/views"
)

// Bounds of what is taken in at once.
const (
	mostCodes     = 100_000
	mostLineBytes = 64 << 10
	mostPoolName  = 60
	mostCodeBytes = 64 << 20 // of a file
	mostRejected  = 1000     // lines whose reason is told
)

// Pools lists the pools of promo codes by name.
func (s *Shop) Pools(ctx context.Context) ([]views.CodePool, error) {
	list, err := s.store.Pools(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]views.CodePool, len(list))
	for i, p := range list {
		out[i] = views.CodePool{Name: p.Name, Expires: p.Expires, Total: p.Total, Free: p.Free, Taken: p.Total - p.Free}
	}
	return out, nil
}

// ImportCodes puts codes into a pool: one a line, or in the first column of a table. Messages that waited for codes of
// the pool go on. A zero expires leaves the pool's as it is.
func (s *Shop) ImportCodes(ctx context.Context, pool string, r io.Reader, expires time.Time) (views.CodesAdded, error) {
	pool, err := poolName(pool)
	if err != nil {
		return views.CodesAdded{}, err
	}
	codes, rejected, more, err := readCodes(r)
	if err != nil {
		return views.CodesAdded{}, err
	}
	if len(codes) == 0 {
		return views.CodesAdded{Pool: pool, Rejected: rejected, RejectedMore: more}, core.E(core.CodeBadInput, "shop.importcodes", "the file holds no codes", nil)
	}
	added, err := s.addCodes(ctx, pool, expires, codes)
	added.Rejected, added.RejectedMore = rejected, more
	return added, err
}

// PasteCodes is ImportCodes for codes that were pasted.
func (s *Shop) PasteCodes(ctx context.Context, pool, codes string, expires time.Time) (views.CodesAdded, error) {
	return s.ImportCodes(ctx, pool, strings.NewReader(codes), expires)
}

// ReadCodes is ImportCodes for a file on this computer.
func (s *Shop) ReadCodes(ctx context.Context, pool, file string, expires time.Time) (views.CodesAdded, error) {
	f, err := os.Open(file)
	if err != nil {
		return views.CodesAdded{}, core.E(core.CodeBadInput, "shop.readcodes", filepath.Base(file)+" cannot be opened", err)
	}
	defer func() { _ = f.Close() }()
	return s.ImportCodes(ctx, pool, f, expires)
}

func (s *Shop) addCodes(ctx context.Context, pool string, expires time.Time, codes []string) (views.CodesAdded, error) {
	now := s.clock.Now()
	if !expires.IsZero() && !expires.After(now) {
		return views.CodesAdded{}, core.E(core.CodeBadInput, "shop.codes", "these codes would have ended already: name a later day", nil)
	}
	n, err := s.store.AddCodes(ctx, pool, expires, codes, now)
	if err != nil {
		return views.CodesAdded{}, err
	}
	s.publish(views.Event{Kind: views.EventOutbox})
	s.wake()
	return views.CodesAdded{Pool: pool, Added: n, Here: len(codes) - n}, nil
}

func poolName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > mostPoolName || strings.ContainsFunc(name, unicode.IsControl) {
		return "", core.Errorf(core.CodeBadInput, "shop.pool", "a pool needs a name of 1 to %d characters", mostPoolName)
	}
	return name, nil
}

// readCodes reads a list of codes; what is no code is named with its line, and more says how many others are not named. A
// head line such as "code" is no code.
func readCodes(r io.Reader) (codes []string, rejected []views.RejectedLine, more int, err error) {
	const op = "shop.importcodes"
	rest := &io.LimitedReader{R: r, N: mostCodeBytes + 1}
	lines := bufio.NewScanner(rest)
	lines.Buffer(nil, mostLineBytes)
	seen := map[string]bool{}
	reject := func(line int, why string) {
		if len(rejected) == mostRejected {
			more++
			return
		}
		rejected = append(rejected, views.RejectedLine{Line: line, Why: why})
	}
	for n := 1; lines.Scan(); n++ {
		code, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), ";")
		code, _, _ = strings.Cut(code, ",")
		code, _, _ = strings.Cut(code, "\t")
		code = strings.Trim(strings.TrimSpace(code), `"'`)
		switch why := notACode(code); {
		case code == "" || n == 1 && head(code):
		case why != "":
			reject(n, why)
		case seen[code]:
			reject(n, "stands in the file already")
		default:
			if len(codes) == mostCodes {
				return nil, nil, 0, core.Errorf(core.CodeBadInput, op, "at most %d codes at once", mostCodes)
			}
			seen[code] = true
			codes = append(codes, code)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, nil, 0, core.E(core.CodeBadInput, op, "the file cannot be read as lines of text", err)
	}
	if rest.N == 0 {
		return nil, nil, 0, core.Errorf(core.CodeBadInput, op, "the file is larger than %d MB", mostCodeBytes>>20)
	}
	return codes, rejected, more, nil
}

func head(s string) bool {
	switch strings.ToLower(s) {
	case "code", "codes", "coupon", "coupon code", "promo code", "gutschein", "gutscheincode", "rabattcode", "código", "cupón", "codigo":
		return true
	}
	return false
}

// notACode says why a word cannot be a promo code, "" when it can.
func notACode(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "is not readable text"
	case utf8.RuneCountInString(s) > mostCodeRunes:
		return fmt.Sprintf("has more than %d characters", mostCodeRunes)
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }):
		return "has a space or a sign that cannot be seen"
	case strings.ContainsAny(s, "{}<>"):
		return "has a bracket"
	}
	return ""
}

// codeLetters are letters and digits that nobody takes for another one when a code is read aloud or typed: no 0, O, 1, I
// or L, and no vowels, so that no code is a word.
const codeLetters = "23456789BCDFGHJKMNPQRSTVWXZ"

// codeLength is how many letters a generated code has: 27 letters at 8 places are 2.8e11 codes, too many to guess.
const codeLength = 8

// GenerateCodes makes codes and puts them into a pool.
func (s *Shop) GenerateCodes(ctx context.Context, pool string, n int, expires time.Time) (views.CodesAdded, error) {
	pool, err := poolName(pool)
	if err != nil {
		return views.CodesAdded{}, err
	}
	if n < 1 || n > mostCodes {
		return views.CodesAdded{}, core.Errorf(core.CodeBadInput, "shop.generatecodes", "from 1 to %d codes at once", mostCodes)
	}
	seen := make(map[string]bool, n)
	codes := make([]string, 0, n)
	for len(codes) < n {
		code, err := newCode(rand.Reader)
		if err != nil {
			return views.CodesAdded{}, core.E(core.CodeUnknown, "shop.generatecodes", "", err)
		}
		if !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	return s.addCodes(ctx, pool, expires, codes)
}

func newCode(random io.Reader) (string, error) {
	b := make([]byte, codeLength)
	for i := range b {
		n, err := rand.Int(random, big.NewInt(int64(len(codeLetters))))
		if err != nil {
			return "", err
		}
		b[i] = codeLetters[n.Int64()]
	}
	return string(b), nil
}
