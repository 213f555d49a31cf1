package main

import (
	"math"
	"math/rand/v2"
	"strings"
)

// language is one way in which customers write.
type language struct {
	share  int    // of a hundred messages
	common string // its most used words, most used first; of a script without spaces, pieces that follow one another
	sounds string // what the rest of its vocabulary is made of
	solid  bool   // no spaces between words
}

// Twelve languages, as a shop by the sea meets them.
var languages = []language{
	{32, "the you is i a to it do have in for and of my can please when back hi stock this blue mug that thanks order how much be me we are size red with large small black on not hello still one price ship would like get any today tomorrow know if candle apron linen what green white colour will there ok great love address delivery pick up payment card cash gift wrap dress bag lamp blanket tea cup shop open until saturday", "an er on ing sta ble cor wil mer ton ley den har ren mou lin ber ket sel pla tri gro vel fen", false},
	{12, "ist die der ich und das noch in wieder sie habe hallo ein eine zu es für mit den haben wann bitte danke auf tasse blau wie viel nicht kann mir größe bestellung rot schürze kerze decke grün klein groß versand heute morgen preis schwarz weiß gibt lieferung schöne grüße kostet", "er sch ein ung ge ver lich ten ber stra kel fen wal dorf hei rück mann gel tre bür", false},
	{12, "de la que el en hola me si por para lo un una hay cuando gracias taza tienen es quiero con no precio azul vuelve cuánto favor pedido talla envío vela roja negro verde buenos días mañana hoy tarjeta tienda abierto blanco pequeña grande", "ra do ción mar bel ta ros lla que ven ter mon ña des can pos", false},
	{8, "je de la le est vous les bonjour et un une pour en que avez pas il y du merci tasse bleue stock quand prix commande taille livraison rouge verte bougie tablier combien possible demain noir blanc petite grande s'il plaît", "eau mont ille ette ier ance dre pou cha bre vil ment tier", false},
	{8, "de o a que e um uma tem para bom dia olá quando obrigada caneca azul preço vocês por não volta quanto custa encomenda tamanho envio vela vermelho verde amanhã hoje loja aberta", "ção inho eira pal mar cos lha vel tor ren bal", false},
	{6, "di è la il che un ciao per quando grazie tazza avete in le buongiorno mi blu prezzo ordine taglia spedizione candela rosso verde quanto costa domani oggi negozio aperto bianco piccola", "ino etta zione mar gli pre ster vol can tri", false},
	{5, "czy jest w na dzień dobry i się kiedy będzie kubek niebieski proszę dziękuję ile kosztuje zamówienie rozmiar wysyłka świeca czerwony zielony jutro dziś sklep łyżka", "owa ski nie prze szcz dół mał wró lek czy żar", false},
	{6, "а есть ли в и на когда будет здравствуйте спасибо кружка синяя пожалуйста сколько стоит заказ размер доставка свеча красная зелёная завтра сегодня магазин", "ова ние ский пер мол дар кон тел вес зим", false},
	{4, "هل في من على السلام عليكم متى شكرا الكوب الأزرق كم السعر طلب مقاس توصيل شمعة أحمر أخضر غدا اليوم متوفر إلى هذا", "ال ون ات ما سي را بي تو نا كر", false},
	{3, "มี ไหม ครับ ค่ะ แก้ว สีฟ้า เมื่อไหร่ ราคา เท่าไหร่ ขอบคุณ สั่ง ไซส์ ส่ง เทียน แดง เขียว พรุ่งนี้ วันนี้ ร้าน เปิด", "กา มา ดี นา รัก ใจ สวน เมือง ทอง คำ", true},
	{2, "有 吗 你好 蓝色 杯子 请问 什么时候 多少钱 谢谢 订单 尺寸 发货 蜡烛 红色 绿色 明天 今天 店 开门 还 在", "山 水 林 花 海 明 月 光 春 秋 云 石 玉 金 木 火 城 江 湖 田", true},
	{2, "は あります か 青い マグカップ 在庫 いつ 値段 ありがとう 注文 サイズ 発送 キャンドル 赤 緑 明日 今日 お店 です ください の を", "さ く ら や ま か わ み ず ほ し の は な 川 田 村 木 原 島", true},
}

// rare is how many words a language has beyond the common ones.
const rare = 30_000

// writer makes messages that read like a shop's: a few words are in most of them, most words in very few, and now and
// then there is a number, a link or a smile. The same seed gives the same messages.
type writer struct {
	*rand.Rand
	words [][]string // by language, most used first
}

func newWriter(seed uint64) *writer {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 1))}
	for _, l := range languages {
		list := strings.Fields(l.common)
		sounds := strings.Fields(l.sounds)
		for range rare {
			var b strings.Builder
			for range 2 + w.IntN(2) {
				b.WriteString(sounds[w.IntN(len(sounds))])
			}
			list = append(list, b.String())
		}
		w.words = append(w.words, list)
	}
	return w
}

// tongue picks a language for a customer.
func (w *writer) tongue() int {
	n := w.IntN(100)
	for i, l := range languages {
		if n -= l.share; n < 0 {
			return i
		}
	}
	return 0
}

// word picks one by Zipf's law: the place of a word is the exponential of an even number.
func (w *writer) word(list []string) string {
	return list[min(int(math.Exp(w.Float64()*math.Log(float64(len(list)+1))))-1, len(list)-1)]
}

// message writes one message.
func (w *writer) message(tongue int) string {
	l := languages[tongue]
	n := 2 + w.IntN(9) + w.IntN(9)*w.IntN(9)/4 // mostly short, seldom long
	parts := make([]string, 0, n+1)
	for range n {
		parts = append(parts, w.word(w.words[tongue]))
	}
	between := " "
	if l.solid {
		between = ""
	}
	text := strings.Join(parts, between)
	if !l.solid && w.IntN(3) > 0 {
		r := []rune(text)
		text = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return text + endings[w.IntN(len(endings))](w)
}

var endings = []func(*writer) string{
	func(*writer) string { return "?" }, func(*writer) string { return "" }, func(*writer) string { return "!" },
	func(*writer) string { return "." }, func(*writer) string { return "?" }, func(*writer) string { return "" },
	func(*writer) string { return " 😊" },
	func(w *writer) string { return " " + digits(w.IntN(900)+10) + ",90" },
	func(w *writer) string { return " #" + digits(100_000+w.IntN(900_000)) },
}

func digits(n int) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}
