package practice

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"

	"shopbell/core"
)

// Server is a page that listens. Close it when done.
type Server struct {
	URL    string // base address, without a slash at the end
	Token  core.Token
	PageID core.PageID

	http *http.Server
	done chan struct{}
	stop func() bool
}

// Serve lets the page listen on a loopback address such as "127.0.0.1:0", with the control endpoints beside the Graph
// API. Any other address is refused with core.CodeBadAddress. The server ends with ctx or with Close.
func (p *Page) Serve(ctx context.Context, addr string) (*Server, error) {
	const op = "practice.serve"
	if err := loopback(addr); err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, core.E(core.CodeBadAddress, op, addr, err)
	}
	mux := http.NewServeMux()
	mux.Handle("/practice/", p.ControlHandler())
	graph := p.Handler()
	s := &Server{
		URL: "http://" + listener.Addr().String(), Token: p.Token(), PageID: PageID,
		// The mux alone would redirect odd paths; the platform answers them with an error.
		http: &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if len(r.URL.Path) > len("/practice/") && r.URL.Path[:len("/practice/")] == "/practice/" {
				mux.ServeHTTP(w, r)
				return
			}
			graph.ServeHTTP(w, r)
		})},
		done: make(chan struct{}),
	}
	go func() {
		defer close(s.done)
		_ = s.http.Serve(listener) // ends with http.ErrServerClosed; a broken listener shows as refused connections
	}()
	s.stop = context.AfterFunc(ctx, func() { _ = s.http.Close() })
	return s, nil
}

// Done is closed when the server has ended.
func (s *Server) Done() <-chan struct{} { return s.done }

// Close ends the server and every connection at once. It may be called more than once.
func (s *Server) Close() error {
	s.stop()
	err := s.http.Close()
	<-s.done
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// loopback refuses addresses that another machine could reach.
func loopback(addr string) error {
	const op = "practice.serve"
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return core.E(core.CodeBadAddress, op, addr, err)
	}
	if host == "localhost" {
		return nil
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.Unmap().IsLoopback() {
		return core.Errorf(core.CodeBadAddress, op, "%s is not a loopback address", addr)
	}
	return nil
}
