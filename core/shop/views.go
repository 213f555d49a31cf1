package shop

import "shopbell/core/views"

// What the use cases give and take stands in core/views, where the windows read it without what lies behind. These are
// the same types by the names of this package.
type (
	Status            = views.Status
	TokenState        = views.TokenState
	Today             = views.Today
	ClosingChat       = views.ClosingChat
	Review            = views.Review
	Later             = views.Later
	Done              = views.Done
	ConversationRow   = views.ConversationRow
	ConversationQuery = views.ConversationQuery
	Bubble            = views.Bubble
	CustomerCard      = views.CustomerCard
	CardRequest       = views.CardRequest
	SearchQuery       = views.SearchQuery
	SearchHit         = views.SearchHit
	WaitingList       = views.WaitingList
	WaitRow           = views.WaitRow
	RestockOrder      = views.RestockOrder
	Order             = views.Order
	Preview           = views.Preview
	Warning           = views.Warning
	MessageTemplate   = views.MessageTemplate
	CodePool          = views.CodePool
	CodesAdded        = views.CodesAdded
	UtilityTemplate   = views.UtilityTemplate
	Plan              = views.Plan
	PlanRow           = views.PlanRow
	DeliveryRow       = views.DeliveryRow
	Progress          = views.Progress
	SyncProgress      = views.SyncProgress
	SyncResult        = views.SyncResult
	Connection        = views.Connection
	ImportResult      = views.ImportResult
	RejectedLine      = views.RejectedLine
	RuleValue         = views.RuleValue
	Explanation       = views.Explanation
	ExplainedProduct  = views.ExplainedProduct
	Check             = views.Check
	Event             = views.Event
	EventKind         = views.EventKind
	Crowded           = views.Crowded
	ForecastDelay     = views.ForecastDelay
	StockSource       = views.StockSource
	BackInStock       = views.BackInStock
	Resting           = views.Resting
	Lapsed            = views.Lapsed
	AskingPerson      = views.AskingPerson
	Asking            = views.Asking
	Wave              = views.Wave
	Rounds            = views.Rounds
	WhatIf            = views.WhatIf
	ForecastDay       = views.ForecastDay
	Forecast          = views.Forecast
)

// The same words by the names of this package.
const (
	TokenNone     = views.TokenNone
	TokenValid    = views.TokenValid
	TokenInvalid  = views.TokenInvalid
	TokenLocked   = views.TokenLocked
	TokenUnknown  = views.TokenUnknown
	SnippetOpen   = views.SnippetOpen
	SnippetClose  = views.SnippetClose
	EventMessages = views.EventMessages
	EventProducts = views.EventProducts
	EventOutbox   = views.EventOutbox
	EventStatus   = views.EventStatus
	EventRules    = views.EventRules
)
