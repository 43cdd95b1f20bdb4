// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package vmm is the boundary to libvmm. Only this package and cmd/runner use cgo; everything else is built with CGO_ENABLED=0.
// The library is found through CGO_CFLAGS and CGO_LDFLAGS: `task runner` sets them.
package vmm
