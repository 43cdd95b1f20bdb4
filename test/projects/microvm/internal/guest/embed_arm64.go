// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package guest

import "embed"

//go:embed assets/arm64/vmlinuz assets/arm64/initrd assets/arm64/runner
var files embed.FS
