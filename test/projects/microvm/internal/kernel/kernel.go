// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package kernel reads what a Linux kernel image says of itself: its architecture and its release.
package kernel

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Image is what was read. Arch is a Go architecture name. Release is the kernel's own version text, such as
// "6.1.0-50-cloud-amd64 (…) #1 SMP … Debian 6.1.176-1 (2026-07-02)"; empty where the image states none.
type Image struct {
	Arch    string
	Release string
}

// ErrUnknown says that the bytes are neither an x86 bzImage nor an arm64 Image.
var ErrUnknown = errors.New("neither an x86 bzImage nor an arm64 Image")

// Where an x86 image keeps its magic and the pointer to its release (Linux, Documentation/arch/x86/boot.rst), and an arm64 image its
// magic (Documentation/arch/arm64/booting.rst).
const (
	x86Magic   = 0x202
	x86Release = 0x20e
	x86Setup   = 0x200
	arm64Magic = 0x38
	headerSize = 0x400
)

// Identify reads the header of a kernel image. An arm64 image is searched for its release, which has no fixed place there.
func Identify(image []byte) (Image, error) {
	switch {
	case len(image) < headerSize:
		return Image{}, ErrUnknown
	case bytes.Equal(image[x86Magic:x86Magic+4], []byte("HdrS")):
		at := x86Setup + int(binary.LittleEndian.Uint16(image[x86Release:]))
		return Image{Arch: "amd64", Release: textAt(image, at)}, nil
	case bytes.Equal(image[arm64Magic:arm64Magic+4], []byte("ARM\x64")):
		return Image{Arch: "arm64", Release: findBanner(image)}, nil
	default:
		return Image{}, ErrUnknown
	}
}

// longest bounds a release: an image without a terminator would otherwise be read to its end.
const longest = 512

func textAt(image []byte, at int) string {
	if at >= len(image) {
		return ""
	}
	text := image[at:min(at+longest, len(image))]
	if end := bytes.IndexAny(text, "\x00\n"); end >= 0 {
		return string(text[:end])
	}
	return ""
}

func findBanner(image []byte) string {
	banner := []byte("Linux version ")
	for at := 0; ; {
		next := bytes.Index(image[at:], banner)
		if next < 0 {
			return ""
		}
		at += next + len(banner)
		if at < len(image) && image[at] >= '0' && image[at] <= '9' {
			return textAt(image, at)
		}
	}
}
