// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package kernel

import (
	"errors"
	"testing"
)

// image makes the smallest thing that passes for a kernel: the magic at its place, and a text behind the header.
func image(magicAt int, magic, text string) []byte {
	data := make([]byte, headerSize)
	copy(data[magicAt:], magic)
	return append(data, text...)
}

func bzImage(pointer uint16, text string) []byte {
	data := image(x86Magic, "HdrS", text)
	data[x86Release], data[x86Release+1] = byte(pointer), byte(pointer>>8)
	return data
}

func TestIdentify(t *testing.T) {
	for _, test := range []struct {
		name  string
		image []byte
		want  Image
		err   error
	}{
		{"x86", bzImage(headerSize-x86Setup, "6.1.0-50-cloud-amd64 (x) #1\x00rest"), Image{"amd64", "6.1.0-50-cloud-amd64 (x) #1"}, nil},
		{"x86, the pointer leads out", bzImage(0xffff, "6.1\x00"), Image{"amd64", ""}, nil},
		{"x86, no terminator", bzImage(headerSize-x86Setup, "6.1"), Image{"amd64", ""}, nil},
		{"arm64", image(arm64Magic, "ARM\x64", "..Linux version 6.1.0-50-cloud-arm64 #1\n\x00"), Image{"arm64", "6.1.0-50-cloud-arm64 #1"}, nil},
		{"arm64, a format before the banner", image(arm64Magic, "ARM\x64", "Linux version %s\x00Linux version 6.2\n"), Image{"arm64", "6.2"}, nil},
		{"arm64, compressed", image(arm64Magic, "ARM\x64", "nothing"), Image{"arm64", ""}, nil},
		{"empty", nil, Image{}, ErrUnknown},
		{"another file", image(0, "\x7fELF", ""), Image{}, ErrUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Identify(test.image)
			if got != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %+v, %v; want %+v, %v", got, err, test.want, test.err)
			}
		})
	}
}
