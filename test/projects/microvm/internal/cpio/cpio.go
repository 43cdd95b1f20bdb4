// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package cpio writes the "new ASCII" format of cpio, which Linux unpacks as its first file system
// (Documentation/driver-api/early-userspace/buffer-format.rst).
package cpio

import (
	"fmt"
	"io"
	"math"
	"time"
)

// The types of entries, as they stand in a mode.
const (
	TypeFolder = 0o040000
	TypeFile   = 0o100000
	TypeLink   = 0o120000
	TypeDevice = 0o020000
)

// Entry is a file, a folder, a symbolic link (Data is its target) or a character device. Mode is a type and permissions.
type Entry struct {
	Name         string
	Mode         uint32
	Data         []byte
	Major, Minor uint32
}

// Writer writes entries; owners are root, and all have one time, so that the same entries always give the same bytes.
type Writer struct {
	out     io.Writer
	modTime int64
	inode   uint32
	written int64
}

// NewWriter writes to out with the given time for every entry.
func NewWriter(out io.Writer, modTime time.Time) *Writer {
	return &Writer{out: out, modTime: modTime.Unix()}
}

// Write adds an entry.
func (w *Writer) Write(e Entry) error {
	w.inode++
	return w.write(e, w.inode, w.modTime)
}

// Close ends the archive and fills it to a multiple of 512 bytes, so that another archive can follow.
func (w *Writer) Close() error {
	if err := w.write(Entry{Name: "TRAILER!!!"}, 0, 0); err != nil {
		return err
	}
	return w.fill(512)
}

func (w *Writer) write(e Entry, inode uint32, modTime int64) error {
	if e.Name == "" || int64(len(e.Data)) > math.MaxUint32 || modTime < 0 || modTime > math.MaxUint32 {
		return fmt.Errorf("cpio: %q, with %d bytes of %d, cannot be written", e.Name, len(e.Data), modTime)
	}
	links := 1
	if e.Mode&TypeFolder != 0 && e.Mode&TypeFile == 0 {
		links = 2
	}
	header := fmt.Sprintf("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
		inode, e.Mode, 0, 0, links, modTime, len(e.Data), 0, 0, e.Major, e.Minor, len(e.Name)+1, 0)
	for _, part := range [][]byte{[]byte(header + e.Name + "\x00"), e.Data} {
		if err := w.put(part); err != nil {
			return err
		}
		if err := w.fill(4); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) fill(to int64) error {
	return w.put(make([]byte, (to-w.written%to)%to))
}

func (w *Writer) put(data []byte) error {
	n, err := w.out.Write(data)
	w.written += int64(n)
	if err != nil {
		return fmt.Errorf("cpio: %w", err)
	}
	return nil
}
