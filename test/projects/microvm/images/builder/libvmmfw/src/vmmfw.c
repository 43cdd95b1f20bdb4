// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: GPL-2.0-only

#define _GNU_SOURCE
#include <string.h>

#include "vmmfw.h"

#ifndef VMMFW_VERSION
#error "Define VMMFW_VERSION, such as -DVMMFW_VERSION='\"v5.4.0\"'"
#endif

extern const unsigned char vmmfw_kernel_start[], vmmfw_kernel_end[];

const char *vmmfw_version(void)
{
	return VMMFW_VERSION;
}

const void *vmmfw_kernel(void)
{
	return vmmfw_kernel_start;
}

size_t vmmfw_kernel_size(void)
{
	return (size_t)(vmmfw_kernel_end - vmmfw_kernel_start);
}

/* Where an x86 image keeps its magic and the pointer to its version: Documentation/arch/x86/boot.rst of Linux. */
#define X86_MAGIC 0x202
#define X86_VERSION 0x20e
#define X86_SETUP 0x200

static const char *find_release(void)
{
	static const char banner[] = "Linux version ";
	const unsigned char *image = vmmfw_kernel_start;
	size_t size = vmmfw_kernel_size();

	if (size > 0x400 && memcmp(image + X86_MAGIC, "HdrS", 4) == 0) {
		size_t at = X86_SETUP + image[X86_VERSION] + ((size_t)image[X86_VERSION + 1] << 8);
		return at < size ? (const char *)image + at : NULL;
	}
	for (const unsigned char *at = image, *end = image + size;;) {
		at = memmem(at, (size_t)(end - at), banner, sizeof banner - 1);
		if (at == NULL)
			return NULL;
		at += sizeof banner - 1;
		if (at < end && *at >= '0' && *at <= '9')
			return (const char *)at;
	}
}

size_t vmmfw_kernel_release(char *out, size_t size)
{
	const char *release = find_release();
	if (release == NULL)
		return 0;
	size_t room = (size_t)((const char *)vmmfw_kernel_end - release);
	size_t len = 0;
	while (len < room && release[len] != '\0' && release[len] != '\n')
		len++;
	if (size > 0) {
		size_t copied = len < size - 1 ? len : size - 1;
		memcpy(out, release, copied);
		out[copied] = '\0';
	}
	return len;
}
