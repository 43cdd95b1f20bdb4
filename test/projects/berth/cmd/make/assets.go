// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand"
	"os"
	"path/filepath"
)

// makeAssets fetches what others publish, and builds what berth carries of itself: the whole Linux program, on the platforms that start Linux
// in a virtual machine. The real thing downloads here, and compares digests; what stands in for that is in upstream.go.
func makeAssets(at target, versions map[string]string) error {
	work, err := os.MkdirTemp("", "berth-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	guest := filepath.Join(work, "berth-linux")
	if at.os != "linux" {
		inside := target{"linux", at.arch}
		if err := makeAssets(inside, versions); err != nil {
			return err
		}
		if err := compile(inside, "berth", or(os.Getenv("SLIPWAY_VERSION"), "v0.0.0-dev"), guest); err != nil {
			return err
		}
	}
	// What an earlier build has left here is embedded too.
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range names(at, versions) {
		content, err := fetch(name, at, versions, work)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fetch(name string, at target, versions map[string]string, work string) ([]byte, error) {
	switch name {
	case "berth-linux":
		return os.ReadFile(filepath.Join(work, name))
	case "shim":
		return builtBy(at, "shim", versions["SHIM_VERSION"], work)
	case "vmlinuz":
		return kernel(at.arch, versions["KERNEL_VERSION"]), nil
	case "initrd":
		return cpio("init", []byte("#!/bin/sh\nexec /berth-linux\n"), noise("initrd "+at.arch+versions["KERNEL_VERSION"], 100_000)), nil
	case "rootfs.tar.gz":
		return tarball(entry{"usr/lib/data", noise("rootfs "+at.arch+versions["KERNEL_VERSION"], 200_000)})
	default:
		worker, err := builtBy(at, "worker", versions["WORKER_VERSION"], work)
		if err != nil {
			return nil, err
		}
		if at.os == "windows" {
			return zipped(entry{"bin/worker.exe", worker})
		}
		return tarball(entry{"bin/worker", worker})
	}
}

func builtBy(at target, command, version, work string) ([]byte, error) {
	file := filepath.Join(work, command+suffix(at))
	if err := compile(at, command, version, file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// kernel has the header by which kernels are known (Linux, Documentation/arch/x86/boot.rst and arch/arm64/booting.rst), and nothing to boot.
func kernel(arch, version string) []byte {
	image := noise("kernel "+arch+version, 300_000)
	if arch == "arm64" {
		copy(image[0x38:], "ARM\x64")
		return image
	}
	copy(image[0x202:], "HdrS")
	binary.LittleEndian.PutUint16(image[0x206:], 0x20f)
	image[0x236] |= 1
	return image
}

// noise is content that never changes and cannot be compressed.
func noise(seed string, size int) []byte {
	sum := sha256.Sum256([]byte(seed))
	content := make([]byte, size)
	rand.New(rand.NewSource(int64(binary.LittleEndian.Uint64(sum[:])))).Read(content)
	return content
}
