import { findText, type GoBuildInfo, type NativeFile, readGoBuildInfo, readNative, type Sniffed, sniff } from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { type Digest, parseReleaseTag, refuse } from '@slipway/kernel'
import type { Wanted } from './plan.ts'

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
  readonly native: NativeFile | undefined
  readonly go: GoBuildInfo | undefined
  /** Whether the version stands in it; undefined where no version is asked for. */
  readonly stamped: boolean | undefined
}

export type Collected = { readonly files: readonly FileFacts[]; readonly unmatched: readonly string[] }

/** Reads every file that the patterns match; a file that two patterns match is read once, with the first kind that was declared. */
export async function collect(wanted: readonly Wanted[], version: string | undefined, ports: Ports): Promise<Collected> {
  const matches = await Promise.all(wanted.map(async (one) => ({ ...one, paths: await ports.files.glob([one.pattern]) })))
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
    files.push(await inspect(path, due, version, ports))
  }
  return { files, unmatched: matches.filter((one) => one.paths.length === 0).map(({ pattern }) => pattern) }
}

async function inspect(path: string, due: Wanted['due'], version: string | undefined, ports: Ports): Promise<FileFacts> {
  const reader = ports.files.open(path)
  try {
    const native = readNative(reader)
    const image = native.ok ? native.value.images[0] : undefined
    return {
      path,
      due,
      size: reader.size,
      mode: (await ports.files.info(path))?.mode ?? 0,
      digest: (await ports.files.digest(path)).digest,
      sniffed: sniff(reader),
      native: native.ok ? native.value : undefined,
      go: image === undefined ? undefined : readGoBuildInfo(reader, image),
      stamped: version === undefined ? undefined : findText(reader, stampOf(version)) !== undefined,
    }
  } finally {
    reader.close()
  }
}

/** Some projects stamp `v1.2.3`, others `1.2.3`: the second stands in both. */
export function stampOf(version: string): string {
  const tag = parseReleaseTag(version)
  return tag.ok ? tag.value.version : version
}
