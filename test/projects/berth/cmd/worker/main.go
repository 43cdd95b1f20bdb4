// SPDX-FileCopyrightText: Copyright 2026 The berth authors
// SPDX-License-Identifier: Apache-2.0

// Worker runs one job in the machine that berth started. Others make it and publish archives of it.
package main

import "os"

var version = "v0.0.0-dev"

func main() {
	os.Stdout.WriteString("worker " + version + "\n")
}
