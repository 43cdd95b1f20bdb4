// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Package assets embeds what berth carries for the platform that it is built for. The files are put under files/ by
// `go run ./cmd/make assets`; without them this package does not compile. `go run ./cmd/make placeholders` makes empty ones, so that the
// rest can be checked on any machine: what is built from those starts no job.
package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Asset is one embedded file.
type Asset struct {
	Name string
	Data []byte
}

// Digest is the SHA-256 of the content in hexadecimal.
func (a Asset) Digest() string {
	sum := sha256.Sum256(a.Data)
	return hex.EncodeToString(sum[:])
}

// ErrPlaceholder says that the program was built without its assets.
var ErrPlaceholder = errors.New("is empty: this program was built from placeholders")

// Check says why the asset cannot serve; nil where it can.
func (a Asset) Check() error {
	if len(a.Data) == 0 {
		return fmt.Errorf("%s %w", a.Name, ErrPlaceholder)
	}
	for suffix, magic := range map[string]string{".gz": "\x1f\x8b", ".zip": "PK\x03\x04"} {
		if strings.HasSuffix(a.Name, suffix) && !bytes.HasPrefix(a.Data, []byte(magic)) {
			return fmt.Errorf("%s is no %s file", a.Name, suffix)
		}
	}
	return nil
}

// All returns the embedded files, sorted by their names.
func All() ([]Asset, error) {
	var found []Asset
	err := fs.WalkDir(files, "files", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		found = append(found, Asset{Name: entry.Name(), Data: data})
		return err
	})
	return found, err
}
