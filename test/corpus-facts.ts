import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type EmbedListing, type GoBuildInfo, listEmbeds, type NativeImage, readGoBuildInfo, readNative } from '@slipway/binary'

/**
 * What a native file says of one image, as lists of words that an oracle's can be compared with: `header`, `purpose`, `os`, `sections`,
 * `segments`, `needed`, `neededSorted`, `runPaths`, `soname`, `interpreter`. An oracle gives those that it knows.
 */
export type Facts = Readonly<Record<string, readonly string[]>>

/** What reading cost: milliseconds, calls and bytes. */
export type Cost = { readonly milliseconds: number; readonly reads: number; readonly bytes: number }

export type Reading = {
  /** The sentence of the problem, where the file is no native one. */
  readonly problem: string | undefined
  readonly images: readonly NativeImage[]
  readonly facts: readonly Facts[]
  /** Of the first image, as `go version -m` looks at it. */
  readonly go: GoBuildInfo | undefined
  readonly headers: Cost
  readonly embeds: readonly EmbedListing[]
  readonly tables: Cost
}

/** Reads a file as an action does, through a descriptor that is opened for it. */
export function readMember(path: string): Reading {
  const first = measured(path, (reader) => {
    const file = readNative(reader)
    return { file, go: file.ok ? file.value.images.map((image) => readGoBuildInfo(reader, image)) : [] }
  })
  const { file, go } = first.value
  const images = file.ok ? file.value.images : []
  const second = measured(path, (reader) => images.map((image) => listEmbeds(reader, image)))
  const problem = file.ok ? undefined : file.error.message
  return { problem, images, facts: images.map(factsOf), go: go[0], headers: first.cost, embeds: second.value, tables: second.cost }
}

type Counted = { readonly size: number; readonly read: (offset: number, length: number) => Uint8Array }

function measured<T>(path: string, work: (reader: Counted) => T): { readonly value: T; readonly cost: Cost } {
  let [reads, bytes] = [0, 0]
  const start = performance.now()
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const read = (offset: number, length: number): Uint8Array => {
      if (offset >= size) return new Uint8Array()
      const target = new Uint8Array(Math.min(length, size - offset))
      reads += 1
      const count = readSync(file, target, 0, target.length, offset)
      bytes += count
      return target.subarray(0, count)
    }
    const value = work({ size, read })
    return { value, cost: { milliseconds: performance.now() - start, reads, bytes } }
  } finally {
    closeSync(file)
  }
}

/** Places count from the start of the image, as the oracles tell them of a slice. */
function factsOf(image: NativeImage): Facts {
  const start = image.range.offset
  return {
    header: [`${image.bits} ${image.endian} ${image.machine}`],
    purpose: [image.purpose],
    os: [`${image.os ?? ''} ${image.minimumOs ?? ''}`.trim()],
    sections: image.sections.map(({ name, offset, size, address, loaded, writable, executable }) =>
      range({ name, offset: offset - start, size, address }, [loaded && 'loaded', writable && 'writable', executable && 'executable']),
    ),
    segments: image.segments.map(({ offset, size, address, writable, executable }) =>
      range({ name: '', offset: offset - start, size, address }, [writable && 'writable', executable && 'executable']),
    ),
    needed: image.needed,
    neededSorted: [...image.needed].sort(),
    runPaths: image.runPaths,
    soname: image.soname === undefined ? [] : [image.soname],
    interpreter: image.interpreter === undefined ? [] : [image.interpreter],
  }
}

type Range = { readonly name: string; readonly offset: number; readonly size: number; readonly address: bigint }

/** One section or segment in a line. */
export function range({ name, offset, size, address }: Range, flags: readonly (string | false)[]): string {
  return [name, `${offset}+${size}`, `0x${address.toString(16)}`, ...flags.filter((flag) => flag !== false)].join(' ').trim()
}

/** Bytes of an image in which an embed table may stand: what is loaded, is neither code nor changed by the program, and relocations. */
export function readOnlyBytes(images: readonly NativeImage[]): number {
  return images
    .flatMap(({ sections }) =>
      sections.filter((one) => one.loaded && !one.executable && (!one.writable || /rel\.ro|DATA_CONST|const|rodata|\.rela/.test(one.name))),
    )
    .reduce((sum, { size }) => sum + size, 0)
}
