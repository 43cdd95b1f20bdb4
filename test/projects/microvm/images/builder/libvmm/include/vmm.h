// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

/* libvmm: what the two sides of a microVM share: boot parameters, sizes, and the checksum of guest memory. */

#ifndef VMM_H
#define VMM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version that the library was built as, such as "v1.18.0". */
const char *vmm_version(void);

/* One `key=value` of a kernel command line. The pointers lead into the text that was parsed; a bare word has a null value. */
struct vmm_param {
	const char *key;
	size_t key_len;
	const char *value;
	size_t value_len;
};

/*
 * Splits a kernel command line as the kernel does: blanks divide, double quotes hold a value together and are not part of it.
 * Writes at most `max` parameters and returns how many there are; VMM_UNCLOSED where a quote is not closed.
 */
#define VMM_UNCLOSED (-1)
long vmm_params(const char *cmdline, struct vmm_param *out, size_t max);

/* Reads a size such as "512M" (k, M, G, in powers of 1024) into bytes. Returns 0, or -1 where the text is no size that fits. */
int vmm_size(const char *text, uint64_t *bytes);

/* CRC-32C (Castagnoli, RFC 3720 appendix B.4) of a piece of guest memory; `crc` is 0, or the result for the piece before. */
uint32_t vmm_checksum(uint32_t crc, const void *memory, size_t len);

#ifdef __cplusplus
}
#endif

#endif
