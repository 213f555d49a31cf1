package practice

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestMessagesAreTakenBack(t *testing.T) {
	s := open(t, Options{NoRateLimits: true, Empty: true, MediaFor: time.Hour})
	id := s.page.AddCustomer("Ana Duarte", "en")
	one, two, three := s.page.Write(id, "one"), s.page.Write(id, "two"), s.page.WritePicture(id, "three")
	s.page.React(two, "❤", false)
	s.page.React(two, "👍", true)
	if !s.page.Unsend(one) || !s.page.Delete(three) || s.page.Delete(three) || s.page.Unsend("m_nothing") {
		t.Fatal("not taken back as told")
	}
	p, _ := s.page.Find("Ana Duarte")
	rows := s.get("/" + string(p.ConversationID) + "/messages?fields=id,message,from,reactions").rows()
	if len(rows) != 2 || rows[0]["id"] != string(two) || rows[1]["id"] != string(one) || rows[1]["message"] != nil {
		t.Fatalf("%v", rows)
	}
	list, _ := rows[0]["reactions"].(map[string]any)["data"].([]any)
	if len(list) != 2 || list[0].(map[string]any)["emoji"] != "❤" {
		t.Errorf("reactions %v", list)
	}
	if a := s.get("/" + string(one)); a.status == http.StatusOK {
		t.Errorf("an unsent message is told: %v", a.body)
	}
	s.page.React(two, "", false)
	s.page.React(two, "", true)
	rows = s.get("/" + string(p.ConversationID) + "/messages?fields=id,reactions").rows()
	if list, _ := rows[0]["reactions"].(map[string]any)["data"].([]any); list == nil || len(list) != 0 {
		t.Errorf("reactions taken back: %v", rows[0])
	}
	if !s.page.Rename(id, "Ana Prata") || s.page.Rename("nobody", "x") {
		t.Error("not renamed as told")
	}
	if _, ok := s.page.Find("Ana Prata"); !ok {
		t.Error("the new name is not listed")
	}
}

// The address of a picture holds for a while, needs no token, and cannot be made up.
func TestAddressesOfPicturesEnd(t *testing.T) {
	s := open(t, Options{NoRateLimits: true, Empty: true, MediaFor: time.Hour})
	id := s.page.AddCustomer("Ana", "en")
	s.page.WritePicture(id, "")
	p, _ := s.page.Find("Ana")
	address := func() string {
		row := s.get("/" + string(p.ConversationID) + "/messages?fields=attachments").rows()[0]
		a := row["attachments"].(map[string]any)["data"].([]any)[0].(map[string]any)
		return a["image_data"].(map[string]any)["url"].(string)
	}
	first := address()
	status := func(u string) int {
		r, err := http.Get(u)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		return r.StatusCode
	}
	if status(first) != http.StatusOK || status(strings.Replace(first, "oe=", "oe=f", 1)) != http.StatusForbidden {
		t.Error("an address is not checked")
	}
	s.clock.Advance(2 * time.Hour)
	if status(first) != http.StatusForbidden || status(address()) != http.StatusOK {
		t.Error("an address does not end, or a new one does not hold")
	}
}
