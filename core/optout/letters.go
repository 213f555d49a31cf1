package optout

import (
	"slices"
	"strings"

	"shopbell/core/fold"
)

// Customers write Russian, Bulgarian or Greek in Latin letters where a keyboard has no others, and Serbian in either
// alphabet. The phrases are written once: the other spellings of their words are made here.

// mostSpellings bounds how many spellings a word gets.
const mostSpellings = 8

// cyrillic gives the Latin spellings of folded Cyrillic letters, the most common one first. ё, й and ї are folded already.
var cyrillic = strings.Fields(`
	а=a б=b в=v г=g ґ=g д=d е=e є=ye,e ж=zh,j з=z и=i,y і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h,kh ц=c,ts
	ч=ch ш=sh щ=sch,sh ъ= ы=y,i ь= э=e ю=yu,u я=ya,ia ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz`)

// cyrillicOf gives what a language spells in its own way.
var cyrillicOf = map[string][]string{
	"uk": strings.Fields(`г=h,g и=y,i`),
	"bg": strings.Fields(`щ=sht ъ=a,u`),
	"mk": strings.Fields(`ж=z,zh ч=c,ch ш=s,sh`),
}

// greek gives the Latin spellings of folded Greek letters, by sound and by shape.
var greek = strings.Fields(`
	ου=ou,u ει=ei,i αι=ai,e οι=oi,i ευ=eu,ef αυ=au,af μπ=mp,b ντ=nt,d γγ=gg,ng
	α=a β=v,b γ=g δ=d ε=e ζ=z η=i,h θ=th,8 ι=i κ=k λ=l μ=m ν=n ξ=ks,x ο=o π=p ρ=r σ=s τ=t υ=y,u,i φ=f χ=x,h ψ=ps ω=o,w`)

// serbian gives the Cyrillic letters of Serbian for Latin ones with their marks.
var serbian = strings.Fields(`
	lj=љ nj=њ dž=џ dj=ђ a=а b=б c=ц č=ч ć=ћ d=д đ=ђ e=е f=ф g=г h=х i=и j=ј k=к l=л m=м n=н o=о p=п r=р s=с š=ш t=т u=у v=в z=з ž=ж`)

// letters is one way of writing letters in another alphabet.
type letters map[string][]string

// otherLetters gives the way in which a language is also written; nil where there is none.
func otherLetters(lang string) letters {
	var lines [][]string
	switch lang {
	case "ru", "uk", "bg", "mk":
		lines = [][]string{cyrillic, cyrillicOf[lang]}
	case "el":
		lines = [][]string{greek}
	case "hr":
		lines = [][]string{serbian}
	}
	var table letters
	for _, entry := range slices.Concat(lines...) {
		letter, spelt, _ := strings.Cut(entry, "=")
		if table == nil {
			table = letters{}
		}
		table[letter] = strings.Split(spelt, ",")
	}
	return table
}

// spellings gives the ways of writing a word in the other alphabet, folded; none when it holds a letter without one. Who
// writes a letter one way writes it so in the whole word.
func (l letters) spellings(word string) []string {
	parts, ok := l.cut(strings.ToLower(word))
	if !ok {
		parts, ok = l.cut(fold.String(word))
	}
	if !ok {
		return nil
	}
	ways := [][]int{make([]int, len(parts))} // by part, which of its spellings
	for i, p := range parts {
		if slices.Index(parts, p) < i {
			continue
		}
		for _, way := range ways {
			for n := 1; n < len(l[p]) && len(ways) < mostSpellings; n++ {
				other := slices.Clone(way)
				for k := i; k < len(parts); k++ {
					if parts[k] == p {
						other[k] = n
					}
				}
				ways = append(ways, other)
			}
		}
	}
	var out []string
	for _, way := range ways {
		var b strings.Builder
		for i, p := range parts {
			b.WriteString(l[p][way[i]])
		}
		if s := fold.String(b.String()); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// cut cuts a word into letters that the table knows, two at once where they are spelt together.
func (l letters) cut(word string) (parts []string, ok bool) {
	runes := []rune(word)
	for i := 0; i < len(runes); {
		n := min(2, len(runes)-i)
		for n > 0 && l[string(runes[i:i+n])] == nil {
			n--
		}
		if n == 0 {
			return nil, false
		}
		parts = append(parts, string(runes[i:i+n]))
		i += n
	}
	return parts, len(parts) > 0
}

// InOtherLetters gives the words of a message in the other alphabet of its language, in the plainest spelling and in the
// last of them; nothing where the language is written in one. Training learns from them too.
func InOtherLetters(lang, text string) [][]fold.Word {
	table := otherLetters(lang)
	if table == nil {
		return nil
	}
	first := Words(text)
	last := slices.Clone(first)
	changed := false
	for i, w := range first {
		if s := table.spellings(text[w.Start:w.End]); len(s) > 0 {
			first[i].Text, last[i].Text, changed = s[0], s[len(s)-1], true
		}
	}
	if !changed {
		return nil
	}
	return [][]fold.Word{first, last}
}
