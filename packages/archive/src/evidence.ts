import type { OpenFile } from './content.ts'
import { readHead } from './file-kind.ts'
import { identifyLicense } from './license.ts'
import { type Alternative, parseAlternatives } from './license-expression.ts'

/** What a file says of its own licence: it may be taken under any one of the alternatives. */
export type Evidence = { readonly alternatives: readonly Alternative[]; readonly says: string }

const longestText = 1024 * 1024
/** One for all files: everything here is synchronous, and most files are small. */
const scratch = Buffer.allocUnsafeSlow(1024 * 1024)

/**
 * Looks for what tells that a file is not permissively licensed, whatever was declared: the SPDX tag and the usual notice of a source file,
 * a whole licence text, the licence of a kernel module, a kernel inside a library, and the words by which GNU programs answer `--version`.
 * Undefined says nothing: most files do not carry their licence.
 */
export function findEvidence(file: OpenFile, path: string, head: Uint8Array = readHead(file)): Evidence | undefined {
  return head.includes(0) ? findInBinary(file, head, path) : findInText(file, head, path)
}

const tag = /SPDX-License-Identifier:[ \t]*([^\r\n*]*[A-Za-z0-9+).])/g
const notice = /(?:under|terms\s+of)\W+(?:the\W+)+(?:version\s+[0-9.]+\s+of\s+the\s+)?GNU\s+((?:Lesser|Library|Affero)\s+)?General\s+Public\s+License/i
/** Only where one of these stands is it worth comparing with whole licences. */
const titles = /GENERAL PUBLIC LICENSE|Mozilla Public License|Eclipse Public License/

/** Pages and notices speak of the licences of others. */
const prose = /\.(txt|md|rst|adoc|html?|json|xml)$|(^|\/)[A-Z-]+$/

function findInText(file: OpenFile, head: Uint8Array, path: string): Evidence | undefined {
  const text = decode(head)
  const tags = [...text.matchAll(tag)].map((match) => match[1] ?? '')
  const strict = tags
    .map((expression) => ({ expression, alternatives: parseAlternatives(expression) }))
    .find(({ alternatives }) => alternatives.every(({ kind }) => kind !== 'permissive'))
  if (strict !== undefined) return { alternatives: strict.alternatives, says: `says SPDX-License-Identifier: ${strict.expression}` }
  // A tag is the file's own word; a file that has one is not judged by what else it says.
  if (tags.length > 0) return undefined
  const license = titles.test(text) && file.size <= longestText ? identifyLicense(decode(readWhole(file))) : undefined
  if (license !== undefined && license.kind !== 'permissive') return { alternatives: parseAlternatives(license.id), says: `holds the text of ${license.id}` }
  // Few files speak of GNU, and to take the signs of comments out of all of them would cost more than everything else.
  const family = license === undefined && !prose.test(path) && text.includes('GNU') ? notice.exec(text.replace(/[\s#*;/-]+/g, ' ')) : null
  if (family === null) return undefined
  const id = /lesser|library/i.test(family[1] ?? '') ? 'LGPL' : /affero/i.test(family[1] ?? '') ? 'AGPL' : 'GPL'
  return { alternatives: parseAlternatives(id), says: `says that it is under the ${id}` }
}

/** Modules say it in their section .modinfo; both "GPL" and "GPL v2" mean version 2 (Linux, Documentation/process/license-rules.rst). */
const moduleLicense = /\0license=([^\0]{1,40})\0/
const kernelBanner = /Linux version [0-9]+\.[0-9]+[^\0]{0,100} \([^\0]{1,100}\) \([^\0]{0,100}(?:gcc|clang)/
const gnuWords = /License (?:L|A)?GPLv[23]\+?: GNU (?:L|A|Lesser |Affero )?GPL version [23]|Licensed under GPLv2\. See source distribution/
const goMagic = /\xff Go buildinf:/

function findInBinary(file: OpenFile, head: Uint8Array, path: string): Evidence | undefined {
  if (isKernelImage(head)) return { alternatives: parseAlternatives('GPL-2.0-only'), says: 'is a Linux kernel' }
  const isModule = /\.ko$/.test(path)
  const found = searchAll(file, [isModule ? moduleLicense : kernelBanner, gnuWords, goMagic])
  const [first, gnu, go] = found
  if (isModule) return first === undefined ? undefined : judgeModule(first)
  // A Go program that embeds a kernel or a GNU program passes it on beside itself.
  if (go !== undefined) return undefined
  // A program may know the banner to look for it; in a library it is a kernel to be started.
  if (first !== undefined && /\.(so(\.[0-9.]+)?|dylib|dll)$|vmlinu/.test(path))
    return { alternatives: parseAlternatives('GPL-2.0-only'), says: `holds a kernel: "${first.slice(0, 60)}"` }
  if (gnu === undefined) return undefined
  return { alternatives: parseAlternatives(/License (L|A)GPL/.exec(gnu)?.[1] === 'L' ? 'LGPL' : 'GPL'), says: `says "${gnu}"` }
}

function judgeModule(match: string): Evidence | undefined {
  const license = match.slice(9, -1)
  if (!/^(GPL|Dual)/.test(license)) return undefined
  const other = /^Dual (MIT|BSD|MPL)\/GPL$/.exec(license)?.[1]
  const expression = other === undefined ? 'GPL-2.0-only' : `${other === 'MIT' ? 'MIT' : other === 'BSD' ? 'BSD-3-Clause' : 'MPL-1.1'} OR GPL-2.0-only`
  const alternatives = parseAlternatives(expression)
  return alternatives.some(({ kind }) => kind === 'permissive') ? undefined : { alternatives, says: `is a kernel module with the licence "${license}"` }
}

/** `HdrS` of x86's boot protocol, the magic of arm64's Image (Linux, Documentation/arch/x86/boot.rst and arm64/booting.rst). */
function isKernelImage(head: Uint8Array): boolean {
  const at = (offset: number): string => decode(head.subarray(offset, offset + 4))
  return at(0x202) === 'HdrS' || at(0x38) === 'ARM\x64'
}

const searchChunk = scratch.length
const overlap = 512

/** The first match of each pattern in a file of any size, in constant memory. */
function searchAll(file: OpenFile, patterns: readonly RegExp[]): readonly (string | undefined)[] {
  const found: (string | undefined)[] = patterns.map(() => undefined)
  for (let offset = 0; offset < file.size; offset += searchChunk - overlap) {
    const count = file.readInto(offset, scratch)
    const text = scratch.toString('latin1', 0, count)
    for (const [index, pattern] of patterns.entries()) found[index] ??= pattern.exec(text)?.[0]
    if (count < searchChunk) break
  }
  return found
}

function readWhole(file: OpenFile): Uint8Array {
  const bytes = new Uint8Array(file.size)
  file.readInto(0, bytes)
  return bytes
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
