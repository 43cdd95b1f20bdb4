// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

#include <stdbool.h>

#include "vmm.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void set(struct vmm_param *param, const char *start, const char *equals, const char *end)
{
	param->key = start;
	param->key_len = (size_t)((equals ? equals : end) - start);
	param->value = equals ? equals + 1 : NULL;
	param->value_len = equals ? (size_t)(end - equals - 1) : 0;
	if (param->value_len >= 2 && param->value[0] == '"' && end[-1] == '"') {
		param->value += 1;
		param->value_len -= 2;
	}
}

long vmm_params(const char *cmdline, struct vmm_param *out, size_t max)
{
	size_t count = 0;
	const char *at = cmdline;

	for (;;) {
		while (is_blank(*at))
			at++;
		if (*at == '\0')
			return (long)count;
		const char *start = at, *equals = NULL;
		bool quoted = false;
		for (; *at != '\0' && (quoted || !is_blank(*at)); at++) {
			if (*at == '"')
				quoted = !quoted;
			else if (*at == '=' && equals == NULL && !quoted)
				equals = at;
		}
		if (quoted)
			return VMM_UNCLOSED;
		if (count < max)
			set(&out[count], start, equals, at);
		count++;
	}
}

static int shift_of(char unit)
{
	switch (unit) {
	case '\0':
		return 0;
	case 'k':
	case 'K':
		return 10;
	case 'm':
	case 'M':
		return 20;
	case 'g':
	case 'G':
		return 30;
	default:
		return -1;
	}
}

int vmm_size(const char *text, uint64_t *bytes)
{
	uint64_t value = 0;
	const char *at = text;

	for (; *at >= '0' && *at <= '9'; at++) {
		uint64_t digit = (uint64_t)(*at - '0');
		if (value > (UINT64_MAX - digit) / 10)
			return -1;
		value = value * 10 + digit;
	}
	int shift = at == text ? -1 : shift_of(*at);
	if (shift < 0 || (*at != '\0' && at[1] != '\0') || value > UINT64_MAX >> shift)
		return -1;
	*bytes = value << shift;
	return 0;
}
