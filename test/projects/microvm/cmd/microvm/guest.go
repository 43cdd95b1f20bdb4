// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/example/microvm/internal/asset"
	"github.com/example/microvm/internal/guest"
	"github.com/example/microvm/internal/initrd"
	"github.com/example/microvm/internal/qemu"
)

// list shows every embedded file, and fails when one of them cannot serve.
func list(out io.Writer) error {
	assets, err := guest.Assets()
	if err != nil {
		return err
	}
	for _, a := range assets {
		fmt.Fprintf(out, "%10d  sha256:%s  %s\n", len(a.Data), a.Digest(), a.Name)
	}
	return check(assets)
}

func extract(folder string, out io.Writer) error {
	assets, err := guest.Assets()
	if err != nil {
		return err
	}
	if err := errors.Join(check(assets), os.MkdirAll(folder, 0o755)); err != nil {
		return err
	}
	for _, a := range assets {
		file := filepath.Join(folder, a.Name)
		if err := os.WriteFile(file, a.Data, 0o755); err != nil {
			return err
		}
		fmt.Fprintln(out, file)
	}
	return nil
}

func check(assets []asset.Asset) error {
	var found []error
	for _, a := range assets {
		found = append(found, a.Check(guest.Arch))
	}
	return errors.Join(found...)
}

// boot starts the guest in QEMU; its console is this terminal.
func boot(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("boot", flag.ContinueOnError)
	memory := flags.String("memory", "256M", "the guest's memory")
	accel := flags.String("accel", "", "QEMU's accelerator, such as tcg; by default the system's own, then tcg")
	dryRun := flags.Bool("dry-run", false, "check the guest, print the command and do not start it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	assets, err := guest.Assets()
	if err != nil {
		return err
	}
	if err := check(assets); err != nil {
		return err
	}
	machine := qemu.Machine{OS: runtime.GOOS, Arch: guest.Arch, Accel: *accel, Memory: *memory, Kernel: "vmlinuz", Initrd: "initrd", Params: flags.Args()}
	command, err := qemu.Command(machine)
	if err != nil {
		return err
	}
	if *dryRun {
		_, err := fmt.Fprintln(out, strings.Join(command, " "))
		return err
	}
	folder, err := os.MkdirTemp("", "microvm-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := unpack(assets, folder); err != nil {
		return err
	}
	vm := exec.Command(command[0], command[1:]...)
	vm.Dir = folder
	vm.Stdin, vm.Stdout, vm.Stderr = os.Stdin, out, os.Stderr
	return vm.Run()
}

func unpack(assets []asset.Asset, folder string) error {
	content := map[string][]byte{}
	for _, a := range assets {
		content[a.Name] = a.Data
	}
	root, err := initrd.Overlay(content["initrd"], content["runner"])
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join(folder, "vmlinuz"), content["vmlinuz"], 0o644), os.WriteFile(filepath.Join(folder, "initrd"), root, 0o644))
}
