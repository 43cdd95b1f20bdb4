// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

#include "vmm.h"

/* The polynomial of CRC-32C with its bits reversed. */
#define POLYNOMIAL 0x82f63b78u

/* The table is small enough to be made anew: a library that is loaded by two threads at once needs no lock for it. */
static void fill(uint32_t table[256])
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
		table[i] = crc;
	}
}

uint32_t vmm_checksum(uint32_t crc, const void *memory, size_t len)
{
	const unsigned char *at = memory;
	uint32_t table[256];

	fill(table);
	crc = ~crc;
	for (size_t i = 0; i < len; i++)
		crc = (crc >> 8) ^ table[(crc ^ at[i]) & 0xff];
	return ~crc;
}
