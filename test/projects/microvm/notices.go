// SPDX-FileCopyrightText: Copyright 2026 The microvm authors
// SPDX-License-Identifier: Apache-2.0

// Package microvm carries the legal texts of the project, for the programs that have to show them.
package microvm

import "embed"

// Notices are NOTICE, LICENSE and the licences of what the host program embeds.
//
//go:embed NOTICE LICENSE LICENSES/GPL-2.0-only.txt LICENSES/LGPL-2.1-or-later.txt
var Notices embed.FS

// NoticeFiles are the names in Notices, in the order in which they are read.
var NoticeFiles = []string{"NOTICE", "LICENSE", "LICENSES/GPL-2.0-only.txt", "LICENSES/LGPL-2.1-or-later.txt"}
