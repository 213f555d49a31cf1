package views

import "shopbell/core"

// PeopleChoices is what there is to choose from where people are filtered.
type PeopleChoices struct {
	Products  []core.Product // by name
	Tags      []string       // given to somebody, by alphabet
	Languages []string       // BCP 47, guessed for somebody
}

// Erasure counts what an erasure removed.
type Erasure struct {
	People, Messages, Requests, Deliveries int
	OptOuts                                int // kept without words, as a number that names nobody
	Copies                                 int // older copies of all data in the data folder, removed
}
