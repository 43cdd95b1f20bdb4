import { type Digest, err, hexOf, ok, type Problem, type Result } from '@slipway/kernel'
import { byBytes, checkBareName } from './name.ts'

/** One line of a checksum file. */
export type Checksum = { readonly name: string; readonly digest: Digest }

type Line = Checksum & { readonly line: number }

const gnu = /^([0-9A-Fa-f]+) [ *](.+)$/
const bsd = /^([A-Z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]+)$/
const algorithms: Readonly<Record<number, string>> = { 64: 'sha256', 128: 'sha512' }

/**
 * Reads what GNU `sha256sum -c` reads (coreutils manual, "md5sum invocation"): `hash  name`, `hash *name`, `SHA256 (name) = hash`,
 * upper-case hexadecimal digits, CRLF, comment lines, blank lines. SHA-512 lines are told by their length.
 * Every bad line is reported, with `file` as its place. An empty list is a problem as well: it would prove nothing.
 */
export function parseChecksums(text: string, file?: string): Result<readonly Checksum[]> {
  const found: Problem[] = []
  const lines: Line[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (content === '' || content.startsWith('#')) continue
    const result = parseLine(content)
    if (result.ok) lines.push({ ...result.value, line: index + 1 })
    else found.push({ ...result.error, at: { file, line: index + 1 } })
  }
  found.push(...repeated(lines, file))
  if (lines.length === 0 && found.length === 0) {
    found.push({ code: 'E_CHECKSUMS_EMPTY', message: 'holds no checksum', cure: 'Write it with `sha256sum FILE… > checksums.txt`', at: { file } })
  }
  return found.length === 0 ? ok(lines.map(({ name, digest }) => ({ name, digest }))) : err(found)
}

function parseLine(content: string): Result<Checksum, Problem> {
  const style = splitLine(content)
  if (style === undefined) return err(badLine(content))
  const algorithm = algorithms[style.hex.length]
  if (algorithm === undefined || (style.algorithm !== undefined && style.algorithm !== algorithm)) {
    const message = `a hash of ${style.hex.length} digits is no ${(style.algorithm ?? 'sha256').toUpperCase()}`
    return err({ code: 'E_CHECKSUMS_HASH', message, cure: 'Use SHA-256 (64 hexadecimal digits) or SHA-512 (128)' })
  }
  const flaw = checkBareName(style.name)
  if (flaw !== undefined) return err(flaw)
  return ok({ name: style.name, digest: `${algorithm}:${style.hex.toLowerCase()}` as Digest })
}

function splitLine(content: string): { name: string; hex: string; algorithm?: string } | undefined {
  const tagged = bsd.exec(content)
  if (tagged !== null) return { name: tagged[2] ?? '', hex: tagged[3] ?? '', algorithm: (tagged[1] ?? '').toLowerCase().replace('-', '') }
  const plain = gnu.exec(content)
  return plain === null ? undefined : { name: plain[2] ?? '', hex: plain[1] ?? '' }
}

function badLine(content: string): Problem {
  const base = { code: 'E_CHECKSUMS_LINE', message: `${JSON.stringify(content.slice(0, 120))} is no checksum line` }
  if (content.startsWith('\\')) return { ...base, cure: 'It is the escaped form of a name with a backslash or a line break: rename that file' }
  if (content.startsWith('\ufeff')) return { ...base, cure: 'Save the file without a byte order mark' }
  if (/^[0-9A-Fa-f]+\s*$/.test(content)) return { ...base, cure: 'Add two blanks and the name of the file behind the hash' }
  return { ...base, cure: 'Write the hash, two blanks and the name of the file' }
}

function repeated(lines: readonly Line[], file?: string): Problem[] {
  const first = new Map<string, number>()
  const found: Problem[] = []
  for (const { name, line } of lines) {
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, line)
    else
      found.push({
        code: 'E_CHECKSUMS_REPEATED',
        message: `"${name}" already stands on line ${earlier}`,
        cure: 'Keep one of the two lines',
        at: { file, line },
      })
  }
  return found
}

/**
 * The one form that is written: lower-case hexadecimal digits, two blanks, the bare name, LF; sorted by bytes.
 * Refuses an empty list, a name twice, a name that is not bare, and digests of different algorithms.
 */
export function renderChecksums(list: readonly Checksum[]): Result<string> {
  const found: Problem[] = list.flatMap(({ name }) => checkBareName(name) ?? [])
  const sorted = list.toSorted((left, right) => byBytes(left.name, right.name))
  for (const [index, { name }] of sorted.entries()) {
    if (index > 0 && sorted[index - 1]?.name === name)
      found.push({ code: 'E_CHECKSUMS_REPEATED', message: `"${name}" is there twice`, cure: 'Give each file a name of its own' })
  }
  if (list.length === 0) found.push({ code: 'E_CHECKSUMS_EMPTY', message: 'there is no file to write a checksum of', cure: 'Name at least one file' })
  if (new Set(list.map(({ digest }) => digest.split(':')[0])).size > 1) {
    found.push({ code: 'E_CHECKSUMS_HASH', message: 'the digests are of different algorithms', cure: 'Use one algorithm a file' })
  }
  return found.length === 0 ? ok(sorted.map(({ name, digest }) => `${hexOf(digest)}  ${name}\n`).join('')) : err(found)
}
