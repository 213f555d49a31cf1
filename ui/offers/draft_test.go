package offers

import (
	"maps"
	"reflect"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/timing"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestAnOrderHasWhatItsKindTakes(t *testing.T) {
	d := NewDraft()
	d.Title, d.Texts[Place{}] = " Winter ", " Hi {first_name} "
	d.Codes, d.Pool, d.Code, d.Expires = CodesPool, "WINTER", "OLD", noon
	d.Picture, d.Link, d.Button, d.Coupon = "https://a.example/p.jpg", "https://a.example", "See it", true
	d.Product, d.Who = "MUG", Who{Saved: "Candles"}
	d.Timing = timing.Value{At: noon, HoldFor: time.Hour, OnReply: core.OnReplyAsk}
	o := d.Order()
	card := &core.Card{Picture: d.Picture, Link: d.Link, Buttons: []core.Button{{Title: "See it", Link: d.Link}}}
	want := views.Order{Kind: core.KindPromo, Title: "Winter", Segment: "Candles", Pool: "WINTER", Expires: noon, At: noon, HoldFor: time.Hour, OnReply: core.OnReplyAsk,
		Content: core.Content{Texts: map[string]string{"": "Hi {first_name}"}, Coupon: true, StopReply: true, Card: card}}
	if !reflect.DeepEqual(o, want) {
		t.Errorf("%+v, want %+v", o, want)
	}
	d.Kind = core.KindNews
	if o = d.Order(); o.Pool != "" || o.Code != "" || !o.Expires.IsZero() || o.Content.Coupon || o.SKU != "MUG" {
		t.Errorf("news: %+v", o)
	}
	d.Kind, d.Who = core.KindOrder, Who{Person: "ana", Name: "Ana"}
	if o = d.Order(); o.CustomerID != "ana" || o.Only != nil || o.Content.Card != nil || o.Content.StopReply || o.Pool != "" || o.SKU != "" {
		t.Errorf("an order update: %+v", o)
	}
}

// One person alone is reached through the whole audience, so that every rule applies.
func TestOnePersonGetsAnOfferLikeTheOthers(t *testing.T) {
	d := NewDraft()
	d.Who = Who{Person: "ana", Name: "Ana"}
	if o := d.Order(); len(o.Only) != 1 || o.Only[0] != "ana" || o.CustomerID != "" || o.Segment != "" {
		t.Errorf("%+v", o)
	}
}

func TestComparingKeepsEveryLanguage(t *testing.T) {
	d := NewDraft()
	d.Texts[Place{}] = "one"
	d.AddLanguage("es")
	d.Texts[Place{Lang: "es"}] = "uno"
	d.Compare(true)
	d.AddLanguage("de")
	want := map[Place]string{{}: "one", {Lang: "es"}: "uno", {Lang: "de"}: "one", {Second: true}: "one", {true, "es"}: "uno", {true, "de"}: "one"}
	if !maps.Equal(d.Texts, want) {
		t.Errorf("%v", d.Texts)
	}
	if c := d.Content(); len(c.Texts) != 3 || len(c.Second) != 3 {
		t.Errorf("%+v", c)
	}
	d.DropLanguage("es")
	d.Compare(false)
	if !maps.Equal(d.Texts, map[Place]string{{}: "one", {Lang: "de"}: "one"}) || d.Content().Second != nil {
		t.Errorf("%v", d.Texts)
	}
}

// What is kept to use again comes back as it was.
func TestAKeptTextComesBackAsItWas(t *testing.T) {
	d := NewDraft()
	d.Texts[Place{}], d.Coupon, d.Codes, d.Code = "Hi", true, CodesOne, "TEN"
	d.Picture, d.Link, d.Button = "https://a.example/p.jpg", "https://a.example", "See it"
	d.Compare(true)
	d.Texts[Place{Second: true}] = "Hello"
	kept := views.MessageTemplate{Name: "x", Kind: core.KindPromo, Content: d.Content()}
	back := NewDraft()
	back.Codes, back.Code = CodesOne, "TEN"
	back.Use(kept)
	if !reflect.DeepEqual(back, d) {
		t.Errorf("%+v, want %+v", back, d)
	}
	other := NewDraft()
	other.Use(views.MessageTemplate{Kind: core.KindRestock, Content: core.Content{Texts: map[string]string{"": "back"}}})
	if other.Kind != core.KindPromo {
		t.Errorf("a kept restock makes a %s", other.Kind)
	}
}
