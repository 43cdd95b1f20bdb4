// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

#include "vmm.h"

#ifndef VMM_VERSION
#error "Define VMM_VERSION, such as -DVMM_VERSION='\"v1.18.0\"'"
#endif

const char *vmm_version(void)
{
	return VMM_VERSION;
}
