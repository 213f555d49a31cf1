package fbexport_test

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/fbexport"
)

const newHTML = `<!DOCTYPE html><html><head><title>Ana Duarte</title><style>._a6-g{color:red}</style></head><body>
<section class="_3-95 _a6-g"><h2 class="_2ph_ _a6-h _a6-i" id="x">Ana Duarte</h2><div class="_2ph_ _a6-p"><div><div></div>
<div>Is the caf&#xe9; mug back?<br>I &lt;3 it</div><div></div><ul class="_a6-q"><li><span>❤️Tulip Corner</span></li><li>👍🏽Ana Duarte (Jun 01, 2025 3:32:00 pm)<li>no sign</ul></div></div>
<footer class="_3-94 _a6-o"><div class="_a72d">Jun 01, 2025 3:31:29 pm</div></footer></section>
<div class="_3-95 _a6-g"><div class="_2ph_ _a6-h _a6-i">Tulip Corner</div><div class="_2ph_ _a6-p"><div><a href="photos/9.jpg"><img src="photos/9.jpg" class="_a6_o"></a></div></div>
<div class="_3-94 _a6-o"><a href="#"><div class="_a72d">Jul 12, 2024 4:55:32pm</div></a></div></div>
<div class="_3-95 _a6-g"><div class="_2ph_ _a6-h _a6-i">Ana Duarte</div><div class="_2ph_ _a6-p">when</div><div class="_3-94 _a6-o"><div class="_a72d">gestern</div></div></div>
</body></html>`

const oldHTML = `<html><head><title>Bob</title></head><body><div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek _2lel">Bob</div>
<div class="_3-96 _2let"><div><div></div><div>STOP</div></div></div><div class="_3-94 _2lem">Mar 3, 2019, 9:05 AM</div></div></body></html>`

func TestHTMLOfSeveralYears(t *testing.T) {
	dir := folder(t, map[string][]byte{newRoot + "ana_1/message_1.html": []byte(newHTML), "messages/inbox/bob_2/message_1.html": []byte(oldHTML)})
	zone := time.FixedZone("shop", 2*3600)
	x, err := fbexport.Open(t.Context(), []string{dir}, zone)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	var got []string
	for _, th := range x.Threads() {
		if err := x.Read(t.Context(), th, func(m fbexport.Message) error {
			line := m.At.Format(time.RFC3339) + " " + m.Sender + ": " + m.Text
			for _, a := range m.Attachments {
				line += " [" + a.Kind + " " + a.Name + "]"
			}
			for _, r := range m.Reactions {
				line += " " + r.Emoji + " of " + r.Actor
			}
			if !m.Coarse || !strings.HasPrefix(string(m.ID), fbexport.CoarsePrefix) {
				t.Errorf("%+v is not marked as coarse", m)
			}
			got = append(got, line)
			return nil
		}, nil); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"2025-06-01T13:31:29Z Ana Duarte: Is the café mug back?\nI <3 it ❤️ of Tulip Corner 👍🏽 of Ana Duarte", "2024-07-12T14:55:32Z Tulip Corner:  [image 9.jpg]", "2019-03-03T07:05:00Z Bob: STOP"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s := x.Skipped(); len(s) != 1 || s[0].Code != core.SkipEntries || s[0].N != 1 {
		t.Errorf("left out %+v", s)
	}
}

func TestJSONComesBeforeHTML(t *testing.T) {
	got, skipped := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.html": []byte(newHTML), newRoot + "ana_1/message_1.json": says("Ana", "json")}))
	if len(got["ana_1"]) != 1 || got["ana_1"][0].Text != "json" || len(skipped) != 0 {
		t.Errorf("read %+v, left out %+v", got, skipped)
	}
}

func TestHTMLThatSaysNothing(t *testing.T) {
	for content, want := range map[string]core.SkipCode{
		"<p>hello": core.SkipHTMLEmpty,
		strings.ReplaceAll(oldHTML, "Mar 3", "3. März"): core.SkipHTMLDates,
		"<div class=\"_a6-g":                            core.SkipCutShort,
		newHTML[:strings.Index(newHTML, "Jul 12")]:      core.SkipCutShort,
	} {
		_, skipped := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.html": []byte(content)}))
		if len(skipped) != 1 || skipped[0].Code != want {
			t.Errorf("%.40q: left out %+v, want %q", content, skipped, want)
		}
	}
}
