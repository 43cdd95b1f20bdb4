// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Package version holds what the build stamps.
package version

// Version is set by the linker: the tag of the release, or what git describes.
var Version = "v0.0.0-dev"
