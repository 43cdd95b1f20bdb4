// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package cpio

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestWriter(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out, time.Unix(1, 0))
	for _, entry := range []Entry{
		{Name: "dev", Mode: TypeFolder | 0o755},
		{Name: "dev/console", Mode: TypeDevice | 0o600, Major: 5, Minor: 1},
		{Name: "init", Mode: TypeFile | 0o755, Data: []byte("hello")},
	} {
		if err := w.Write(entry); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	// magic, inode, mode, uid, gid, links, time, size, device (2), special device (2), length of the name, check
	want := "070701" + "00000001" + "000041ed" + "00000000" + "00000000" + "00000002" + "00000001" + "00000000" +
		"00000000" + "00000000" + "00000000" + "00000000" + "00000004" + "00000000" + "dev\x00\x00\x00" +
		"070701" + "00000002" + "00002180" + "00000000" + "00000000" + "00000001" + "00000001" + "00000000" +
		"00000000" + "00000000" + "00000005" + "00000001" + "0000000c" + "00000000" + "dev/console\x00\x00\x00" +
		"070701" + "00000003" + "000081ed" + "00000000" + "00000000" + "00000001" + "00000001" + "00000005" +
		"00000000" + "00000000" + "00000000" + "00000000" + "00000005" + "00000000" + "init\x00\x00" + "hello\x00\x00\x00" +
		"070701" + "00000000" + "00000000" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000" +
		"00000000" + "00000000" + "00000000" + "00000000" + "0000000b" + "00000000" + "TRAILER!!!\x00\x00\x00\x00"
	want += strings.Repeat("\x00", (512-len(want)%512)%512)
	if out.String() != want {
		t.Errorf("got\n%q\nwant\n%q", out.String(), want)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriterReports(t *testing.T) {
	for _, test := range []struct {
		name  string
		w     *Writer
		entry Entry
		want  string
	}{
		{"no name", NewWriter(&bytes.Buffer{}, time.Unix(0, 0)), Entry{}, "cannot be written"},
		{"a time before 1970", NewWriter(&bytes.Buffer{}, time.Unix(-1, 0)), Entry{Name: "a"}, "cannot be written"},
		{"a disk without space", NewWriter(fullDisk{}, time.Unix(0, 0)), Entry{Name: "a"}, "no space left"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := test.w.Write(test.entry); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
