// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

package assets

import "embed"

//go:embed files/worker-*.tar.gz files/vmlinuz files/initrd files/rootfs.tar.gz files/berth-linux
var files embed.FS
