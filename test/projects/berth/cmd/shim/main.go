// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Shim stands between berth and the worker's container. Others make it and publish it.
package main

import "os"

func main() {
	os.Stdout.WriteString("shim\n")
}
