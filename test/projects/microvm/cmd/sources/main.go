// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// sources prints SOURCES.txt: where the exact sources of libvmmfw, the kernel, busybox and the C library lie.
//
//	sources -version v1.2.3 -kernel out/vmlinuz -busybox /bin/busybox -libc /lib/x86_64-linux-gnu/libc.so.6 > out/SOURCES.txt
package main

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"

	"github.com/example/microvm/internal/provenance"
)

func main() {
	version := flag.String("version", "", "the version of the build")
	kernel := flag.String("kernel", "/boot/vmlinuz", "the guest's kernel")
	busybox := flag.String("busybox", "/bin/busybox", "the guest's busybox")
	libc := flag.String("libc", "", "the guest's C library")
	flag.Parse()
	sources, err := read(
		origin{*kernel, provenance.Kernel},
		origin{*busybox, provenance.Busybox},
		origin{*libc, provenance.Glibc},
	)
	if err == nil && *version == "" {
		err = errors.New("-version is missing")
	}
	if err != nil {
		slog.Error("sources failed", "error", err)
		os.Exit(1)
	}
	fmt.Print(provenance.Render(*version, sources))
}

// origin is a file of the guest, and how its source is read from it.
type origin struct {
	file   string
	source func([]byte) (provenance.Source, error)
}

func read(origins ...origin) ([]provenance.Source, error) {
	var sources []provenance.Source
	for _, from := range origins {
		content, err := os.ReadFile(from.file)
		if err != nil {
			return nil, err
		}
		source, err := from.source(content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", from.file, err)
		}
		sources = append(sources, source)
	}
	return sources, nil
}
