package views

import "shopbell/core"

// PeopleChoices is what there is to choose from where people are filtered.
type PeopleChoices struct {
	Products  []core.Product // by name
	Tags      []string       // given to somebody, by alphabet
	Languages []string       // BCP 47, guessed for somebody
}
