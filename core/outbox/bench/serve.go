package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"shopbell/core/practice"
)

// seed makes the server's token the same in all processes: it opens nothing but this server.
const seed = 1

// setting is how the server treats messages.
type setting struct {
	Store   bool          // the practice page takes them; else they are only counted
	Latency time.Duration // before each answer
}

type counts struct {
	Messages int `json:"messages"`
	People   int `json:"people"`
}

// counter counts messages in front of a practice page, which answers everything else.
type counter struct {
	page http.Handler

	mu      sync.Mutex
	set     setting
	total   int
	reached map[string]int
}

// serve is the server's process.
func serve(ctx context.Context, j job) error {
	page := practice.New(practice.Options{Seed: seed, Empty: true, NoRateLimits: true})
	wrote := time.Now().Add(-time.Hour)
	for i := range j.People {
		id := page.AddCustomer(fmt.Sprintf("Person %d", i), "en")
		page.WriteAt(id, "Do you have the blue mug?", wrote.Add(-time.Duration(j.People-i)*time.Second))
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + listener.Addr().String())
	c := &counter{page: page.Handler(), reached: map[string]int{}}
	server := http.Server{Handler: c, ReadHeaderTimeout: time.Minute}
	return server.Serve(listener)
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost:
		c.take(w, r)
	case r.URL.Path == "/set":
		c.change(r)
	case r.URL.Path == "/counts":
		c.mu.Lock()
		body, err := json.Marshal(counts{c.total, len(c.reached)})
		c.mu.Unlock()
		if err != nil { // numbers always marshal
			panic(err)
		}
		_, _ = w.Write(body)
	default:
		c.page.ServeHTTP(w, r)
	}
}

func (c *counter) change(r *http.Request) {
	latency, err := time.ParseDuration(r.FormValue("latency"))
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.set = setting{r.FormValue("store") == "true", latency}
	}
	c.total, c.reached = 0, map[string]int{}
}

// take counts one message for the person that it names and answers as the platform does.
func (c *counter) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	_, rest, _ := bytes.Cut(body, []byte(`"id":"`))
	person, _, found := bytes.Cut(rest, []byte(`"`))
	if !found {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	c.total++
	n := c.total
	c.reached[string(person)]++
	set := c.set
	c.mu.Unlock()
	if set.Latency > 0 {
		timer := time.NewTimer(set.Latency)
		defer timer.Stop()
		<-timer.C
	}
	if set.Store {
		r.Body = io.NopCloser(bytes.NewReader(body))
		c.page.ServeHTTP(w, r)
		return
	}
	w.Header()["Content-Type"] = []string{"application/json"}
	answer := append([]byte(`{"recipient_id":"`), person...)
	answer = append(answer, `","message_id":"m_`...)
	answer = strconv.AppendInt(answer, int64(n), 10)
	_, _ = w.Write(append(answer, `"}`...))
}
