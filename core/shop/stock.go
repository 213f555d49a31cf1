package shop

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/catalogue/woocommerce"
	"shopbell/core/views"
)

// Settings of the places from which stock is read by itself.
const (
	settingStockFile  = "stock_file"       // a file, or a folder of which the newest file counts
	settingStockHash  = "stock_file_hash"  // of what was read last
	settingFileState  = "stock_file_state" // sourceState as JSON
	settingWebShop    = "web_shop"         // address
	settingWebState   = "web_shop_state"
	webVault          = core.PageID("woocommerce") // stands in the place of a page's id in the keyring
	sourceFile        = "file"
	sourceWoocommerce = "woocommerce"
)

// sourceState is how the last reading of a source went.
type sourceState struct {
	At      time.Time `json:"at"`
	Failed  core.Code `json:"failed,omitempty"`
	Detail  string    `json:"detail,omitempty"`
	Changed int       `json:"changed,omitempty"`
}

// StockSources tells from where products and stock are read by themselves, and how that went.
func (s *Shop) StockSources(ctx context.Context) ([]views.StockSource, error) {
	var out []views.StockSource
	for _, src := range []struct{ kind, place, state string }{{sourceFile, settingStockFile, settingFileState}, {sourceWoocommerce, settingWebShop, settingWebState}} {
		place, err := s.store.Setting(ctx, src.place)
		if err != nil {
			return nil, err
		}
		if place == "" {
			continue
		}
		v, err := s.store.Setting(ctx, src.state)
		if err != nil {
			return nil, err
		}
		var st sourceState
		if v != "" {
			if err := json.Unmarshal([]byte(v), &st); err != nil {
				return nil, core.E(core.CodeDataDamaged, "shop.stock", src.state, err)
			}
		}
		out = append(out, views.StockSource{Kind: src.kind, Place: place, ReadAt: st.At, Failed: st.Failed, Detail: st.Detail, Changed: st.Changed})
	}
	return out, nil
}

// noteSource keeps how a reading went, and gives its error back.
func (s *Shop) noteSource(ctx context.Context, setting string, changed int, failed error) error {
	st := sourceState{At: s.clock.Now(), Changed: changed, Failed: core.CodeOf(failed)}
	var e *core.Error
	if errors.As(failed, &e) {
		st.Detail = e.Detail
	}
	v, err := json.Marshal(st)
	if err != nil {
		return core.E(core.CodeUnknown, "shop.stock", "", err)
	}
	s.publish(views.Event{Kind: views.EventProducts})
	return errors.Join(failed, s.store.Set(ctx, map[string]string{setting: string(v)}))
}

// WatchStock reads a catalogue file, or the newest one of a folder, now and whenever it changes while the app runs. An
// empty path ends that. Errors: core.CodeNotFound, core.CodeBadInput, and those of the file.
func (s *Shop) WatchStock(ctx context.Context, path string) error {
	if path == "" {
		return s.store.Set(ctx, map[string]string{settingStockFile: "", settingStockHash: "", settingFileState: ""})
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return core.E(core.CodeBadInput, "shop.stock", path, err)
	}
	if _, err := stockFile(full); err != nil {
		return err
	}
	if err := s.store.Set(ctx, map[string]string{settingStockFile: full, settingStockHash: "", settingFileState: ""}); err != nil {
		return err
	}
	return s.readStockFile(ctx, nil)
}

// stockFile gives the file that a watched path means: itself, or the newest catalogue in it.
func stockFile(path string) (string, error) {
	const op = "shop.stock"
	info, err := os.Stat(path)
	if err != nil {
		return "", core.E(core.CodeNotFound, op, path, err)
	}
	if !info.IsDir() {
		return path, nil
	}
	list, err := os.ReadDir(path)
	if err != nil {
		return "", core.E(core.CodeNotFound, op, path, err)
	}
	newest, at := "", time.Time{}
	for _, e := range list {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !isCatalogue(e.Name()) {
			continue
		}
		if newest == "" || info.ModTime().After(at) {
			newest, at = filepath.Join(path, e.Name()), info.ModTime()
		}
	}
	if newest == "" {
		return "", core.E(core.CodeNotFound, op, "a CSV or XLSX file in "+path, nil)
	}
	return newest, nil
}

// isCatalogue tells catalogues from what else lies in a folder, such as the marks that spreadsheet programs leave beside
// an open file.
func isCatalogue(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return (ext == ".csv" || ext == ".xlsx") && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$")
}

// readStockFile takes in the watched file unless it is what was read last.
func (s *Shop) readStockFile(ctx context.Context, told func(done, of int)) error {
	path, err := s.store.Setting(ctx, settingStockFile)
	if err != nil || path == "" {
		return err
	}
	changed, err := s.takeStockFile(ctx, path, told)
	if errors.Is(err, errSameFile) {
		return nil
	}
	return s.noteSource(ctx, settingFileState, changed, err)
}

// errSameFile says that a file holds what was read last.
var errSameFile = errors.New("the same file")

func (s *Shop) takeStockFile(ctx context.Context, path string, told func(done, of int)) (changed int, err error) {
	const op = "shop.stock"
	file, err := stockFile(path)
	if err != nil {
		return 0, err
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, core.E(core.CodeNotFound, op, file, err)
	}
	if err != nil {
		return 0, core.E(core.CodeBadInput, op, filepath.Base(file)+" cannot be opened", err)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	products, rejected, err := catalogue.Read(ctx, filepath.Base(file), &tee{f, h}, defaultCurrency)
	if err != nil {
		return 0, err
	}
	hash := hex.EncodeToString(h.Sum(nil))
	if was, err := s.store.Setting(ctx, settingStockHash); err != nil || was == hash {
		return 0, errors.Join(err, errSameFile)
	}
	var r views.ImportResult
	if err := s.changeProducts(ctx, products, stockFromCSV, &r, told); err != nil {
		return 0, err
	}
	if len(rejected) > 0 {
		s.log.Warn("watched catalogue", "file", filepath.Base(file), "rejected", len(rejected), "first_line", rejected[0].Line)
	}
	return r.Added + r.Changed, s.store.Set(ctx, map[string]string{settingStockHash: hash})
}

// ConnectWebShop keeps the address of a web shop with WooCommerce and its key, pasted as ck_… and cs_…, once a first
// reading shows that both are right. The key goes to the keyring and nowhere else.
func (s *Shop) ConnectWebShop(ctx context.Context, address, pasted string) error {
	base, err := woocommerce.CheckAddress(address)
	if err != nil {
		return err
	}
	key, err := woocommerce.Key(pasted)
	if err != nil {
		return err
	}
	changed, err := s.takeWebShop(ctx, base, key, nil)
	if err != nil {
		return err
	}
	if err := s.cfg.Vault.Save(ctx, webVault, base, key); err != nil {
		return err
	}
	if err := s.store.Set(ctx, map[string]string{settingWebShop: base}); err != nil {
		return err
	}
	return s.noteSource(ctx, settingWebState, changed, nil)
}

// DisconnectWebShop forgets the web shop and its key. Products stay.
func (s *Shop) DisconnectWebShop(ctx context.Context) error {
	base, err := s.store.Setting(ctx, settingWebShop)
	if err != nil || base == "" {
		return err
	}
	if err := s.cfg.Vault.Delete(ctx, webVault, base); err != nil && core.CodeOf(err) != core.CodeTokenMissing {
		return err
	}
	return s.store.Set(ctx, map[string]string{settingWebShop: "", settingWebState: ""})
}

// readWebShop takes in the web shop's products.
func (s *Shop) readWebShop(ctx context.Context, told func(done, of int)) error {
	base, err := s.store.Setting(ctx, settingWebShop)
	if err != nil || base == "" {
		return err
	}
	key, err := s.cfg.Vault.Load(ctx, webVault, base)
	if err != nil {
		return s.noteSource(ctx, settingWebState, 0, err)
	}
	changed, err := s.takeWebShop(ctx, base, key, told)
	return s.noteSource(ctx, settingWebState, changed, err)
}

func (s *Shop) takeWebShop(ctx context.Context, base string, key core.Token, told func(done, of int)) (changed int, err error) {
	come := func(int) {}
	if told != nil {
		come = func(products int) { told(products, 0) }
	}
	web, err := woocommerce.New(woocommerce.Config{Address: base, Key: key, Told: come})
	if err != nil {
		return 0, err
	}
	products, rejected, err := web.Products(ctx)
	if err != nil {
		return 0, err
	}
	have, err := s.store.Products(ctx)
	if err != nil {
		return 0, err
	}
	aliases := make(map[core.SKU][]string, len(have))
	for _, p := range have {
		aliases[p.SKU] = p.Aliases
	}
	for i := range products { // WooCommerce has none: those of the owner stay
		products[i].Aliases = aliases[products[i].SKU]
	}
	if len(rejected) > 0 {
		s.log.Warn("web shop", "rejected", len(rejected), "first", rejected[0].Line)
	}
	var r views.ImportResult
	err = s.changeProducts(ctx, products, stockFromWeb, &r, told)
	return r.Added + r.Changed, err
}

// ReadStock reads every source of products and stock now. told is as for ImportProducts; while products still come from a
// web shop, it hears how many, of 0.
func (s *Shop) ReadStock(ctx context.Context, told func(done, of int)) error {
	return errors.Join(s.readStockFile(ctx, told), s.readWebShop(ctx, told))
}
