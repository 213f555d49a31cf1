package practice

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"shopbell/core"
)

// noon is the time at which the tests of this package begin.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// shop is a served page with a client that speaks plain HTTP to it.
type shop struct {
	t     testing.TB
	page  *Page
	clock *core.FakeClock
	srv   *Server
	token string
}

func open(t testing.TB, o Options) *shop {
	t.Helper()
	clock := core.NewFakeClock(noon)
	o.Clock = clock
	page := New(o)
	srv, err := page.Serve(context.Background(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	return &shop{t: t, page: page, clock: clock, srv: srv, token: srv.Token.Reveal()}
}

// answer is a decoded answer of the page.
type answer struct {
	status int
	header http.Header
	raw    []byte
	body   map[string]any
}

// code gives the code and subcode of an error answer, 0 and 0 of any other.
func (a answer) code() (code, subcode int) {
	e, _ := a.body["error"].(map[string]any)
	c, _ := e["code"].(float64)
	s, _ := e["error_subcode"].(float64)
	return int(c), int(s)
}

func (a answer) rows() []map[string]any {
	list, _ := a.body["data"].([]any)
	out := make([]map[string]any, len(list))
	for i := range list {
		out[i], _ = list[i].(map[string]any)
	}
	return out
}

func (s *shop) try(req *http.Request) (answer, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	a := answer{status: resp.StatusCode, header: resp.Header, raw: raw}
	if err == nil {
		_ = json.Unmarshal(raw, &a.body) // what is no JSON shows in raw
	}
	return a, err
}

func (s *shop) do(req *http.Request) answer {
	s.t.Helper()
	a, err := s.try(req)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *shop) request(method, path, body string) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, s.srv.URL+path, bytes.NewReader([]byte(body)))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return req
}

func (s *shop) get(path string) answer {
	s.t.Helper()
	return s.do(s.request(http.MethodGet, path, ""))
}

func (s *shop) post(body string) answer {
	s.t.Helper()
	return s.do(s.request(http.MethodPost, "/v25.0/me/messages", body))
}

// text is the body of an ordinary message.
func text(to core.CustomerID, words string) string {
	out, err := json.Marshal(object{"recipient": object{"id": to}, "messaging_type": "RESPONSE", "message": object{"text": words}})
	if err != nil {
		panic(err)
	}
	return string(out)
}

// someone gives a customer who wrote at a time before noon.
func (s *shop) someone(name string, ago time.Duration) core.CustomerID {
	id := s.page.AddCustomer(name, "en")
	s.page.WriteAt(id, "hello", noon.Add(-ago))
	return id
}

func (s *shop) wantCode(a answer, status, code, subcode int) {
	s.t.Helper()
	c, sub := a.code()
	if a.status != status || c != code || sub != subcode {
		s.t.Fatalf("answer %d with code %d/%d, want %d with %d/%d: %s", a.status, c, sub, status, code, subcode, a.raw)
	}
}

func TestServeRefusesOtherMachines(t *testing.T) {
	page := New(Options{Empty: true})
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.168.1.4:0", "example.com:80", "nonsense"} {
		if srv, err := page.Serve(context.Background(), addr); core.CodeOf(err) != core.CodeBadAddress {
			t.Errorf("Serve(%q): %v", addr, err)
			if srv != nil {
				_ = srv.Close()
			}
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0", "127.8.9.1:0"} {
		srv, err := page.Serve(context.Background(), addr)
		if err != nil {
			t.Fatalf("Serve(%q): %v", addr, err)
		}
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	srv, err := New(Options{Empty: true}).Serve(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case <-srv.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the server goes on after its context ended")
	}
	if err := srv.Close(); err != nil {
		t.Error(err)
	}
}

func TestASendReachesTheCustomer(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	a := s.post(`{"recipient":{"id":"` + string(ana) + `"},"messaging_type":"RESPONSE","message":{"text":"Hi Ana","metadata":"send:1"}}`)
	if a.status != http.StatusOK || a.body["recipient_id"] != string(ana) {
		t.Fatalf("%d %s", a.status, a.raw)
	}
	log := s.page.Log()
	if len(log) != 1 || log[0].Text != "Hi Ana" || log[0].Metadata != "send:1" || log[0].Customer != ana ||
		log[0].MessagingType != "RESPONSE" || !log[0].At.Equal(noon) || string(log[0].MessageID) != a.body["message_id"] {
		t.Fatalf("log %+v", log)
	}
	list := s.get("/v25.0/" + string(PageID) + "/conversations?limit=1&fields=id,updated_time,snippet,unread_count,messages.limit(1){id,message,from}").rows()
	if len(list) != 1 || list[0]["snippet"] != "Hi Ana" || list[0]["updated_time"] != "2026-11-20T12:00:00+0000" || list[0]["unread_count"] != 1.0 {
		t.Fatalf("list %v", list)
	}
}

func TestFormsAreTaken(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	form := url.Values{"recipient": {`{"id":"` + string(ana) + `"}`}, "message": {`{"text":"form"}`},
		"messaging_type": {"UPDATE"}, "access_token": {s.token}}
	req := s.request(http.MethodPost, "/me/messages", form.Encode())
	req.Header.Del("Authorization")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if a := s.do(req); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.raw)
	}
	if log := s.page.Log(); len(log) != 1 || log[0].Text != "form" || log[0].MessagingType != "UPDATE" {
		t.Fatalf("log %+v", log)
	}
}

func BenchmarkSend(b *testing.B) {
	s := open(b, Options{NoRateLimits: true})
	bodies := make([]string, 500)
	for i := range bodies {
		bodies[i] = text(s.someone("Ana", time.Hour), "the blue mug is back")
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	b.SetParallelism(8)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			req := s.request(http.MethodPost, "/me/messages", bodies[i%len(bodies)])
			resp, err := client.Do(req)
			if err != nil {
				b.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				b.Error(resp.Status)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sends/s")
}
