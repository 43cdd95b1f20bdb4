// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"os"
	"path"
	"slices"
	"testing"
)

type declared struct {
	Path  string   `json:"path"`
	Hosts []string `json:"hosts"`
}

// What the release proves is what the build makes, on every platform and at the versions of versions.env.
func TestTheManifestDeclaresWhatIsMade(t *testing.T) {
	versions, err := readVersions("../../versions.env")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../embed.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest []declared
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, at := range platforms {
		var found []string
		for _, one := range manifest {
			if slices.Contains(one.Hosts, at.os+"/"+at.arch) {
				found = append(found, path.Base(one.Path))
			}
		}
		want := names(at, versions)
		slices.Sort(found)
		slices.Sort(want)
		if !slices.Equal(found, want) {
			t.Errorf("%s/%s: embed.json declares %v, and %v is made", at.os, at.arch, found, want)
		}
	}
}

func TestArchivesAreReproducible(t *testing.T) {
	for name, pack := range map[string]func(...entry) ([]byte, error){"tar.gz": tarball, "zip": zipped} {
		one, err := pack(entry{"a", []byte("content")})
		two, again := pack(entry{"a", []byte("content")})
		if err != nil || again != nil || !slices.Equal(one, two) || len(one) < 20 {
			t.Errorf("%s: %d and %d bytes, %v, %v", name, len(one), len(two), err, again)
		}
	}
}
