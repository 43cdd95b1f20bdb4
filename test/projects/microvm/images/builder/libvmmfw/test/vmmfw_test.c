// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: GPL-2.0-only

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "vmmfw.h"

/* Compares what the library carries with the file that it was made from, which is the only argument. */
int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	const unsigned char *kernel = vmmfw_kernel();
	unsigned char block[65536];
	size_t at = 0, got;
	char release[256];

	if (file == NULL)
		return fprintf(stderr, "usage: vmmfw_test KERNEL\n"), 2;
	while ((got = fread(block, 1, sizeof block, file)) > 0) {
		if (at + got > vmmfw_kernel_size() || memcmp(kernel + at, block, got) != 0)
			return fprintf(stderr, "failed: another kernel, from byte %zu\n", at), 1;
		at += got;
	}
	fclose(file);
	if (at == 0 || at != vmmfw_kernel_size() || (uintptr_t)kernel % 4096 != 0)
		return fprintf(stderr, "failed: %zu bytes of %zu at %p\n", at, vmmfw_kernel_size(), (const void *)kernel), 1;
	if (vmmfw_kernel_release(release, sizeof release) == 0 || vmmfw_kernel_release(release, 4) < 4 || strlen(release) != 3)
		return fprintf(stderr, "failed: the release\n"), 1;
	vmmfw_kernel_release(release, sizeof release);
	printf("libvmmfw %s: %zu bytes, %s\n", vmmfw_version(), at, release);
	return 0;
}
