// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// microvm starts a small Linux guest that it carries within itself: a kernel, an initrd and a runner.
//
//	microvm --version
//	microvm guest list             what is embedded: size, digest, name
//	microvm guest extract FOLDER   write it to a folder
//	microvm boot [--memory 256M] [--accel tcg] [--dry-run] [PARAMETER…]
//	microvm licenses
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/example/microvm"
	"github.com/example/microvm/internal/guest"
	"github.com/example/microvm/internal/version"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "microvm:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("write microvm --version | guest list | guest extract FOLDER | boot [--memory 256M] [--accel tcg] [--dry-run] [PARAMETER…] | licenses")

func run(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "--version":
		_, err := fmt.Fprintf(out, "microvm %s (%s/%s, guest linux/%s)\n", version.Version, runtime.GOOS, runtime.GOARCH, guest.Arch)
		return err
	case len(args) == 2 && args[0] == "guest" && args[1] == "list":
		return list(out)
	case len(args) == 3 && args[0] == "guest" && args[1] == "extract":
		return extract(args[2], out)
	case len(args) >= 1 && args[0] == "boot":
		return boot(args[1:], out)
	case len(args) == 1 && args[0] == "licenses":
		return licenses(out)
	default:
		return errUsage
	}
}

func licenses(out io.Writer) error {
	for _, name := range microvm.NoticeFiles {
		text, err := microvm.Notices.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "==== %s ====\n\n%s\n", name, text); err != nil {
			return err
		}
	}
	return nil
}
