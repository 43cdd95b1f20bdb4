import { type Problem, Refusal, refuse } from '@slipway/kernel'
import { type Extract, extract, type Header } from 'tar-stream'
import { tooMuch } from './limits.ts'
import { planSparse, readSparse } from './sparse.ts'

export type TarType = 'file' | 'directory' | 'link' | 'symlink' | 'character-device' | 'block-device' | 'fifo'

/** One member of a tar file. `link` is a hard link: `linkTarget` is the path of another member. */
export type TarEntry = {
  /** As it is written, without a slash at its end: it may be absolute or hold `..`, and is for the caller to judge. */
  readonly path: string
  readonly type: TarType
  /** Permission bits, as chmod takes them. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes of the file, holes included. */
  readonly size: number
  /** Seconds since 1970, with a fraction where the archive has one. */
  readonly mtime: number
  readonly linkTarget?: string
  /** True for a file with holes, whose `size` may be far more than the archive holds of it. */
  readonly sparse?: true
  /** Extended attributes by name (`SCHILY.xattr.…`, as Linux images use them). */
  readonly attributes: Readonly<Record<string, string>>
  /** What the file holds; of anything else nothing. What is not read is skipped when the next entry is asked for. */
  readonly body: AsyncIterable<Uint8Array>
}

/** What an archive may cost its reader. */
export type TarLimits = {
  /** Members; default 1,000,000. */
  readonly entries?: number
  /** Bytes of all files together, as they are unpacked; default 64 GiB. */
  readonly bytes?: number
}

const longestPath = 4096
/** Linux takes 64 KiB of one attribute (xattr(7)); an image has a few at most. */
const longestAttributes = 256 * 1024
/** Known to the code and the manual, not to the types. */
const options: Parameters<typeof extract>[0] & { readonly allowUnknownFormat: boolean } = { allowUnknownFormat: true }
const cure = 'Make the archive again, and see that it was copied whole'

/**
 * Reads a tar file member by member, in constant memory: ustar, pax and GNU (tar(5)), with long names, sparse files of pax formats 0.1 and
 * 1.0, and the old format without a magic. It holds at most one header, of which tar-stream keeps 4 MiB at most, and a few chunks.
 * Throws a Refusal: E_ARCHIVE_TAR for what is no tar file, cut or of a kind that Linux images do not have, E_ARCHIVE_LIMIT for more than
 * `limits`. An archive that was cut exactly between two members cannot be told from a whole one: check a digest.
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>, limits: TarLimits = {}): AsyncGenerator<TarEntry> {
  const archive = extract(options)
  archive.on('error', () => {})
  const source: Source = { failure: undefined }
  const feeding = feed(archive, chunks, source)
  const spend = createBudget(limits)
  try {
    for await (const member of archive) {
      const stored = withoutReturn(member as AsyncIterable<Uint8Array>, source)
      const entry = readMember(member.header, stored)
      spend(entry)
      yield entry
      for await (const _ of stored);
    }
    await feeding
  } catch (error) {
    throw whatWentWrong(error, source)
  } finally {
    archive.destroy()
    await feeding
  }
}

type Source = { failure: { readonly error: unknown } | undefined }

function whatWentWrong(error: unknown, source: Source): unknown {
  if (source.failure !== undefined) return source.failure.error
  if (error instanceof Refusal) return error
  return refuse(bad(`it is damaged: ${error instanceof Error ? error.message : String(error)}`), { cause: error })
}

/** Never rejects: what goes wrong in the source is kept apart from what is wrong in the archive. */
async function feed(archive: Extract, chunks: AsyncIterable<Uint8Array>, source: Source): Promise<void> {
  const isOver = (): boolean => archive.destroying
  try {
    for await (const chunk of chunks) {
      if (isOver()) return
      if (!archive.write(chunk)) await drained(archive, isOver)
    }
    archive.end(undefined)
  } catch (error) {
    source.failure ??= { error }
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

function drained(archive: Extract, isOver: () => boolean): Promise<void> {
  if (isOver()) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  archive.once('drain', resolve).once('close', resolve)
  return promise.finally(() => archive.off('drain', resolve).off('close', resolve))
}

/** One stream for several readers, each of which goes on where the last one stopped. A stream's own iterator would destroy the whole archive then. */
function withoutReturn(stream: AsyncIterable<Uint8Array>, source: Source): AsyncIterable<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  const next = (): Promise<IteratorResult<Uint8Array>> =>
    chunks.next().catch((error: unknown) => {
      throw whatWentWrong(error, source)
    })
  return { [Symbol.asyncIterator]: () => ({ next }) }
}

type Pax = Readonly<Record<string, string>>

function readMember(header: Header, stored: AsyncIterable<Uint8Array>): TarEntry {
  const pax = (header.pax ?? {}) as Pax
  const sparse = planSparse(pax, header.name)
  const name = sparse?.path ?? header.name
  const path = name.length > 1 ? name.replace(/(?<=.)\/+$/, '') : name
  const type = typeOf(header, name)
  // Absent where the field is empty, whatever the types say.
  const linkTarget = (header.linkname as string | null) ?? ''
  if (path.length > longestPath || linkTarget.length > longestPath) throw refuse(bad(`a path has more than ${longestPath} characters`))
  const body = type !== 'file' ? nothing : sparse === undefined ? stored : readSparse(sparse, header.size, stored)
  return {
    path,
    type,
    mode: header.mode & 0o7777,
    uid: wholeOf(pax['uid'], header.uid),
    gid: wholeOf(pax['gid'], header.gid),
    size: type === 'file' ? (sparse?.size ?? header.size) : 0,
    mtime: /^-?[0-9]+(\.[0-9]*)?$/.test(pax['mtime'] ?? '') ? Number(pax['mtime']) : header.mtime.getTime() / 1000,
    ...(type === 'link' || type === 'symlink' ? { linkTarget } : {}),
    ...(sparse === undefined ? {} : { sparse: true }),
    attributes: attributesOf(pax),
    body,
  }
}

const nothing: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }

const types: Readonly<Record<string, TarType>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  link: 'link',
  symlink: 'symlink',
  'character-device': 'character-device',
  'block-device': 'block-device',
  fifo: 'fifo',
}

function typeOf(header: Header, name: string): TarType {
  const type = types[header.type]
  if (type === undefined) throw refuse(bad(`"${name}" is of a kind that only some tar programs know, such as a sparse file of old GNU tar`))
  // Before POSIX a slash at the end was what told a directory from a file.
  return type === 'file' && name.endsWith('/') ? 'directory' : type
}

const prefix = 'SCHILY.xattr.'

function attributesOf(pax: Pax): Readonly<Record<string, string>> {
  const names = Object.keys(pax).filter((key) => key.startsWith(prefix))
  if (names.length === 0) return none
  if (names.reduce((sum, name) => sum + name.length + (pax[name]?.length ?? 0), 0) > longestAttributes) {
    throw refuse(bad(`extended attributes have more than ${longestAttributes} characters`))
  }
  return Object.fromEntries(names.sort().map((name) => [name.slice(prefix.length), pax[name] ?? '']))
}

const none: Readonly<Record<string, string>> = {}

function wholeOf(written: string | undefined, field: number): number {
  return written !== undefined && /^[0-9]+$/.test(written) ? Number(written) : field
}

function createBudget({ entries = 1_000_000, bytes = 64 * 2 ** 30 }: TarLimits): (entry: TarEntry) => void {
  let seen = 0
  let held = 0
  return ({ size }) => {
    seen += 1
    held += size
    if (seen > entries) throw tooMuch(`more than ${entries} members`)
    if (held > bytes) throw tooMuch(`more than ${bytes} bytes`)
  }
}

function bad(what: string): Problem {
  return { code: 'E_ARCHIVE_TAR', message: `the tar archive cannot be read: ${what}`, cure }
}
