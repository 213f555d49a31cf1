package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"shopbell/core/practice"
)

// bare is the bare loop's process: it posts what the outbox posted, with as many requests under way.
func bare(ctx context.Context, j job) error {
	st, _, _, err := open(ctx, j)
	if err != nil {
		return err
	}
	list, err := st.Deliveries(ctx)
	if err != nil {
		return err
	}
	if err := st.Close(); err != nil {
		return err
	}
	bodies := make([][]byte, len(list))
	for i, d := range list {
		bodies[i], err = json.Marshal(map[string]any{"recipient": map[string]any{"id": d.CustomerID}, "messaging_type": "UPDATE",
			"message": map[string]any{"text": d.Text, "metadata": "shopbell:" + d.ID}})
		if err != nil {
			return err
		}
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: j.InFlight}}
	auth := "Bearer " + practice.New(practice.Options{Seed: seed, Empty: true}).Token().Reveal()
	began, cpu := time.Now(), processor()
	queue := make(chan []byte)
	errs := make(chan error, j.InFlight)
	var wg sync.WaitGroup
	for range j.InFlight {
		wg.Go(func() {
			for body := range queue {
				if err := post(ctx, client, j.URL+"/v25.0/"+string(practice.PageID)+"/messages", auth, body); err != nil {
					select {
					case errs <- err:
					default: // one is enough
					}
				}
			}
		})
	}
	for _, b := range bodies {
		queue <- b
	}
	close(queue)
	wg.Wait()
	select {
	case err := <-errs:
		return err
	default:
		return report(len(bodies), began, cpu)
	}
}

func post(ctx context.Context, client *http.Client, url, auth string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", auth)
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}
