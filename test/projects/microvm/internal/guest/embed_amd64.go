// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package guest

import "embed"

//go:embed assets/amd64/vmlinuz assets/amd64/initrd assets/amd64/runner
var files embed.FS
