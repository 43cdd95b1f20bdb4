// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// mkinitrd writes the guest's first file system from a static busybox, a script and further files.
//
//	mkinitrd -busybox /bin/busybox -init initrd/init -add lib/libvmm.so.1=/opt/microvm/lib/libvmm.so.1 -o out/initrd
//
// The same inputs give the same bytes: every entry has the time of SOURCE_DATE_EPOCH, or of 1970 without it.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/example/microvm/internal/initrd"
)

// additions are `path in the guest=file`.
type additions map[string]string

func (a additions) String() string { return "" }

func (a additions) Set(text string) error {
	name, file, found := strings.Cut(text, "=")
	if !found || name == "" || file == "" {
		return fmt.Errorf("%q: write PATH-IN-THE-GUEST=FILE", text)
	}
	a[name] = file
	return nil
}

func main() {
	added := additions{}
	busybox := flag.String("busybox", "/bin/busybox", "the static busybox of the guest's architecture")
	script := flag.String("init", "initrd/init", "the script that the kernel starts")
	output := flag.String("o", "initrd", "the file to write")
	plain := flag.Bool("plain", false, "do not compress")
	flag.Var(added, "add", "a further file, as PATH-IN-THE-GUEST=FILE; may be repeated")
	flag.Parse()
	if err := run(*busybox, *script, added, *output, !*plain); err != nil {
		slog.Error("mkinitrd failed", "error", err)
		os.Exit(1)
	}
}

func run(busybox, script string, added additions, output string, compress bool) error {
	tree := initrd.Tree{Files: map[string][]byte{}}
	var err error
	if tree.Busybox, err = os.ReadFile(busybox); err != nil {
		return err
	}
	if tree.Init, err = os.ReadFile(script); err != nil {
		return err
	}
	for name, file := range added {
		if tree.Files[name], err = os.ReadFile(file); err != nil {
			return err
		}
	}
	modTime, err := sourceDate(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return err
	}
	var archive bytes.Buffer
	if err := initrd.Write(&archive, tree, modTime, compress); err != nil {
		return err
	}
	return os.WriteFile(output, archive.Bytes(), 0o644)
}

func sourceDate(seconds string) (time.Time, error) {
	if seconds == "" {
		return time.Unix(0, 0), nil
	}
	parsed, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(parsed, 0), nil
}
