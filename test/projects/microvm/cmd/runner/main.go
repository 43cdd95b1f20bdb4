// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

//go:build cgo && (linux || darwin)

// The runner is the part of a microVM that runs on Linux: in the guest it reads what the host asked for, and reports. On macOS it is built
// by whoever works on it.
//
//	runner --version
//	runner report [FILE]     read the boot parameters, from /proc/cmdline unless FILE says otherwise
//	runner checksum FILE     CRC-32C of a piece of memory that was saved to a file
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/example/microvm/internal/version"
	"github.com/example/microvm/internal/vmm"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "runner:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("nothing to do: --version, report or checksum FILE")
	}
	switch args[0] {
	case "--version":
		fmt.Fprintf(out, "microvm-runner %s (%s/%s, libvmm %s)\n", version.Version, runtime.GOOS, runtime.GOARCH, vmm.Version())
		return nil
	case "report":
		return report(append(args[1:], "/proc/cmdline")[0], out)
	case "checksum":
		if len(args) != 2 {
			return errors.New("checksum needs one file")
		}
		return checksum(args[1], out)
	default:
		return fmt.Errorf("%q is unknown: --version, report or checksum FILE", args[0])
	}
}

// prefix begins the parameters that are meant for the runner.
const prefix = "microvm."

func report(file string, out io.Writer) error {
	line, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	params, err := vmm.Params(string(line))
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "microvm-runner %s (libvmm %s)\n", version.Version, vmm.Version())
	for _, param := range params {
		if strings.HasPrefix(param.Key, prefix) {
			fmt.Fprintf(out, "%s = %s\n", strings.TrimPrefix(param.Key, prefix), param.Value)
		}
	}
	return nil
}

func checksum(file string, out io.Writer) error {
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer from.Close()
	block := make([]byte, 1<<20)
	crc := uint32(0)
	for {
		n, err := from.Read(block)
		crc = vmm.Checksum(crc, block[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%08x  %s\n", crc, file)
	return nil
}
