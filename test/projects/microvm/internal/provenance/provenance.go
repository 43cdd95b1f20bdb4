// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package provenance names the exact sources of what Debian built: the GPL and the LGPL ask for them.
package provenance

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/example/microvm/internal/kernel"
)

// Source is a Debian source package at one version.
type Source struct {
	What    string
	Package string
	Version string
}

// URL is where Debian keeps every version that it ever published.
func (s Source) URL() string {
	return fmt.Sprintf("https://snapshot.debian.org/package/%s/%s/", s.Package, strings.ReplaceAll(s.Version, ":", "%3A"))
}

var kernelVersion = regexp.MustCompile(`Debian ([0-9][0-9A-Za-z.+~-]*) \(`)

// Kernel reads the source of a kernel from its release text.
func Kernel(image []byte) (Source, error) {
	read, err := kernel.Identify(image)
	if err != nil {
		return Source{}, fmt.Errorf("kernel: %w", err)
	}
	match := kernelVersion.FindStringSubmatch(read.Release)
	if match == nil {
		return Source{}, fmt.Errorf("kernel: the release %q names no Debian version", read.Release)
	}
	return Source{What: "Linux", Package: "linux", Version: match[1]}, nil
}

var busyboxVersion = regexp.MustCompile(`BusyBox v[0-9.]+ \(Debian ([0-9A-Za-z:.+~-]+)\)`)

// binaryRebuild is what Debian appends when it builds the same source again.
var binaryRebuild = regexp.MustCompile(`\+b[0-9]+$`)

// Busybox reads the source of a busybox from its banner.
func Busybox(program []byte) (Source, error) {
	match := busyboxVersion.FindSubmatch(program)
	if match == nil {
		return Source{}, fmt.Errorf("busybox: no Debian version in %d bytes", len(program))
	}
	return Source{What: "busybox", Package: "busybox", Version: binaryRebuild.ReplaceAllString(string(match[1]), "")}, nil
}

var glibcVersion = regexp.MustCompile(`GNU C Library \(Debian GLIBC ([0-9A-Za-z.+~-]+)\)`)

// Glibc reads the source of a C library from its banner.
func Glibc(library []byte) (Source, error) {
	match := glibcVersion.FindSubmatch(library)
	if match == nil {
		return Source{}, fmt.Errorf("glibc: no Debian version in %d bytes", len(library))
	}
	return Source{What: "GNU C Library", Package: "glibc", Version: string(match[1])}, nil
}

// Render is the text of SOURCES.txt: the project's own sources at its version, then Debian's.
func Render(version string, sources []Source) string {
	var out bytes.Buffer
	fmt.Fprintf(&out, "The exact sources of what this build contains under the GPL and the LGPL\n\n")
	fmt.Fprintf(&out, "libvmmfw and everything that builds it:\n    https://github.com/example/microvm/tree/%s/images/builder\n", version)
	for _, source := range sources {
		fmt.Fprintf(&out, "\n%s, Debian source package %s %s:\n    %s\n", source.What, source.Package, source.Version, source.URL())
	}
	return out.String()
}
