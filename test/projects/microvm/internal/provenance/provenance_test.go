// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package provenance

import (
	"strings"
	"testing"
)

func image(release string) []byte {
	data := make([]byte, 0x400)
	copy(data[0x38:], "ARM\x64")
	return append(data, "Linux version "+release+"\n"...)
}

func TestKernel(t *testing.T) {
	for _, test := range []struct {
		name, release, want, err string
	}{
		{"stable", "6.1.0-50-cloud-arm64 (x@y) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0) #1 SMP Debian 6.1.176-1 (2026-07-02)", "6.1.176-1", ""},
		{"backport", "6.12.9 #1 SMP Debian 6.12.9-1~bpo12+1 (2025-01-19)", "6.12.9-1~bpo12+1", ""},
		{"another maker", "6.1.0 (gcc 12) #1", "", "names no Debian version"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Kernel(image(test.release))
			check(t, got, err, test.want, test.err)
		})
	}
	if _, err := Kernel(nil); err == nil {
		t.Error("an empty kernel has no source")
	}
}

func TestBusybox(t *testing.T) {
	for _, test := range []struct {
		name, program, want, err string
	}{
		{"built again", "..BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1)\x00", "1:1.35.0-4+deb12u1", ""},
		{"built once", "BusyBox v1.35.0 (Debian 1:1.35.0-4)\x00", "1:1.35.0-4", ""},
		{"another maker", "BusyBox v1.36.1 (2024-06-10)\x00", "", "no Debian version"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Busybox([]byte(test.program))
			check(t, got, err, test.want, test.err)
		})
	}
}

func TestGlibc(t *testing.T) {
	for _, test := range []struct {
		name, library, want, err string
	}{
		{"stable", "GNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36.", "2.36-9+deb12u14", ""},
		{"another maker", "GNU C Library (GNU libc) stable release version 2.41.", "", "no Debian version"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Glibc([]byte(test.library))
			check(t, got, err, test.want, test.err)
		})
	}
}

func check(t *testing.T, got Source, err error, want, problem string) {
	t.Helper()
	if got.Version != want || (err == nil) != (problem == "") || err != nil && !strings.Contains(err.Error(), problem) {
		t.Errorf("got %+v, %v; want %q, %q", got, err, want, problem)
	}
}

func TestRender(t *testing.T) {
	got := Render("v1.2.3", []Source{{What: "busybox", Package: "busybox", Version: "1:1.35.0-4"}})
	for _, want := range []string{"/tree/v1.2.3/images/builder\n", "https://snapshot.debian.org/package/busybox/1%3A1.35.0-4/\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}
