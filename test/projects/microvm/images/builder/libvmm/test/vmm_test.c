// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "vmm.h"

static int failures;

static void expect(int holds, const char *what)
{
	if (!holds) {
		failures++;
		fprintf(stderr, "failed: %s\n", what);
	}
}

static int is(const char *text, size_t len, const char *wanted)
{
	return len == strlen(wanted) && memcmp(text, wanted, len) == 0;
}

static void test_params(void)
{
	struct vmm_param p[4];

	expect(vmm_params("", p, 4) == 0, "an empty line has no parameter");
	expect(vmm_params("  quiet\tinit=/init name=\"a b\"\n", p, 4) == 3, "three parameters");
	expect(is(p[0].key, p[0].key_len, "quiet") && p[0].value == NULL, "a bare word has no value");
	expect(is(p[1].key, p[1].key_len, "init") && is(p[1].value, p[1].value_len, "/init"), "key and value");
	expect(is(p[2].value, p[2].value_len, "a b"), "quotes hold a value together");
	expect(vmm_params("root=LABEL=x", p, 4) == 1 && is(p[0].value, p[0].value_len, "LABEL=x"), "only the first = divides");
	expect(vmm_params("a b c", p, 1) == 3, "all are counted");
	expect(vmm_params("a=\"b", p, 4) == VMM_UNCLOSED, "an open quote");
}

static void test_size(void)
{
	static const struct { const char *text; int result; uint64_t bytes; } table[] = {
		{ "0", 0, 0 }, { "4096", 0, 4096 }, { "64k", 0, 65536 }, { "512M", 0, 536870912 }, { "2G", 0, 2147483648 },
		{ "", -1, 0 }, { "M", -1, 0 }, { "1T", -1, 0 }, { "1MB", -1, 0 }, { "-1", -1, 0 },
		{ "18446744073709551615", 0, UINT64_MAX }, { "18446744073709551616", -1, 0 }, { "17179869184G", -1, 0 },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint64_t bytes = 0;
		int result = vmm_size(table[i].text, &bytes);
		expect(result == table[i].result && bytes == table[i].bytes, table[i].text);
	}
}

static void test_checksum(void)
{
	unsigned char zeros[32] = { 0 };

	/* RFC 3720, appendix B.4. */
	expect(vmm_checksum(0, zeros, sizeof zeros) == 0x8a9136aau, "32 bytes of zeroes");
	expect(vmm_checksum(0, "123456789", 9) == 0xe3069283u, "the check value");
	expect(vmm_checksum(vmm_checksum(0, "1234", 4), "56789", 5) == 0xe3069283u, "piece by piece");
}

int main(void)
{
	test_params();
	test_size();
	test_checksum();
	expect(vmm_version()[0] == 'v', "the version");
	printf("libvmm %s: %d failed\n", vmm_version(), failures);
	return failures != 0;
}
