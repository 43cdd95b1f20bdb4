// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package guest embeds the files of the guest: a kernel, an initrd and the runner, for the architecture that the host is built for.
// They are put under assets/ by `task host`; without them this package does not compile. `task placeholders` makes empty ones, so that
// the rest can be checked on any machine: what is built from those refuses to start a guest.
package guest

import (
	"fmt"
	"runtime"

	"github.com/example/microvm/internal/asset"
)

// Arch is the guest's architecture: a guest runs on the host's own processor.
const Arch = runtime.GOARCH

// Assets returns the embedded files, in the order in which they are shown.
func Assets() ([]asset.Asset, error) {
	assets := []asset.Asset{{Name: "vmlinuz", Kind: asset.Kernel}, {Name: "initrd", Kind: asset.Initrd}, {Name: "runner", Kind: asset.Runner}}
	for i := range assets {
		data, err := files.ReadFile("assets/" + Arch + "/" + assets[i].Name)
		if err != nil {
			return nil, fmt.Errorf("embedded assets: %w", err)
		}
		assets[i].Data = data
	}
	return assets, nil
}
