// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: GPL-2.0-only

/* KERNEL is the path of the kernel for the architecture that this is assembled for. */

	.section .rodata
	.balign 4096
	.globl vmmfw_kernel_start
	.hidden vmmfw_kernel_start
	.type vmmfw_kernel_start, %object
vmmfw_kernel_start:
	.incbin KERNEL
	.globl vmmfw_kernel_end
	.hidden vmmfw_kernel_end
	.type vmmfw_kernel_end, %object
vmmfw_kernel_end:
	.size vmmfw_kernel_start, . - vmmfw_kernel_start

	.section .note.GNU-stack, "", %progbits
