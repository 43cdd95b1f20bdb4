// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: GPL-2.0-only

/* libvmmfw: a Linux kernel as a library, so that a virtual machine monitor starts it from memory without a file of its own. */

#ifndef VMMFW_H
#define VMMFW_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version that the library was built as, such as "v5.4.0". */
const char *vmmfw_version(void);

/* The kernel's image: a bzImage on x86-64, an Image on arm64. Aligned to a page, read-only, valid as long as the library is loaded. */
const void *vmmfw_kernel(void);

/* The size of the image in bytes. */
size_t vmmfw_kernel_size(void);

/*
 * Copies the version that the kernel states of itself, such as "6.1.0-50-cloud-amd64 (…) #1 SMP … Debian 6.1.176-1 (2026-07-02)".
 * Returns its length without the terminating zero, as snprintf does; 0 where the image states none.
 */
size_t vmmfw_kernel_release(char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
