import {
  type AuthenticodeCheck,
  type ByteReader,
  checkAuthenticode,
  checkCodeSignature,
  detectPacking,
  findVersionStamp,
  type GoBuildInfo,
  type NativeFile,
  type NativeImage,
  type Packing,
  parseEntitlements,
  readGoBuildInfo,
  readNative,
  readSymbolVersions,
  type SignatureCheck,
  type Sniffed,
  sniff,
  type VersionStamp,
} from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { architectureOf, type Digest, err, type Problem, type Result, refuse } from '@slipway/kernel'
import type { Expectation } from './expect.ts'
import type { Wanted } from './lines.ts'
import type { Plan } from './plan.ts'

/** What was read of one native program or library. Of a universal file, `image` is the part for the platform. */
export type NativeFacts = {
  readonly file: NativeFile
  readonly image: NativeImage
  readonly go: GoBuildInfo | undefined
  /** Of an executable: where its version stands; of a universal one, in the part where it stands worst. Undefined where none is due. */
  readonly stamp: VersionStamp | undefined
  /** Of a Mach-O file, part by part; undefined for what is not signed. */
  readonly signatures: readonly { readonly image: NativeImage; readonly check: Result<SignatureCheck | undefined, Problem> }[]
  /** Of a PE file. */
  readonly authenticode: Result<AuthenticodeCheck | undefined, Problem> | undefined
  readonly packing: readonly Packing[]
  /** The versions of symbols that an ELF file needs, such as `GLIBC_2.34`. */
  readonly symbolVersions: readonly string[]
}

/** What was read of one file that came out. Nothing of it was run. */
export type FileFacts = {
  readonly path: string
  readonly due: Wanted['due']
  readonly size: number
  /** Permission bits. */
  readonly mode: number
  readonly digest: Digest
  readonly sniffed: Sniffed
  /** Undefined for what is no native file. */
  readonly native: NativeFacts | undefined
}

export type Collected = {
  readonly files: readonly FileFacts[]
  readonly unmatched: readonly string[]
  /** The files that an expectation with a pattern is for. */
  readonly concerned: ReadonlyMap<Expectation, ReadonlySet<string>>
  /** The entitlements that are expected, by the property list that holds them. */
  readonly plists: ReadonlyMap<string, ReturnType<typeof parseEntitlements>>
}

type Orders = Pick<Plan, 'platform' | 'wanted' | 'expected' | 'stamp'>

/** Reads every file that the patterns match; a file that two patterns match is read once, with the first kind that was declared. */
export async function collect(orders: Orders, ports: Pick<Ports, 'files'>): Promise<Collected> {
  const matches = await Promise.all(orders.wanted.map(async (one) => ({ ...one, paths: await ports.files.glob([one.pattern]) })))
  const paths = [...new Set(matches.flatMap((one) => one.paths))]
  const outside = paths.filter((path) => path.startsWith('../') || path.startsWith('/'))
  if (outside.length > 0) {
    throw refuse({
      code: 'E_NATIVE_OUTSIDE',
      message: `${outside[0]} lies outside of the workspace`,
      cure: 'Build into a folder of the workspace',
      at: { input: 'files' },
    })
  }
  const files: FileFacts[] = []
  for (const path of paths) {
    const due = matches.find((one) => one.paths.includes(path) && one.due !== undefined)?.due
    files.push(await inspect(path, due, orders, ports))
  }
  const concerned = new Map<Expectation, ReadonlySet<string>>()
  for (const one of orders.expected) if (one.pattern !== undefined) concerned.set(one, new Set(await ports.files.glob([one.pattern])))
  const unmatched = matches.filter((one) => one.paths.length === 0).map(({ pattern }) => pattern)
  return { files, unmatched, concerned, plists: await readPlists(orders.expected, ports) }
}

async function readPlists(expected: readonly Expectation[], ports: Pick<Ports, 'files'>): Promise<Collected['plists']> {
  const plists = new Map<string, ReturnType<typeof parseEntitlements>>()
  for (const { key, value } of expected) {
    if (key !== 'entitlements' || value === 'none') continue
    const there = (await ports.files.info(value))?.kind === 'file'
    const message = 'is not there'
    plists.set(
      value,
      there ? parseEntitlements(await ports.files.readText(value)) : err({ code: 'E_NATIVE_EXPECT', message, cure: 'Name a property list of the workspace' }),
    )
  }
  return plists
}

async function inspect(path: string, due: Wanted['due'], orders: Orders, ports: Pick<Ports, 'files'>): Promise<FileFacts> {
  const reader = ports.files.open(path)
  try {
    const native = readNative(reader)
    const mode = (await ports.files.info(path))?.mode ?? 0
    const { digest } = await ports.files.digest(path)
    return { path, due, size: reader.size, mode, digest, sniffed: sniff(reader), native: native.ok ? inspectNative(reader, native.value, orders) : undefined }
  } finally {
    reader.close()
  }
}

function inspectNative(reader: ByteReader, file: NativeFile, { platform, stamp }: Orders): NativeFacts | undefined {
  const image = file.images.find((one) => one.architecture === architectureOf(platform)) ?? file.images[0]
  if (image === undefined) return undefined
  // What is cut short has no pages and no strings to look for; that it is cut is told of it.
  const whole = file.images.every(({ end }) => end <= reader.size)
  const signed = whole && file.format === 'mach-o' ? file.images : []
  return {
    file,
    image,
    go: readGoBuildInfo(reader, image),
    stamp:
      !whole || stamp === undefined || image.purpose !== 'executable' ? undefined : worstStamp(file.images.map((one) => findVersionStamp(reader, one, stamp))),
    signatures: signed.map((one) => ({ image: one, check: checkCodeSignature(reader, one) })),
    authenticode: whole && file.format === 'pe' ? checkAuthenticode(reader, image) : undefined,
    packing: whole ? detectPacking(reader, file) : [],
    symbolVersions: readSymbolVersions(reader, image),
  }
}

/**
 * Whether a version counts as found. Go writes the tag that it was built at into every program as the version of its module (since 1.24), also
 * into one that shows another version: that counts only for a program that is said to show it.
 */
export function isStamped(stamp: VersionStamp, shows: 'own' | 'module' = 'own'): boolean {
  return stamp.state === 'string' || stamp.state === 'text' || (stamp.state === 'module' && shows === 'module')
}

function worstStamp(stamps: readonly VersionStamp[]): VersionStamp | undefined {
  return stamps.find((one) => !isStamped(one, 'module')) ?? stamps.find((one) => !isStamped(one)) ?? stamps[0]
}
