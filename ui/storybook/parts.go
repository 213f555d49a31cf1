package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/shell"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// partStories show the parts that screens are made of.
func partStories() []Story {
	return []Story{
		{Name: "parts", Make: parts},
		{Name: "parts-question", Make: parts, After: func(e Env) {
			widgets.Ask(e.Window.Canvas(), widgets.Question{Title: "Stop here?",
				Text: "27 people have the message. 11 more do not get it now, and their codes go back to the list.",
				Keep: "Keep sending", Do: "Stop, 11 get nothing", Rank: widgets.Main}, func() {})
		}},
		{Name: "shell", Make: emptyShell},
	}
}

func parts(Env) fyne.CanvasObject {
	off := widgets.NewButton("Send to 12", fynetheme.MailSendIcon(), widgets.Main, nil)
	off.Disable()
	focused := widgets.NewButton("Reply", fynetheme.MailReplyIcon(), widgets.Normal, nil)
	focused.FocusGained()
	buttons := widgets.Flowing(theme.Gap12,
		widgets.NewButton("Send to 12", fynetheme.MailSendIcon(), widgets.Main, nil), off,
		widgets.NewButton("Reply", fynetheme.MailReplyIcon(), widgets.Normal, nil), focused,
		widgets.NewButton("Forget Ana", fynetheme.DeleteIcon(), widgets.Forever, nil),
		widgets.NewButton("Remove everything", fynetheme.DeleteIcon(), widgets.Grave, nil),
		widgets.NewButton("Show chat", nil, widgets.Subtle, nil), widgets.NewButton("All waiting lists", nil, widgets.Link, nil))
	clock, soon := widgets.NewPill("", nil, widgets.Bottle), widgets.NewPill("", nil, widgets.Brass)
	clock.SetClock("Open: 5 h 12 min left", 0.22, widgets.Bottle)
	soon.SetClock("Open: 38 min left", 0.03, widgets.Brass)
	pills := widgets.Flowing(theme.Gap8, clock, soon,
		widgets.NewPill("Waiting for Ana’s next message", theme.Icon(theme.IconWait), widgets.Slate),
		widgets.NewPill("Asked to stop, 3 October", theme.Icon(theme.IconStop), widgets.Stone),
		widgets.NewPill("May have asked to stop", fynetheme.QuestionIcon(), widgets.Brick),
		widgets.NewPill("Sent", theme.Icon(theme.IconOK), widgets.Bottle), widgets.NewPill("Dropped", nil, widgets.Plain))
	bar, gauge := widgets.NewBar(36), widgets.NewBar(12)
	bar.Set(37, "", widgets.Part{Count: 12, Tone: widgets.Bottle, Label: "12"}, widgets.Part{Count: 3, Tone: widgets.Brass, Label: "3"},
		widgets.Part{Count: 20, Tone: widgets.Slate, Label: "20"}, widgets.Part{Count: 2, Tone: widgets.Stone, Label: "2"})
	gauge.Set(60, "", widgets.Part{Count: 14, Tone: widgets.Bottle})
	tiles := []fyne.CanvasObject{}
	for i, n := range []string{"37", "12", "3", "20", "2"} {
		tile := widgets.NewTile(widgets.Tone(i), nil)
		tile.Set(n, []string{"Everyone", "go now", "go later", "when they write", "get nothing"}[i])
		tile.SetChosen(i == 0)
		tiles = append(tiles, tile.Press)
	}
	left := widgets.Column(theme.Gap12, widgets.NewText("Parts and states", widgets.Title()), buttons, fields(), pills, bar, widgets.Tiles(theme.Gap4, tiles...), gauge,
		widgets.NewText("Nothing goes to Marta until you decide. Жук Ωμέγα Łódź", widgets.Body()))
	_, all := widgets.Scrolling(widgets.TopParts(theme.Gap24, 460, left, widgets.Column(theme.Gap12, rows(), bubbles(), strips())))
	return widgets.On(theme.Page, widgets.PadAll(all, theme.Gap24))
}

func fields() fyne.CanvasObject {
	filled, area := widgets.NewField(""), widgets.NewArea("Write to Ana", 2)
	filled.SetText("blue mug")
	choice, framed := widgets.NewChoice([]string{"14 days", "7 days"}, nil)
	widgets.Choose(choice, "14 days")
	return widgets.Column(theme.Gap8, widgets.Parts(theme.Gap8, widgets.NewField("Find a product"), filled, framed), area, widget.NewCheck("Keep for this session only", nil))
}

func rows() fyne.CanvasObject {
	row := func(id, name, second string, end ...fyne.CanvasObject) fyne.CanvasObject {
		avatar := widgets.NewAvatar(36)
		avatar.Set(id, name)
		r := widgets.NewRow(avatar, end...).Set(name, second)
		r.Corner.SetText("2 Nov: “let me know when the blue mug is back”")
		return r
	}
	thumb := widgets.NewThumb(40)
	thumb.Set("BLUE-MUG", "Blue mug")
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconClock), widgets.Plain, "Chats that close soon", widgets.NewText("After that, only they can start again", widgets.Small().Fitted())),
		widgets.Rows(row("1", "Jonas Weber", "Do you still have the grey blanket? I could come by", widgets.NewPill("Now", theme.Icon(theme.IconOK), widgets.Bottle)),
			row("2", "Inês Duarte", "Thanks! And is the soap safe for children?", widgets.NewButton("Reply", fynetheme.MailReplyIcon(), widgets.Normal, nil).Tall(theme.HeightRow)),
			widgets.NewRow(thumb, widgets.NewPill("37 people ask", nil, widgets.Plain)).Set("Blue speckled mug", "First: Ana Duarte, since 2 November")))
}

func bubbles() fyne.CanvasObject {
	say := func(s string) []widgets.Span { return []widgets.Span{{Text: s}} }
	return widgets.Column(theme.Gap12,
		widgets.NewBubble(widgets.BubbleIn, say("Hello, is the blue speckled mug sold out?"), "17:02", nil, widgets.Plain),
		widgets.NewBubble(widgets.BubbleOut, say("It is, I’m sorry! The potter brings more in November, and I keep one for you if you like."), "17:03, sent by you", nil, widgets.Plain),
		widgets.NewBubble(widgets.BubbleProof, []widgets.Span{{Text: "Yes please let me know when the "}, {Text: "blue mug", Bold: true, Colour: theme.Bottle}, {Text: " is back!"}},
			"17:04, joined the waiting list with these words", theme.Icon(theme.IconBox), widgets.Brass),
		widgets.NewBubble(widgets.BubbleKept, say("Yes, from 9 to 18 h."), "Kept here, leaves when the internet is back", theme.Icon(theme.IconClock), widgets.Brass),
		widgets.Quote("“pls no more of these, my inbox is full”"))
}

func strips() fyne.CanvasObject {
	return widgets.Column(theme.Gap8,
		widgets.Strip(widgets.Brass, theme.Icon(theme.IconOffline), "No internet since 12:52.", "Reading and searching work.", widgets.NewButton("Try now", nil, widgets.Straight, nil).Tall(theme.HeightRow)),
		widgets.Strip(widgets.Brick, theme.Icon(theme.IconKey), "Facebook no longer accepts the access key.", "Sending rests.", widgets.NewButton("Mend it", nil, widgets.Normal, nil).Tall(theme.HeightRow)))
}

func emptyShell(e Env) fyne.CanvasObject {
	w := e.Words
	page := func(id shell.PageID, icon fyne.Resource) shell.Page {
		label := w.T("nav." + string(id))
		head := widgets.NewPageHead(label, "", nil)
		body := widgets.CardFilling(nil, container.NewStack(widgets.Empty(icon, label, "", nil)), nil)
		return shell.Page{ID: id, Label: label, Icon: icon, Content: widgets.Page(head, body, nil)}
	}
	s := shell.New(w, e.Runner, []shell.Page{page("today", theme.Icon(theme.IconBell)), page("conversations", theme.Icon(theme.IconChats)),
		page("waitlists", theme.Icon(theme.IconBox)), page("results", theme.Icon(theme.IconChart)), page("rules", theme.Icon(theme.IconSliders)),
		page("settings", fynetheme.SettingsIcon())})
	s.SetShop("Tulip Corner")
	s.SetBadge("today", "5")
	s.SetBadge("conversations", "3")
	s.Toast(widgets.Bottle, theme.Icon(theme.IconOK), "Sent to 12 people. 23 are kept for later.")
	return s.Root
}
