// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

package assets

import (
	"errors"
	"testing"
)

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct {
		asset Asset
		ok    bool
	}{
		"a placeholder":         {Asset{Name: "shim"}, false},
		"an archive":            {Asset{Name: "worker.tar.gz", Data: []byte("\x1f\x8b\x08")}, true},
		"a page of a proxy":     {Asset{Name: "worker.zip", Data: []byte("<html>")}, false},
		"something without end": {Asset{Name: "vmlinuz", Data: []byte("kernel")}, true},
	} {
		if err := test.asset.Check(); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Asset{Name: "shim"}).Check(); !errors.Is(err, ErrPlaceholder) {
		t.Errorf("a placeholder: %v", err)
	}
}

// The files themselves are placeholders in most checkouts, so this asks only that they are there.
func TestAll(t *testing.T) {
	assets, err := All()
	if err != nil || len(assets) < 2 {
		t.Errorf("got %d assets, %v", len(assets), err)
	}
}
