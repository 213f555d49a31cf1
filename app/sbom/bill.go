package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"

	"shopbell"
)

// bill is a CycloneDX document, version 1.6 (https://cyclonedx.org/docs/1.6/json/). It has no date, so that the same program
// gives the same document.
type bill struct {
	Schema       string      `json:"$schema"`
	Format       string      `json:"bomFormat"`
	SpecVersion  string      `json:"specVersion"`
	SerialNumber string      `json:"serialNumber"`
	Version      int         `json:"version"`
	Metadata     metadata    `json:"metadata"`
	Components   []component `json:"components"`
}

type metadata struct {
	Component  component  `json:"component"`
	Properties []property `json:"properties"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Licences   []licensed `json:"licenses"`
	PURL       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licensed struct {
	Licence struct {
		ID string `json:"id"` // SPDX
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func under(id string) []licensed {
	var l licensed
	l.Licence.ID = id
	return []licensed{l}
}

// newBill makes the document of one program.
func newBill(info *debug.BuildInfo, program []byte, parts []part) bill {
	sum := sha256.Sum256(program)
	b := bill{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		SerialNumber: serial(sum),
		Metadata: metadata{
			Component: component{Type: "application", Ref: "shopbell", Name: "shopbell", Version: shopbell.Version(), Licences: under("MIT"),
				Hashes: []hash{{"SHA-256", hex.EncodeToString(sum[:])}}},
			Properties: []property{{"go:version", info.GoVersion}},
		},
		Components: []component{},
	}
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" || s.Key == "-tags" {
			b.Metadata.Properties = append(b.Metadata.Properties, property{"go:" + s.Key, s.Value})
		}
	}
	for _, p := range parts {
		c := component{Type: "library", Ref: p.purl, Name: p.name, Version: p.version, Licences: under(p.licence), PURL: p.purl}
		if p.sum != "" {
			c.Properties = []property{{"go:sum", p.sum}}
		}
		b.Components = append(b.Components, c)
	}
	return b
}

// serial makes the document's UUID from the program's hash: version 8 of RFC 9562, which is free in content.
func serial(sum [sha256.Size]byte) string {
	u := sum[:16]
	u = append([]byte{}, u...)
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
