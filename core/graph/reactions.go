package graph

import "shopbell/core"

// reaction is one kind of reaction to a message, with everybody who reacted so.
type reaction struct {
	Reaction text           `json:"reaction"`
	Emoji    text           `json:"emoji"`
	From     object[person] `json:"from"`
	Users    edge[person]   `json:"users"`
}

// emojis are the reactions that Messenger has names for (Messenger Platform, "message_reactions").
var emojis = map[text]text{"like": "👍", "dislike": "👎", "love": "❤", "smile": "😆", "haha": "😆", "wow": "😮", "sad": "😢", "angry": "😠"}

// mostReactions bounds what is kept of one message; a conversation with a page has two people.
const mostReactions = 20

// reactionsOf gives the reactions to a message; nil when the platform does not speak of them, empty when it tells of none.
func reactionsOf(it message, page core.PageID) []core.Reaction {
	if it.Reactions == nil {
		return nil
	}
	found := []core.Reaction{}
	for _, r := range *it.Reactions {
		emoji := first(r.Emoji, emojis[r.Reaction])
		if emoji == "" || len(emoji) > 32 {
			continue
		}
		by := r.Users
		if from := r.From.v; from != nil {
			by = append(by, *from)
		}
		if len(by) == 0 {
			by = edge[person]{{}} // somebody
		}
		for _, who := range by {
			if len(found) < mostReactions {
				found = append(found, core.Reaction{Emoji: string(emoji), FromPage: core.PageID(who.ID) == page})
			}
		}
	}
	return found
}

// withReactions asks for messages with their reactions. Where the platform does not know that field, it refuses the
// whole request: then, and from then on, messages are asked for without.
func withReactions[T any](c *Client, ask func(fields string) (listing[T], error)) (listing[T], error) {
	if c.noReactions.Load() {
		return ask(plainFields)
	}
	l, err := ask(messageFields)
	if ClassOf(err) != ClassBug {
		return l, err
	}
	plain, perr := ask(plainFields)
	if perr == nil {
		c.noReactions.Store(true)
	}
	return plain, perr
}
