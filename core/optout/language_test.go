package optout

import "testing"

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"do you have the blue mug?": "en", "quanto costa la tazza blu? grazie": "it", "¿cuánto cuesta la taza?": "es",
		"bonjour, avez-vous la tasse bleue ?": "fr", "was kostet die Tasse, bitte?": "de", "quanto custa a caneca? obrigada": "pt",
		"shop ơi còn hàng không ạ": "vi", "มีสินค้าไหมคะ": "th", "هل عندكم الكوب الأزرق؟": "ar", "berapa harga yang ini kak": "id",
		"есть ли у вас синяя кружка": "ru", "чи є у вас ця чашка": "uk", "έχετε την μπλε κούπα;": "el", "יש לכם ספל כחול?": "he",
		"青いマグカップはありますか": "ja", "파란 머그컵 있나요": "ko", "有蓝色的杯子吗": "zh", "有藍色的杯子嗎": "zh-Hant", "क्या कप मिलेगा": "hi",
		"آیا لیوان آبی دارید؟ پیام بدهید": "fa", "👍": "", "": "", "BLUE-MUG": "",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}
