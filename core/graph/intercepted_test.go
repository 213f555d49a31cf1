package graph

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"shopbell/core"
)

// A network that looks into the line, one that wants a log-in first, and a clock that is years off: whoever answers is
// not the platform. The token stays here, and nothing is left open.
func TestSomebodyElseAnswers(t *testing.T) {
	name := "graph.facebook.com"
	for what, c := range map[string]struct {
		certificate tls.Certificate
		plain       bool
		trusts      bool
	}{
		"a certificate that nobody vouches for":   {certificate: certificate(t, name, time.Hour)},
		"a good certificate for another name":     {certificate: certificate(t, "login.hotel.example", time.Hour), trusts: true},
		"the right certificate, and it ran out":   {certificate: certificate(t, name, -time.Hour), trusts: true},
		"a server that does not speak TLS":        {plain: true},
		"the platform, as far as TLS can tell it": {certificate: certificate(t, name, time.Hour), trusts: true},
	} {
		t.Run(what, func(t *testing.T) {
			reached := make(chan string, 1)
			other := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				reached <- r.Header.Get("Authorization")
				_, _ = io.WriteString(w, `{"message_id":"m_1"}`)
			}))
			other.Config.ErrorLog = log.New(io.Discard, "", 0)
			line := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "tcp", other.Listener.Addr().String())
			}}
			if c.plain {
				other.Start()
			} else {
				other.TLS = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{c.certificate}}
				other.StartTLS()
				known := x509.NewCertPool()
				if c.trusts {
					known.AddCert(c.certificate.Leaf)
				}
				line.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: known}
			}
			defer other.Close()
			client, err := New(Config{Token: core.NewToken(secret), Page: pageID, Transport: line})
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.Send(t.Context(), Outgoing{To: "1", Text: "Hello"})
			if what == "the platform, as far as TLS can tell it" {
				if err != nil || <-reached != "Bearer "+secret {
					t.Fatalf("the platform itself: %v", err)
				}
				return
			}
			if ClassOf(err) != ClassIntercepted || core.CodeOf(err) != core.CodeIntercepted || Uncertain(err) {
				t.Errorf("%v: %s, %s, uncertain %t", err, ClassOf(err), core.CodeOf(err), Uncertain(err))
			}
			if len(reached) > 0 {
				t.Error("a request reached somebody else")
			}
		})
	}
}

// certificate makes one for a name that vouches for itself and ends some time from now.
func certificate(t *testing.T, name string, ends time.Duration) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(ends), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	raw, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}
}
