import type { Range } from './ranges.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** A place where a text stands, and the bytes on both sides of it as Latin-1. */
export type Occurrence = { readonly offset: number; readonly text: string; readonly before: string; readonly after: string }

const chunk = 512 * 1024
const side = 24
/** A version stands in a program a few times; `1.0` may stand there by the thousand. */
const mostOccurrences = 1024

/** The places of a text in some ranges, in order, and whether there are more of them than are told. Reads the ranges once. */
export function occurrencesOf(reader: ByteReader, text: string, ranges: readonly Range[]): { readonly found: readonly Occurrence[]; readonly more: boolean } {
  const needle = Buffer.from(text)
  const found: Occurrence[] = []
  const buffer = new Uint8Array(ranges.reduce((size, { from, to }) => Math.max(size, Math.min(chunk, to - from)), 0))
  for (const { from, to } of needle.length === 0 ? [] : ranges) {
    for (let base = from; base + needle.length <= to; base += chunk - needle.length + 1) {
      const bytes = readThrough(reader, base, Math.min(chunk, to - base), buffer)
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = view.indexOf(needle); at >= 0; at = view.indexOf(needle, at + 1)) {
        if (found.length === mostOccurrences) return { found, more: true }
        found.push(occurrenceAt(reader, base + at, needle.length))
      }
    }
  }
  return { found, more: false }
}

function occurrenceAt(reader: ByteReader, offset: number, length: number): Occurrence {
  const start = Math.max(0, offset - side)
  const bytes = Buffer.from(reader.read(start, offset - start + length + side)).toString('latin1')
  const at = offset - start
  return { offset, before: bytes.slice(0, at), text: bytes.slice(at, at + length), after: bytes.slice(at + length) }
}

/**
 * Whether a version is a word of its own: no digit, dot or other part of a version stands on either side (semver.org, 2.0.0, clauses 9
 * and 10). Letters may: Go lays its strings side by side with nothing between.
 */
export function isOwnWord({ before, after }: Occurrence): boolean {
  return !/[0-9][.]?$|[0-9A-Za-z][-+]$/.test(before.replace(/v$/, '')) && !/^([0-9]|\.[0-9]|[-+][0-9A-Za-z])/.test(after)
}

/** `module@v1.2.3/file.go` in Go's line table and `package@1.2.3` elsewhere name the version of something that the program was built from. */
export function isOfPackage({ before }: Occurrence): boolean {
  return /[0-9A-Za-z]@v?$/.test(before)
}

export function textAround({ before, text, after }: Occurrence): string {
  return `${before}${text}${after}`.replace(/[^ -~]/g, '.')
}

/** The 16 bytes in front of and behind the module information that Go keeps in a program twice (cmd/go/internal/modload, `infoStart` and `infoEnd`). */
const marks = {
  start: Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex'),
  end: Buffer.from('f932433186182072008242104116d8f2', 'hex'),
}
/** Programs with a thousand dependencies have 150 KB of it. */
const longestModuleText = 512 * 1024

/** Whether a place lies in Go's module information, which names the versions of all dependencies and the flags of the linker. */
export function isModuleText(reader: ByteReader, offset: number): boolean {
  for (let to = offset, left = longestModuleText; to > 0 && left > 0; ) {
    const from = Math.max(0, to - 16 * 1024)
    const bytes = Buffer.from(reader.read(from, to - from))
    const [start, end] = [bytes.lastIndexOf(marks.start), bytes.lastIndexOf(marks.end)]
    if (end > start) return false
    if (start >= 0) return true
    left -= to - from
    // A mark may lie across the edge of two pieces.
    to = from === 0 ? 0 : from + marks.start.length - 1
  }
  return false
}
