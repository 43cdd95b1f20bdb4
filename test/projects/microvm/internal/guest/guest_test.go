// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package guest

import "testing"

// The files themselves are placeholders in most checkouts, so this asks only that each is there under its name.
func TestAssets(t *testing.T) {
	assets, err := Assets()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"vmlinuz", "initrd", "runner"} {
		if assets[i].Name != name {
			t.Errorf("asset %d is %s, want %s", i, assets[i].Name, name)
		}
	}
}
