package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// known are the licences that may be in the program, by words that only their texts have. The first that fits is it. A
// text that none of them fits is an error: somebody has to read it before it is shipped.
var known = []struct {
	id    string // SPDX
	words []string
}{
	{"Apache-2.0", []string{"Apache License", "Version 2.0"}},
	{"MIT", []string{"Permission is hereby granted, free of charge", "The above copyright notice and this permission notice shall be included"}},
	{"ISC", []string{"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"}},
	{"ISC", []string{"Permission to use, copy, modify, and distribute this software for any purpose with or without fee"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "used to endorse or promote products"}},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms"}},
	{"Unlicense", []string{"This is free and unencumbered software released into the public domain"}},
}

// licenceIn finds the licence of a module in its folder.
func licenceIn(dir string) (id, text string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", "", err
	}
	for _, e := range entries {
		name := strings.ToUpper(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())))
		if e.IsDir() || !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING"}, name) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", "", err
		}
		if id = licenceOf(string(b)); id == "" {
			return "", "", fmt.Errorf("%s is a licence that nobody has read yet", e.Name())
		}
		return id, string(b), nil
	}
	return "", "", errors.New("it comes without a licence")
}

// licenceOf gives the SPDX name of a licence by its text; "" when it is not known.
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range known {
		if !slices.ContainsFunc(l.words, func(w string) bool { return !strings.Contains(text, w) }) {
			return l.id
		}
	}
	return ""
}

// licences writes every licence once, under the names of those that it covers.
func licences(parts []part) string {
	var b strings.Builder
	seen := map[string]bool{}
	for i, p := range parts {
		if seen[p.text] {
			continue
		}
		seen[p.text] = true
		for _, same := range parts[i:] {
			if same.text == p.text {
				fmt.Fprintf(&b, "%s %s\n", same.name, same.version)
			}
		}
		fmt.Fprintf(&b, "(%s)\n\n%s\n", p.licence, strings.TrimSpace(p.text))
		b.WriteString("\n" + strings.Repeat("-", 78) + "\n\n")
	}
	return b.String()
}
