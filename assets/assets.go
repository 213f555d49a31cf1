// Package assets holds the files that are built into Shopbell: translations, letters and icons. It reads nothing from
// the disk and knows nobody. Everything here is read-only and may be used from any goroutine.
package assets

import "embed"

// Lang holds lang/TAG.json, one file a language, in the format of go-i18n. English is complete; what another language
// lacks is taken from it.
//
//go:embed lang/*.json
var Lang embed.FS

// Icons holds icons/NAME.svg: one filled path on a 24-unit grid, so that the toolkit can recolour it.
//
//go:embed icons/*.svg
var Icons embed.FS

// LettersRegular is Shopbell Sans Regular: Lato 2 with the Thai letters of Noto Sans (SIL Open Font License 1.1, see
// fonts/README.md).
//
//go:embed fonts/ShopbellSans-Regular.ttf
var LettersRegular []byte

// LettersBold is Shopbell Sans Bold, made in the same way.
//
//go:embed fonts/ShopbellSans-Bold.ttf
var LettersBold []byte

// LettersLicence is the licence that goes with the letters.
//
//go:embed fonts/OFL.txt
var LettersLicence string
