// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package initrd

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
	"time"
)

func build(t *testing.T, tree Tree, modTime time.Time, compress bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, tree, modTime, compress); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tree() Tree {
	files := map[string][]byte{"/lib/libvmm.so.1": []byte("vmm"), "lib64/ld-linux-x86-64.so.2": []byte("ld")}
	return Tree{Busybox: []byte("busybox"), Init: []byte("#!/bin/busybox sh\n"), Files: files}
}

func TestWrite(t *testing.T) {
	when := time.Unix(1700000000, 0)
	plain := build(t, tree(), when, false)
	zipped := build(t, tree(), when, true)
	reader, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := io.ReadAll(reader)
	if err != nil || !bytes.Equal(plain, unzipped) {
		t.Errorf("the compressed archive holds something else: %v", err)
	}
	if !bytes.Equal(zipped, build(t, tree(), when, true)) {
		t.Error("the same tree gave other bytes")
	}
	if bytes.Equal(plain, build(t, tree(), time.Unix(0, 0), false)) {
		t.Error("the time does not show")
	}
	last := 0
	for _, name := range []string{"bin", "bin/busybox", "dev", "dev/console", "init", "lib", "lib/libvmm.so.1", "lib64", "proc", "sys", "tmp", "TRAILER!!!"} {
		at := bytes.Index(plain, []byte("00000000"+name+"\x00"))
		if at < last {
			t.Errorf("%s is missing, or not in order", name)
		}
		last = at
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, change := range map[string]func(*Tree){
		"neither may be empty":           func(t *Tree) { t.Busybox = nil },
		"a file needs a name":            func(t *Tree) { t.Files["/"] = []byte("x") },
		"0 bytes":                        func(t *Tree) { t.Files["lib/empty"] = nil },
		`"init" is there twice`:          func(t *Tree) { t.Files["init"] = []byte("x") },
		`"bin/busybox" is there twice`:   func(t *Tree) { t.Files["../bin/busybox"] = []byte("x") },
		"init has 0":                     func(t *Tree) { t.Init = nil },
		`"lib/libvmm.so.1" is there twi`: func(t *Tree) { t.Files["lib/libvmm.so.1"] = []byte("x") },
	} {
		t.Run(name, func(t *testing.T) {
			changed := tree()
			change(&changed)
			if err := Write(io.Discard, changed, time.Unix(0, 0), false); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestOverlay(t *testing.T) {
	for _, initrd := range []string{"a", "abcd", "abcde"} {
		got, err := Overlay([]byte(initrd), []byte("runner's bytes"))
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.Index(got, []byte("070701"))
		if !bytes.HasPrefix(got, []byte(initrd)) || at%4 != 0 || !bytes.Contains(got, []byte(RunnerPath+"\x00")) || !bytes.Contains(got, []byte("runner's bytes")) {
			t.Errorf("after %q: %q", initrd, got)
		}
	}
}
