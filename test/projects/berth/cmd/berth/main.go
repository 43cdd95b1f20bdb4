// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Berth starts each job in a machine of its own, and carries whatever that takes in one file.
//
//	berth --version
//	berth assets     size and digest of what is embedded; fails when any of it could not serve
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/example/berth/internal/assets"
	"github.com/example/berth/internal/version"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "berth:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "--version":
		_, err := fmt.Fprintf(out, "berth %s (%s/%s)\n", version.Version, runtime.GOOS, runtime.GOARCH)
		return err
	case len(args) == 1 && args[0] == "assets":
		return list(out)
	default:
		return errors.New("nothing to do: --version or assets")
	}
}

func list(out io.Writer) error {
	all, err := assets.All()
	if err != nil {
		return err
	}
	for _, a := range all {
		fmt.Fprintf(out, "%10d  sha256:%s  %s\n", len(a.Data), a.Digest(), a.Name)
		err = errors.Join(err, a.Check())
	}
	return err
}
