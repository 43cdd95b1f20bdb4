// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package asset describes and checks the files that the host program embeds for its guest.
package asset

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/example/microvm/internal/kernel"
)

// Kind is what a file has to be.
type Kind string

// The kinds of files that a guest is made of.
const (
	Kernel Kind = "kernel"
	Initrd Kind = "initrd"
	Runner Kind = "runner"
)

// Asset is one embedded file.
type Asset struct {
	Name string
	Kind Kind
	Data []byte
}

// Digest is the SHA-256 of the content in hexadecimal.
func (a Asset) Digest() string {
	sum := sha256.Sum256(a.Data)
	return hex.EncodeToString(sum[:])
}

// ErrEmpty says that a placeholder was embedded.
var ErrEmpty = errors.New("is empty: this program was built from placeholders; build the guest first (task guest), then the host (task host)")

// Check says why the asset cannot serve a guest of the given architecture; nil where it can.
func (a Asset) Check(arch string) error {
	if len(a.Data) == 0 {
		return fmt.Errorf("the guest's %s %w", a.Name, ErrEmpty)
	}
	found, err := a.arch()
	if err != nil {
		return fmt.Errorf("the guest's %s: %w", a.Name, err)
	}
	if found != "" && found != arch {
		return fmt.Errorf("the guest's %s is for %s, and the guest is %s", a.Name, found, arch)
	}
	return nil
}

// arch reads for which architecture the content is; empty where the kind does not show it.
func (a Asset) arch() (string, error) {
	switch a.Kind {
	case Kernel:
		image, err := kernel.Identify(a.Data)
		return image.Arch, err
	case Initrd:
		if bytes.HasPrefix(a.Data, []byte("\x1f\x8b")) || bytes.HasPrefix(a.Data, []byte("070701")) {
			return "", nil
		}
		return "", errors.New("neither a cpio archive nor a gzip of one")
	case Runner:
		return elfArch(a.Data)
	default:
		return "", fmt.Errorf("a file of the unknown kind %q", a.Kind)
	}
}

func elfArch(data []byte) (string, error) {
	file, err := elf.NewFile(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("not an ELF file: %w", err)
	}
	switch file.Machine {
	case elf.EM_X86_64:
		return "amd64", nil
	case elf.EM_AARCH64:
		return "arm64", nil
	default:
		return file.Machine.String(), nil
	}
}
