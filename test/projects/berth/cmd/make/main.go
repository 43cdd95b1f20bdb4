// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Make is all build logic of berth; the workflows only call it.
//
//	go run ./cmd/make assets         what berth carries for the platform, into internal/assets/files
//	go run ./cmd/make placeholders   an empty file for each that is missing, on any platform, so that everything compiles
//	go run ./cmd/make program        dist/berth; what is missing becomes a placeholder
//	go run ./cmd/make check          formatting, vet, and whether it compiles for every platform
//
// The platform is SLIPWAY_OS and SLIPWAY_ARCH, or this machine's; the version is SLIPWAY_VERSION. The versions of what others publish are in
// versions.env; a variable of the same name goes first.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const folder = "internal/assets/files"

type target struct{ os, arch string }

var platforms = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"darwin", "arm64"}}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	at := target{or(os.Getenv("SLIPWAY_OS"), runtime.GOOS), or(os.Getenv("SLIPWAY_ARCH"), runtime.GOARCH)}
	known, err := readVersions("versions.env")
	if err != nil || len(args) != 1 {
		return errors.Join(err, errors.New("name one of assets, placeholders, program and check"))
	}
	switch args[0] {
	case "assets":
		return makeAssets(at, known)
	case "placeholders":
		return makePlaceholders(known, platforms...)
	case "program":
		return errors.Join(makePlaceholders(known, at), compile(at, "berth", or(os.Getenv("SLIPWAY_VERSION"), "v0.0.0-dev"), "dist/berth"+suffix(at)))
	case "check":
		return check(known)
	default:
		return fmt.Errorf("%q is unknown: assets, placeholders, program or check", args[0])
	}
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func suffix(at target) string {
	if at.os == "windows" {
		return ".exe"
	}
	return ""
}

func readVersions(file string) (map[string]string, error) {
	content, err := os.ReadFile(file)
	found := map[string]string{}
	for _, line := range strings.Split(string(content), "\n") {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(name, "#") {
			found[name] = or(os.Getenv(name), value)
		}
	}
	return found, err
}

// names are the files that berth carries on a platform.
func names(at target, versions map[string]string) []string {
	worker := "worker-" + versions["WORKER_VERSION"] + ".tar.gz"
	switch at.os {
	case "linux":
		return []string{worker, "shim"}
	case "windows":
		worker = strings.TrimSuffix(worker, ".tar.gz") + ".zip"
	}
	return []string{worker, "vmlinuz", "initrd", "rootfs.tar.gz", "berth-linux"}
}

// makePlaceholders is why everything compiles, and why nobody may trust a program because it does.
func makePlaceholders(versions map[string]string, all ...target) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, at := range all {
		for _, name := range names(at, versions) {
			file, err := os.OpenFile(filepath.Join(folder, name), os.O_CREATE|os.O_WRONLY, 0o644)
			if err := errors.Join(err, file.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}

// compile builds one of the commands. All of them do without cgo, so that any machine can build for any platform.
func compile(at target, command, version, output string) error {
	stamp := "-s -w -X main.version=" + version + " -X github.com/example/berth/internal/version.Version=" + version
	return goTool(at, "build", "-ldflags", stamp, "-o", output, "./cmd/"+command)
}

func goTool(at target, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-trimpath "+os.Getenv("GOFLAGS"), "GOOS="+at.os, "GOARCH="+at.arch)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

func check(versions map[string]string) error {
	if err := makePlaceholders(versions, platforms...); err != nil {
		return err
	}
	unformatted, err := exec.Command("gofmt", "-l", ".").Output()
	if err != nil || len(unformatted) > 0 {
		return errors.Join(err, fmt.Errorf("run gofmt -w on: %s", unformatted))
	}
	err = goTool(target{runtime.GOOS, runtime.GOARCH}, "vet", "./...")
	for _, at := range platforms {
		err = errors.Join(err, goTool(at, "build", "./cmd/berth", "./internal/..."))
	}
	return err
}
