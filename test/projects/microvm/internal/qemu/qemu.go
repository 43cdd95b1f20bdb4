// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package qemu decides how QEMU is called for a guest.
package qemu

import (
	"fmt"
	"strings"
)

// Machine is a guest that is to be started. OS and Arch are Go names; Arch is the guest's and the host's.
type Machine struct {
	OS     string
	Arch   string
	Memory string
	Kernel string
	Initrd string
	// Accel is the only accelerator to use; empty for the system's own, then emulation.
	Accel string
	// Params are added to the kernel's command line.
	Params []string
}

// accelerators are tried by QEMU from left to right.
var accelerators = map[string][]string{"linux": {"kvm", "tcg"}, "darwin": {"hvf", "tcg"}, "windows": {"whpx", "tcg"}}

type board struct {
	program string
	machine string
	console string
}

var boards = map[string]board{
	"amd64": {"qemu-system-x86_64", "q35", "ttyS0"},
	"arm64": {"qemu-system-aarch64", "virt", "ttyAMA0"},
}

// Command returns the program and its arguments. The guest's console is the terminal, and the program ends when the guest does.
func Command(m Machine) ([]string, error) {
	b, known := boards[m.Arch]
	if !known {
		return nil, fmt.Errorf("no machine for the architecture %q", m.Arch)
	}
	accels := []string{m.Accel}
	if m.Accel == "" {
		if accels, known = accelerators[m.OS]; !known {
			return nil, fmt.Errorf("no accelerator for the system %q", m.OS)
		}
	}
	args := []string{b.program, "-M", b.machine, "-cpu", "max", "-m", m.Memory, "-nodefaults", "-no-user-config", "-nographic", "-no-reboot", "-serial", "stdio"}
	for _, accel := range accels {
		args = append(args, "-accel", accel)
	}
	params := append([]string{"console=" + b.console, "panic=-1", "quiet"}, m.Params...)
	return append(args, "-kernel", m.Kernel, "-initrd", m.Initrd, "-append", strings.Join(params, " ")), nil
}
