package optout

import "shopbell/core"

// fewestWords is how many words the model needs: about one or two, whoever wrote the phrases knows more.
const fewestWords = 3

// weigh brings what the phrases found together with what the model thinks. The phrases come first, since a person wrote
// them and a person can correct them:
//
//   - what they read as a wish for messages stays so, and so does a stop, unless its clause goes on with other words
//     ("don't send the red one") and the model doubts it too: then a person looks, and the customer gets nothing meanwhile;
//   - a whole message that a phrase file lists under [not] is nothing, and beside a phrase under [never] the model can at
//     most call for a person;
//   - what they leave to a person because a phrase under [review] stands there becomes a stop when the model leans to it;
//     what they leave to a person because it is asked, or only for a time, stays;
//   - where they found nothing the model decides: a stop when it is sure, a person when it doubts.
func (r *Reader) weigh(s *sentence, text string, by Result) Result {
	if r.model == nil || len(s.words) < fewestWords || by.Reading == core.ReadResume || by.Reading == core.ReadStop && !by.GoesOn {
		return by
	}
	p := r.model.Probability(s.words)
	if by.Reading == core.ReadStop {
		if p < r.model.Doubt {
			by.Reading = core.ReadReview
		}
		return by
	}
	if by.Reading == core.ReadReview {
		if s.hinted && !s.denied && !s.limited && p >= r.model.Raise {
			by.Reading = core.ReadStop
		}
		return by
	}
	if p < r.model.Review || r.book.exempt[keyOf(s.words)] {
		return by
	}
	from, to := r.model.Decisive(s.words)
	by = Result{Reading: core.ReadReview, Words: text[s.words[from].Start:s.words[to-1].End], Language: Language(text)}
	if p >= r.model.Yes && !s.denied {
		by.Reading = core.ReadStop
	}
	return by
}
