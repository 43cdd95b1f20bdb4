import type { Problem } from '@slipway/kernel'
import type { ContentEntry } from './content.ts'
import type { FileLine } from './file-line.ts'

/** What is needed of a file system; the files port of an action has it. */
export type TreeReader = {
  readonly info: (
    path: string,
  ) => Promise<{ readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly size: number; readonly mode: number; readonly target?: string } | undefined>
  readonly list: (path: string) => Promise<readonly string[]>
  readonly stream: (path: string) => AsyncIterable<Uint8Array>
}

/** What was found, and what is missing or empty. */
export type Gathered = { readonly entries: readonly ContentEntry[]; readonly problems: readonly Problem[] }

/** Looks up every declared file below `root`; folders are taken with all that they hold. */
export async function gatherFiles(lines: readonly FileLine[], root: string, reader: TreeReader): Promise<Gathered> {
  const parts: Gathered[] = []
  for (const line of lines) parts.push(line.kind === 'link' ? found({ kind: 'link', path: line.name, target: line.target }) : await gather(line, root, reader))
  return { entries: parts.flatMap(({ entries }) => entries), problems: parts.flatMap(({ problems }) => problems) }
}

type SourceLine = Extract<FileLine, { kind: 'source' }>

async function gather(line: SourceLine, root: string, reader: TreeReader): Promise<Gathered> {
  const source = line.source.replace(/(?<=.)\/+$/, '')
  const place = root === '' || source.startsWith('/') ? source : `${root}/${source}`
  const info = await reader.info(place)
  if (info === undefined) return lacking('MISSING', `"${line.source}" is not there`, 'Look at the step that makes it, and at the folder that `root` names')
  if (info.kind === 'link') return found({ kind: 'link', path: line.name, target: info.target ?? '' })
  if (info.kind === 'other') return found({ kind: 'other', path: line.name })
  if (info.kind === 'directory') return gatherFolder({ ...line, source }, place, root, reader)
  if (info.size === 0) return lacking('EMPTY_FILE', `"${line.source}" is empty`, 'Look at the step that makes it: nothing was written')
  const mode = line.mode ?? ((info.mode & 0o100) !== 0 || (await isProgram(place, line.name, reader)) ? 0o755 : 0o644)
  return found({ kind: 'file', path: line.name, mode, content: { stream: () => reader.stream(place), size: info.size } })
}

async function gatherFolder(line: SourceLine, place: string, root: string, reader: TreeReader): Promise<Gathered> {
  const names = await reader.list(place)
  if (names.length === 0) return lacking('EMPTY_FILE', `the folder "${line.source}" is empty`, 'Look at the step that fills it')
  const prefix = line.name === '.' ? '' : `${line.name}/`
  const inside = names.map((name): FileLine => ({ ...line, source: `${line.source}/${name}`, name: `${prefix}${name}` }))
  return gatherFiles(inside, root, reader)
}

function found(entry: ContentEntry): Gathered {
  return { entries: [entry], problems: [] }
}

function lacking(code: string, message: string, cure: string): Gathered {
  return { entries: [], problems: [{ code: `E_ARCHIVE_${code}`, message, cure, at: { input: 'files' } }] }
}

const magics: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0x23, 0x21],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
]

/** Artifacts of a run lose their modes, and a program that nobody can start is of no use: a program is told by its first bytes. */
async function isProgram(place: string, name: string, reader: TreeReader): Promise<boolean> {
  if (/\.(so(\.[0-9.]+)?|dylib|dll|a|o|ko)$/.test(name)) return false
  for await (const bytes of reader.stream(place)) return magics.some((magic) => magic.every((byte, index) => bytes[index] === byte))
  return false
}
