package optout

import (
	"strings"
	"testing"
	"testing/fstest"

	"shopbell/core"
)

func TestReadSeesThroughSpelling(t *testing.T) {
	r := New()
	for _, text := range []string{
		"STOP", "stop", "Stop!!!", "s.t.o.p", "S T O P", "stooooop", "ＳＴＯＰ", "s\u200btop", "\u202estop", "🛑", "🛑🛑🛑", "⛔", " stop \n",
		"unsubscribee", "UNSUBSCRIBE", "únsubscribe",
	} {
		if got := r.Read(text); got.Reading != core.ReadStop {
			t.Errorf("%q is read as %q, want a stop", text, got.Reading)
		}
	}
}

func TestReadWeighsAWordByWhatStandsBeside(t *testing.T) {
	r := New()
	for _, c := range []struct {
		text string
		want core.Reading
	}{
		{"stop", core.ReadStop},
		{"Hi Maya,\nplease stop.\nThanks,\nJo", core.ReadStop},
		{"Wrong number. Stop.", core.ReadStop},
		{"stop?", core.ReadReview},
		{"I have no idea who made this lovely page for my sister. Stop.", core.ReadReview},
		{"where does the bus stop", core.ReadNothing},
		{"please stop texting me today", core.ReadReview},
		{"please stop texting me", core.ReadStop},
		{`the mug says "stop"`, core.ReadNothing},
		{`"stop"`, core.ReadStop},
		{"fine\n> reply STOP to get no more", core.ReadNothing},
		{"> stop", core.ReadStop},
		{"Sure.\n\n----- Original Message -----\nUnsubscribe here", core.ReadNothing},
		{"START", core.ReadResume},
		{"you can message me again", core.ReadResume},
		{"", core.ReadNothing},
	} {
		if got := r.Read(c.text); got.Reading != c.want {
			t.Errorf("%q is read as %q by %q, want %q", c.text, got.Reading, got.Words, c.want)
		}
	}
}

// A denied wish for messages takes no stop back.
func TestReadDoesNotTakeADenialForAWish(t *testing.T) {
	r := New()
	for _, text := range []string{
		"I never want to receive your messages again", "I changed my mind, don't send me offers anymore", "non vorrei ricevere di nuovo le vostre offerte",
		"je ne veux pas que vous recommenciez à m'envoyer vos offres", "no quiero volver a recibir sus promociones", "não quero voltar a receber as promoções",
		"ich will nicht wieder Werbung bekommen", "đừng gửi lại khuyến mãi cho mình", "ga mau terima promo lagi", "لا ترسلوا لي العروض من جديد",
	} {
		if got := r.Read(text); got.Reading != core.ReadStop && got.Reading != core.ReadReview {
			t.Errorf("%q is read as %q by %q", text, got.Reading, got.Words)
		}
	}
	for _, text := range []string{
		"no problem, you can send me offers again", "can I get your offers again please?", "vorrei ricevere di nuovo le vostre offerte",
		"vous pouvez recommencer à m'envoyer les offres", "mándenme otra vez las promociones", "cho mình nhận lại tin khuyến mãi",
	} {
		if got := r.Read(text); got.Reading != core.ReadResume {
			t.Errorf("%q is read as %q by %q, want a wish for messages", text, got.Reading, got.Words)
		}
	}
}

// A waiting list is no mailing list.
func TestReadLeavesTheWaitingListAlone(t *testing.T) {
	r := New()
	for _, text := range []string{
		"please take me off the waiting list for the green one",
		"toglietemi dalla lista d'attesa, l'ho già trovata",
		"quiero que me saquen de la lista de espera del jarrón",
		"retirez-moi de la liste d'attente pour le vase",
		"nehmt mich bitte von der Warteliste",
		"me tira da lista de espera do vaso",
		"bỏ mình khỏi danh sách chờ bình hoa nhé",
		"keluarkan saya dari daftar tunggu vas ya",
		"احذفوا اسمي من قائمة الانتظار",
	} {
		if got := r.Read(text); got.Reading == core.ReadStop {
			t.Errorf("%q is read as %q by %q", text, got.Reading, got.Words)
		}
	}
}

// Who asks for another way of writing has not asked for silence: a person looks.
func TestReadLeavesAnotherWayToAPerson(t *testing.T) {
	r := New()
	for _, text := range []string{
		"please don't text me on WhatsApp", "non scrivetemi su whatsapp", "no me escriban al otro número", "ne m'écrivez pas sur mon ancienne adresse",
		"schreibt mir bitte nicht auf WhatsApp", "não me liguem no trabalho", "ไม่ต้องส่งแล้ว เดี๋ยวไปรับเองที่ร้าน",
	} {
		if got := r.Read(text); got.Reading != core.ReadReview && got.Reading != core.ReadNothing {
			t.Errorf("%q is read as %q by %q", text, got.Reading, got.Words)
		}
	}
}

func TestReadTellsWhatDecided(t *testing.T) {
	got := New().Read("Buongiorno! Per favore NON SCRIVETEMI PIÙ, grazie")
	if got.Reading != core.ReadStop || got.Words != "NON SCRIVETEMI PIÙ" || got.Language != "it" {
		t.Errorf("got %+v", got)
	}
	if got := New().Read("stop"); got.Language != "" {
		t.Errorf("a word of many languages names none, got %q", got.Language)
	}
}

func TestReadTellsOneItemFromEverything(t *testing.T) {
	r := New()
	for text, item := range map[string]bool{
		"no more messages about the mug please": true, "stop texting me about the red dress": true,
		"stop texting me": false, "stop texting me about the offers": false, "no more messages": false,
	} {
		got := r.Read(text)
		if got.Reading != core.ReadStop || got.ItemOnly != item {
			t.Errorf("%q: got %+v, want a stop with ItemOnly %v", text, got, item)
		}
	}
}

// Of a huge message the beginning and the end are read.
func TestReadIsBounded(t *testing.T) {
	r := New()
	noise := strings.Repeat("lorem ", 100_000)
	for text, want := range map[string]core.Reading{
		"please stop texting me. " + noise: core.ReadStop, noise + ". please stop texting me": core.ReadStop,
		noise + "please stop texting me" + noise: core.ReadNothing,
	} {
		if got := r.Read(text); got.Reading != want {
			t.Errorf("%.30q… is read as %q, want %q", text, got.Reading, want)
		}
	}
}

func TestNewFromNamesTheMistake(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no section":    {"stop\n", "line 1"},
		"open bracket":  {"[stop]\nstop (it\n", "bracket"},
		"unknown list":  {"[stop]\nstop {writes}\n", "writes"},
		"list unnamed":  {"[words]\nwrite, text\n", "name:"},
		"only brackets": {"[stop]\n*\n", "without words"},
		"gap to an end": {"[stop]\nno want .. (texts|$)\n", "anything at all"},
	} {
		_, err := NewFrom(fstest.MapFS{"xx.txt": {Data: []byte(c.text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "xx.txt") {
			t.Errorf("%s: got %v, want the file and %q", name, err, c.want)
		}
	}
}

// A phrase that one of the many languages can read as a stop must not be an everyday word: none of these, on its own, says
// anything about messages.
func TestEverydayMessagesSayNothing(t *testing.T) {
	r := New()
	for _, text := range []string{
		"no", "ok", "yes", "thanks", "how much?", "hello", "hi", "grazie", "quanto costa?", "hola", "gracias", "cuánto cuesta?", "merci",
		"combien ?", "danke", "wie viel?", "obrigada", "quanto é?", "да", "нет", "сколько?", "谢谢", "多少钱", "ขอบคุณค่ะ", "شكرا", "بكم؟",
		"terima kasih", "cảm ơn", "👍", "❤️", "M", "38", "in blue", "tomorrow", "where is my order?", "a domani", "para mañana", "pour demain",
		"BLUE-MUG", "Tell me when BLUE-MUG is back", "me too", "of course", "no problem", "maybe later", "not yet", "when?",
	} {
		if got := r.Read(text); got.Reading != core.ReadNothing {
			t.Errorf("%q is read as %q by %q (%s)", text, got.Reading, got.Words, got.Language)
		}
	}
}

// FuzzRead feeds any bytes: no panic, and what decided is part of the message.
func FuzzRead(f *testing.F) {
	f.Add("please stop texting me")
	f.Add("s\u200bt\xffop “别再发了")
	r := New()
	f.Fuzz(func(t *testing.T, text string) {
		got := r.Read(text)
		if got.Reading != core.ReadNothing && got.Words == "" {
			t.Fatalf("%q gave %+v", text, got)
		}
		Language(text)
	})
}

// Who wants no blue one, or not to wait, wants messages all the same.
func TestReadDoesNotTakeARefusalOfSomethingElseForAStop(t *testing.T) {
	r := New()
	for _, text := range []string{
		"nechci tu modrou", "nechcem modrú", "nenoriu mėlynos", "negribu zilo", "nu vreau albastru", "ne želim plavu nego zelenu", "ne želim modre",
		"не хочу синю", "я не хочу платить за доставку", "jeg vil ikke have den blå", "vil ikke betale for frakt", "en halua sinistä",
		"nie chcę czekać do poniedziałku", "לא רוצה את הכחול", "ei taha sinist", "no vull que es trenqui", "не искам синята", "không muốn đợi tới thứ hai",
		"откажи поръчката", "წითელი აღარ გაქვთ?", "i want out of this dress, is there a bigger one", "ich lese im Urlaub keine Nachrichten",
	} {
		if got := r.Read(text); got.Reading == core.ReadStop {
			t.Errorf("%q is read as a stop by %q (%s)", text, got.Words, got.Language)
		}
	}
}

// How often, from where, and a little less: only the owner can answer that, however sure the model is.
func TestReadLeavesAWishForLessToAPerson(t *testing.T) {
	r := New()
	for _, text := range []string{
		"how often do you send these", "can u send less of these, like once a month", "muss das jeden tag sein?", "ma ogni quanto mandate sti messaggi",
		"me escriben demasiado", "vous pourriez en envoyer un peu moins?", "roz roz aayega kya ye msg", "откуда у вас мой номер", "これ毎週来るんですか?", "能少发一点吗",
	} {
		if got := r.Read(text); got.Reading != core.ReadReview {
			t.Errorf("%q is read as %q by %q, want a question", text, got.Reading, got.Words)
		}
	}
}

// "Do not unsubscribe me" has every word of a stop. What denies must stand beside it: "no, unsubscribe me" is one.
func TestReadAsksAboutAStopThatIsDenied(t *testing.T) {
	r := New()
	for text, want := range map[string]core.Reading{
		"do not leave your list": core.ReadReview, "nicht abmelden bitte, ich les das gern": core.ReadReview, "да не ме отпишете": core.ReadReview,
		"אל תפסיקו לשלוח לי": core.ReadReview,
		"no, unsubscribe me": core.ReadStop, "please don't keep texting me": core.ReadStop, "nein, abmelden bitte": core.ReadStop,
		"не отписала меня, значит отпишите": core.ReadStop,
	} {
		if got := r.Read(text); got.Reading != want {
			t.Errorf("%q is read as %q by %q, want %q", text, got.Reading, got.Words, want)
		}
	}
	for _, text := range []string{"delete my last message, wrong chat", "ta bort mitt senaste meddelande, fel chatt", "slet min sidste besked"} {
		if got := r.Read(text); got.Reading == core.ReadStop {
			t.Errorf("%q is read as a stop by %q", text, got.Words)
		}
	}
}
