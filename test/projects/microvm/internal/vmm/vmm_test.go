// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

//go:build cgo

package vmm

import (
	"errors"
	"hash/crc32"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	if !strings.HasPrefix(Version(), "v") {
		t.Errorf("got %q", Version())
	}
}

func TestParams(t *testing.T) {
	for _, test := range []struct {
		line string
		want []Param
		err  error
	}{
		{"", []Param{}, nil},
		{"a", []Param{{Key: "a"}}, nil},
		{"console=ttyS0 quiet microvm.name=\"a b\"\n", []Param{{"console", "ttyS0", true}, {"quiet", "", false}, {"microvm.name", "a b", true}}, nil},
		{"a b c d e", []Param{{Key: "a"}, {Key: "b"}, {Key: "c"}, {Key: "d"}, {Key: "e"}}, nil},
		{"a=\"b", nil, ErrUnclosed},
	} {
		t.Run(test.line, func(t *testing.T) {
			got, err := Params(test.line)
			if !reflect.DeepEqual(got, test.want) || !errors.Is(err, test.err) {
				t.Errorf("got %+v, %v; want %+v, %v", got, err, test.want, test.err)
			}
		})
	}
}

func TestSize(t *testing.T) {
	if got, err := Size("256M"); got != 256<<20 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
	if _, err := Size("lots"); err == nil {
		t.Error("no number is no size")
	}
}

// Go's own implementation is the reference.
func TestChecksum(t *testing.T) {
	table := crc32.MakeTable(crc32.Castagnoli)
	random := rand.New(rand.NewSource(1))
	for _, size := range []int{0, 1, 7, 4096, 100_003} {
		memory := make([]byte, size)
		random.Read(memory)
		cut := size / 3
		if got, want := Checksum(Checksum(0, memory[:cut]), memory[cut:]), crc32.Checksum(memory, table); got != want {
			t.Errorf("%d bytes: got %08x, want %08x", size, got, want)
		}
	}
}
