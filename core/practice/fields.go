package practice

import (
	"slices"
	"strconv"
	"strings"
)

// fieldSet is a parsed fields parameter: names with their nested fields, as in
// `id,messages.limit(3){id,from}`.
type fieldSet map[string]fieldSpec

type fieldSpec struct {
	limit int // 0: not told
	after string
	sub   fieldSet
}

// maxFieldDepth bounds nesting; the platform allows few levels and the parser recurses.
const maxFieldDepth = 6

// parseFields reads a fields parameter; empty gives the defaults.
func parseFields(s string, defaults ...string) (fieldSet, *refusal) {
	if strings.TrimSpace(s) == "" {
		out := fieldSet{}
		for _, d := range defaults {
			out[d] = fieldSpec{}
		}
		return out, nil
	}
	f := fieldParser{rest: s}
	out, ok := f.list(0)
	if !ok || f.rest != "" {
		return nil, refuse(2500, 0, "Syntax error \"Unexpected character\" in the fields parameter")
	}
	return out, nil
}

type fieldParser struct{ rest string }

func (f *fieldParser) list(depth int) (fieldSet, bool) {
	if depth > maxFieldDepth {
		return nil, false
	}
	out := fieldSet{}
	for {
		name, spec, ok := f.field(depth)
		if !ok {
			return nil, false
		}
		out[name] = spec
		if !strings.HasPrefix(f.rest, ",") {
			return out, true
		}
		f.rest = f.rest[1:]
	}
}

func (f *fieldParser) field(depth int) (string, fieldSpec, bool) {
	var spec fieldSpec
	name := f.word()
	if name == "" {
		return "", spec, false
	}
	for strings.HasPrefix(f.rest, ".") {
		f.rest = f.rest[1:]
		modifier := f.word()
		open, end := strings.HasPrefix(f.rest, "("), strings.IndexByte(f.rest, ')')
		if !open || end < 0 {
			return "", spec, false
		}
		value := f.rest[1:end]
		f.rest = f.rest[end+1:]
		switch modifier {
		case "limit":
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 {
				return "", spec, false
			}
			spec.limit = n
		case "after":
			spec.after = value
		}
	}
	if strings.HasPrefix(f.rest, "{") {
		f.rest = f.rest[1:]
		sub, ok := f.list(depth + 1)
		if !ok || !strings.HasPrefix(f.rest, "}") {
			return "", spec, false
		}
		f.rest = f.rest[1:]
		spec.sub = sub
	}
	return name, spec, true
}

func (f *fieldParser) word() string {
	f.rest = strings.TrimLeft(f.rest, " ")
	i := 0
	for i < len(f.rest) && (f.rest[i] == '_' || f.rest[i] >= 'a' && f.rest[i] <= 'z' || f.rest[i] >= 'A' && f.rest[i] <= 'Z' ||
		f.rest[i] >= '0' && f.rest[i] <= '9') {
		i++
	}
	w := f.rest[:i]
	f.rest = strings.TrimLeft(f.rest[i:], " ")
	return w
}

// of refuses a field that the node does not have, as the platform does: a misspelt one does not pass in silence.
func (s fieldSet) of(node string, known ...string) *refusal {
	for name := range s {
		if !slices.Contains(known, name) {
			return badParameter("Tried accessing nonexisting field (" + name + ") on node type (" + node + ")")
		}
	}
	return nil
}

// narrow keeps the asked fields of an object and its id; none asked keeps all.
func narrow(all object, asked fieldSet) object {
	if asked == nil {
		return all
	}
	out := object{}
	for name, v := range all {
		if name == "id" || asked.has(name) {
			out[name] = v
		}
	}
	return out
}

func (s fieldSet) has(name string) bool {
	_, ok := s[name]
	return ok
}
