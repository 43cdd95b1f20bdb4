// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package asset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

func elfFile(machine uint16) []byte {
	header := make([]byte, 64)
	copy(header, "\x7fELF\x02\x01\x01")
	binary.LittleEndian.PutUint16(header[16:], 3)
	binary.LittleEndian.PutUint16(header[18:], machine)
	binary.LittleEndian.PutUint32(header[20:], 1)
	binary.LittleEndian.PutUint16(header[52:], 64)
	binary.LittleEndian.PutUint16(header[58:], 64)
	return header
}

func arm64Kernel() []byte {
	image := make([]byte, 0x400)
	copy(image[0x38:], "ARM\x64")
	return image
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		name  string
		asset Asset
		arch  string
		want  string
	}{
		{"a kernel", Asset{"vmlinuz", Kernel, arm64Kernel()}, "arm64", ""},
		{"a kernel for another architecture", Asset{"vmlinuz", Kernel, arm64Kernel()}, "amd64", "is for arm64, and the guest is amd64"},
		{"no kernel", Asset{"vmlinuz", Kernel, []byte("text")}, "amd64", "neither an x86 bzImage nor an arm64 Image"},
		{"a gzip", Asset{"initrd", Initrd, []byte("\x1f\x8b\x08")}, "amd64", ""},
		{"a cpio", Asset{"initrd", Initrd, []byte("070701")}, "amd64", ""},
		{"no archive", Asset{"initrd", Initrd, []byte("<html>")}, "amd64", "neither a cpio archive"},
		{"a runner", Asset{"runner", Runner, elfFile(62)}, "amd64", ""},
		{"a runner for arm64", Asset{"runner", Runner, elfFile(183)}, "amd64", "is for arm64"},
		{"a runner for another machine", Asset{"runner", Runner, elfFile(243)}, "amd64", "EM_RISCV"},
		{"a script", Asset{"runner", Runner, []byte("#!/bin/sh\n")}, "amd64", "not an ELF file"},
		{"a placeholder", Asset{"initrd", Initrd, nil}, "amd64", "is empty"},
		{"an unknown kind", Asset{"disk", "disk", []byte("x")}, "amd64", "unknown kind"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.asset.Check(test.arch)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestPlaceholderIsRecognised(t *testing.T) {
	if err := (Asset{"runner", Runner, []byte{}}).Check("amd64"); !errors.Is(err, ErrEmpty) {
		t.Errorf("got %v", err)
	}
}

func TestDigest(t *testing.T) {
	got := Asset{Data: bytes.Repeat([]byte("a"), 3)}.Digest()
	if got != "9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0" {
		t.Errorf("got %s", got)
	}
}
