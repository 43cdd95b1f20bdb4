// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package initrd makes the first file system of a guest.
package initrd

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"
	"time"

	"github.com/example/microvm/internal/cpio"
)

// RunnerPath is where the runner lies in the guest. The host adds it when it starts the guest: see Overlay.
const RunnerPath = "bin/runner"

// Tree is what goes in: a static busybox, the script that runs first, and further files by their path in the guest.
type Tree struct {
	Busybox []byte
	Init    []byte
	Files   map[string][]byte
}

// mountPoints are what /init mounts on.
var mountPoints = []string{"dev", "proc", "sys", "tmp"}

// Write writes the tree as cpio, compressed by gzip if wanted. The same tree and time always give the same bytes.
func Write(out io.Writer, tree Tree, modTime time.Time, compress bool) error {
	entries, err := plan(tree)
	if err != nil {
		return err
	}
	if !compress {
		return write(out, entries, modTime)
	}
	zipped, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("initrd: %w", err)
	}
	if err := write(zipped, entries, modTime); err != nil {
		return err
	}
	return zipped.Close()
}

// Overlay returns the initrd with the runner in it. Linux unpacks archives that follow each other one after another, so the initrd stays
// as it is; zeroes keep the second one at a multiple of four bytes.
func Overlay(initrd, runner []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Write(initrd)
	out.Write(make([]byte, (4-len(initrd)%4)%4))
	entry := cpio.Entry{Name: RunnerPath, Mode: cpio.TypeFile | 0o755, Data: runner}
	if err := write(&out, []cpio.Entry{entry}, time.Unix(0, 0)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func plan(tree Tree) ([]cpio.Entry, error) {
	if len(tree.Busybox) == 0 || len(tree.Init) == 0 {
		return nil, fmt.Errorf("initrd: busybox has %d bytes and init has %d: neither may be empty", len(tree.Busybox), len(tree.Init))
	}
	files := map[string][]byte{"bin/busybox": tree.Busybox, "init": tree.Init}
	for name, data := range tree.Files {
		clean := strings.TrimPrefix(path.Clean("/"+name), "/")
		if clean == "" || len(data) == 0 {
			return nil, fmt.Errorf("initrd: %q has %d bytes: a file needs a name and content", name, len(data))
		}
		if files[clean] != nil {
			return nil, fmt.Errorf("initrd: %q is there twice", clean)
		}
		files[clean] = data
	}
	folders := map[string]bool{}
	for _, name := range mountPoints {
		folders[name] = true
	}
	for name := range files {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	var entries []cpio.Entry
	for name := range folders {
		entries = append(entries, cpio.Entry{Name: name, Mode: cpio.TypeFolder | 0o755})
	}
	for name, data := range files {
		entries = append(entries, cpio.Entry{Name: name, Mode: cpio.TypeFile | 0o755, Data: data})
	}
	// The kernel opens this for /init before anything is mounted.
	entries = append(entries, cpio.Entry{Name: "dev/console", Mode: cpio.TypeDevice | 0o600, Major: 5, Minor: 1})
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name < entries[j].Name })
	return entries, nil
}

func write(out io.Writer, entries []cpio.Entry, modTime time.Time) error {
	w := cpio.NewWriter(out, modTime)
	for _, entry := range entries {
		if err := w.Write(entry); err != nil {
			return err
		}
	}
	return w.Close()
}
