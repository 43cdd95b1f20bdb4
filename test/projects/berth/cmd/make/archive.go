// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
)

type entry struct {
	name    string
	content []byte
}

// The same content gives the same archive: no time is written.
func tarball(entries ...entry) ([]byte, error) {
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	archive := tar.NewWriter(packed)
	var err error
	for _, one := range entries {
		err = errors.Join(err, archive.WriteHeader(&tar.Header{Name: one.name, Mode: 0o755, Size: int64(len(one.content))}))
		_, failed := archive.Write(one.content)
		err = errors.Join(err, failed)
	}
	err = errors.Join(err, archive.Close(), packed.Close())
	return out.Bytes(), err
}

func zipped(entries ...entry) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, one := range entries {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: one.name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(one.content); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return out.Bytes(), err
}

// cpio writes the form that a kernel unpacks (Linux, Documentation/driver-api/early-userspace/buffer-format.rst): one program, and data.
func cpio(name string, program, data []byte) []byte {
	var out bytes.Buffer
	add := func(name string, mode int, content []byte) {
		fmt.Fprintf(&out, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", 0, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name)+1, 0)
		out.WriteString(name + "\x00")
		out.Write(make([]byte, -out.Len()&3))
		out.Write(content)
		out.Write(make([]byte, -out.Len()&3))
	}
	add(name, 0o100755, program)
	add("data", 0o100644, data)
	add("TRAILER!!!", 0, nil)
	return out.Bytes()
}
