// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package repository holds the rules that every file of the project follows.
package repository

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

const root = "../.."

// skipped are folders of builds, and of git.
var skipped = map[string]bool{".git": true, ".task": true, "dev": true, "dist": true, "guest": true, "out": true, "internal/guest/assets": true}

func eachFile(t *testing.T, visit func(name string, content []byte)) {
	t.Helper()
	tree := os.DirFS(root)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && skipped[name] {
			return fs.SkipDir
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		content, err := fs.ReadFile(tree, name)
		if err == nil {
			visit(name, content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Firmware is under the kernel's licence, everything else under the project's.
func licenseOf(name string) string {
	if strings.HasPrefix(name, "images/builder/libvmmfw/") {
		return "GPL-2.0-only"
	}
	return "Apache-2.0"
}

func TestEverySourceNamesItsLicense(t *testing.T) {
	marked := map[string]bool{".go": true, ".c": true, ".h": true, ".S": true, ".sh": true, ".yml": true, ".yaml": true, ".env": true}
	named := map[string]bool{"Containerfile": true, "Makefile": true, "init": true}
	seen := map[string]int{}
	eachFile(t, func(name string, content []byte) {
		if !marked[path.Ext(name)] && !named[path.Base(name)] {
			return
		}
		license := licenseOf(name)
		seen[license]++
		head := string(content[:min(len(content), 300)])
		if !strings.Contains(head, "SPDX-License-Identifier: "+license+"\n") || !strings.Contains(head, "SPDX-FileCopyrightText: ") {
			t.Errorf("%s: begin with SPDX-FileCopyrightText and SPDX-License-Identifier: %s", name, license)
		}
	})
	if seen["Apache-2.0"] == 0 || seen["GPL-2.0-only"] == 0 {
		t.Errorf("files of a licence were not found: %v", seen)
	}
}

func TestOnlyTheBoundaryUsesCgo(t *testing.T) {
	boundary := 0
	eachFile(t, func(name string, content []byte) {
		if path.Ext(name) != ".go" {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imported := range file.Imports {
			switch imported.Path.Value {
			case `"C"`:
				boundary++
				if path.Dir(name) != "internal/vmm" {
					t.Errorf("%s imports C: only internal/vmm may", name)
				}
			case `"github.com/example/microvm/internal/vmm"`:
				if path.Dir(name) != "cmd/runner" {
					t.Errorf("%s imports internal/vmm: only cmd/runner may", name)
				}
			}
		}
	})
	if boundary != 1 {
		t.Errorf("%d files import C, want 1", boundary)
	}
}
