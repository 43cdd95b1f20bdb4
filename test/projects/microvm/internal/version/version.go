// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package version holds the version that the linker stamps into each program.
package version

// Version is the tag of the release, or another text that names the build. The linker sets it:
// -ldflags "-X github.com/example/microvm/internal/version.Version=v1.2.3".
var Version = "v0.0.0-unknown"
