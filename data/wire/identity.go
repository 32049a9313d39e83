package wire

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"yingbin/data"
)

// Identity is a device's key and the certificate it shows. The certificate says
// nothing that is believed: a device is known by its public key alone.
type Identity struct {
	Certificate tls.Certificate
	Key         string // SHA-256 of the public key (SPKI), hex
}

// KeyFile is the device's key in its office folder. It never leaves the device.
const KeyFile = "device.pem"

// LoadIdentity reads the device's key, or makes one where there is none. A key
// that can't be read is a fault: a new one would have to be paired again.
func LoadIdentity(dir string) (Identity, error) {
	path := filepath.Join(dir, KeyFile)
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newIdentity(path)
	}
	if err != nil {
		return Identity{}, data.Fault(data.Storage, "device.keyLost", path).Because(err)
	}
	c, err := tls.X509KeyPair(body, body)
	if err != nil {
		return Identity{}, data.Fault(data.Storage, "device.keyLost", path).Because(err)
	}
	return identityOf(c)
}

func identityOf(c tls.Certificate) (Identity, error) {
	leaf, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		return Identity{}, data.Fault(data.Storage, "error.internal").Because(err)
	}
	c.Leaf = leaf
	return Identity{Certificate: c, Key: KeyOf(leaf)}, nil
}

// newIdentity makes a P-256 key, for the elliptic curve that every TLS 1.3 peer
// must know (RFC 8446, 9.1), with a certificate that outlives the machine.
func newIdentity(path string) (Identity, error) {
	fault := func(err error) (Identity, error) {
		return Identity{}, data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fault(err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return fault(err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "yingbin"},
		// A tablet's clock may stand anywhere: the dates must hold for all of them.
		NotBefore: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames: []string{"yingbin"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return fault(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fault(err)
	}
	body := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
	if err := data.WriteWhole(path, body); err != nil {
		return fault(err)
	}
	return identityOf(tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key})
}

// KeyOf gives what a device's public key is known by: SHA-256 of its SPKI, hex.
func KeyOf(c *x509.Certificate) string {
	sum := sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return hex.EncodeToString(sum[:])
}

// ServerTLS is how a hub answers: TLS 1.3 only, and every caller shows a key.
// Whose key it is, the book knows.
func (i Identity) ServerTLS() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{i.Certificate},
		ClientAuth: tls.RequireAnyClientCert, NextProtos: []string{"h2", "http/1.1"},
		SessionTicketsDisabled: true, // a resumed session would not show the key again
	}
}

// ErrOtherHub says that whoever answered is not the hub that was paired.
var ErrOtherHub = errors.New("wire: the key is not the hub's")

// ClientTLS is how a device calls a hub whose key it knows; "" accepts any, for
// pairing and for asking who is there.
func (i Identity) ClientTLS(hub string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{i.Certificate},
		InsecureSkipVerify: true, // names and dates say nothing here: the key is compared instead
		NextProtos:         []string{"h2", "http/1.1"},
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 || hub != "" && KeyOf(s.PeerCertificates[0]) != hub {
				return ErrOtherHub
			}
			return nil
		},
	}
}
