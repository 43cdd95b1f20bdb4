// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package qemu

import (
	"strings"
	"testing"
)

func TestCommand(t *testing.T) {
	for _, test := range []struct {
		os, arch, accel string
		want            []string
		err             string
	}{
		{"linux", "amd64", "", []string{"qemu-system-x86_64 -M q35", "-accel kvm -accel tcg", "console=ttyS0", "a=b"}, ""},
		{"linux", "arm64", "", []string{"qemu-system-aarch64 -M virt", "console=ttyAMA0"}, ""},
		{"darwin", "arm64", "", []string{"-accel hvf -accel tcg"}, ""},
		{"windows", "amd64", "", []string{"-accel whpx -accel tcg"}, ""},
		{"linux", "amd64", "tcg", []string{"-serial stdio -accel tcg -kernel"}, ""},
		{"linux", "riscv64", "", nil, `architecture "riscv64"`},
		{"plan9", "amd64", "", nil, `system "plan9"`},
	} {
		t.Run(test.os+"/"+test.arch+"/"+test.accel, func(t *testing.T) {
			args, err := Command(Machine{OS: test.os, Arch: test.arch, Accel: test.accel, Memory: "256M", Kernel: "k", Initrd: "i", Params: []string{"a=b"}})
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("got %v, want %q", err, test.err)
				}
				return
			}
			line := strings.Join(args, " ")
			for _, want := range append(test.want, "-m 256M", "-kernel k -initrd i -append") {
				if !strings.Contains(line, want) {
					t.Errorf("%q is not in %q", want, line)
				}
			}
		})
	}
}
