// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

package vmm

// The runner looks for libvmm beside itself first: the runtime package holds both.

// #cgo LDFLAGS: -lvmm
// #cgo linux LDFLAGS: -Wl,-rpath,$ORIGIN
// #include <stdlib.h>
// #include <vmm.h>
import "C"

import (
	"errors"
	"fmt"
	"unsafe"
)

// Version is the version of the library that was loaded.
func Version() string {
	return C.GoString(C.vmm_version())
}

// Param is one parameter of a kernel command line. A bare word has no value.
type Param struct {
	Key      string
	Value    string
	HasValue bool
}

// ErrUnclosed says that a quote in a command line is not closed.
var ErrUnclosed = errors.New("a quote is not closed")

// Params splits a kernel command line.
func Params(line string) ([]Param, error) {
	text := C.CString(line)
	defer C.free(unsafe.Pointer(text))
	// Every parameter has at least one character and one blank.
	found := make([]C.struct_vmm_param, len(line)/2+1)
	count := int(C.vmm_params(text, &found[0], C.size_t(len(found))))
	if count < 0 {
		return nil, fmt.Errorf("command line %q: %w", line, ErrUnclosed)
	}
	params := make([]Param, count)
	for i, param := range found[:count] {
		params[i].Key = C.GoStringN(param.key, C.int(param.key_len))
		params[i].HasValue = param.value != nil
		if param.value != nil {
			params[i].Value = C.GoStringN(param.value, C.int(param.value_len))
		}
	}
	return params, nil
}

// Size reads a size such as "512M" into bytes.
func Size(text string) (uint64, error) {
	given := C.CString(text)
	defer C.free(unsafe.Pointer(given))
	var bytes C.uint64_t
	if C.vmm_size(given, &bytes) != 0 {
		return 0, fmt.Errorf("%q is no size: write a number with k, M or G behind it", text)
	}
	return uint64(bytes), nil
}

// Checksum is the CRC-32C of memory; crc is 0, or the result for the piece before.
func Checksum(crc uint32, memory []byte) uint32 {
	if len(memory) == 0 {
		return crc
	}
	return uint32(C.vmm_checksum(C.uint32_t(crc), unsafe.Pointer(&memory[0]), C.size_t(len(memory))))
}
