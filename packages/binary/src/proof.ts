import { createHash, hash } from 'node:crypto'
import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { type ByteReader, partOf, readThrough } from './reader.ts'
import type { Finding } from './search.ts'
import { anchorLengths, chooseAnchors } from './search-anchors.ts'
import { rollingHashOf } from './search-rolling.ts'

/** What was proven of a binary when its assets were at hand, so that it can be checked again without them. */
export type ProofManifest = {
  readonly version: 1
  /** Size of the binary then. It may have been signed or stripped since: contents are looked for where they are now. */
  readonly size: number
  readonly contents: readonly ProvenContent[]
}

/** One asset that stood whole in the binary. */
export type ProvenContent = {
  readonly path: string
  readonly size: number
  /** Of all of it, in hexadecimal. */
  readonly sha256: string
  /** Where it stood, from the start of the binary. */
  readonly offset: number
  /** Short pieces by which it is found where it stands now; `bytes` in base64. Near its start, its middle and its end. */
  readonly windows: readonly { readonly at: number; readonly bytes: string }[]
  /** Bytes of each block but the last. */
  readonly block: number
  /** The first 8 bytes of each block's SHA-256, in hexadecimal: they tell where it was cut or altered, and prove nothing. */
  readonly blocks: readonly string[]
  /** The same of its last bytes, which tell a change in the last block from a cut. */
  readonly tail: string
  /** The hash of all of it that can roll over a file, of contents whose windows may stand at too many places: short, or monotonous. */
  readonly rolling: number | undefined
}

export type Proven = { readonly path: string; readonly size: number; readonly finding: Finding }

const smallestBlock = 64
/** So many make 10 KB of a manifest for each asset. */
const mostBlocks = 512
/** Longer contents have good windows, and rolling over them byte by byte is slow. */
const rolled = 4 * 1024 * 1024

/**
 * Writes down what `findContents` found, for `checkProof`. Everything has to be whole: what is not proven cannot be handed on as a proof.
 * Reads each content once, out of the binary.
 */
export function proveContents(binary: ByteReader, proven: readonly Proven[]): Result<ProofManifest> {
  const problems = proven.flatMap(({ path, finding }): Problem[] =>
    finding.state === 'whole'
      ? []
      : [
          {
            code: 'E_BINARY_PROOF',
            message: `${path} does not stand whole in the binary (${finding.state}), so there is no proof of it`,
            cure: 'Prove it first',
          },
        ],
  )
  if (proven.length === 0)
    problems.push({ code: 'E_BINARY_PROOF', message: 'nothing was proven, so there is no proof', cure: 'Declare what the binary must embed' })
  if (problems.length > 0) return err(problems)
  const contents = proven.flatMap(({ path, size, finding }) => (finding.state === 'whole' ? [describe(binary, path, finding.offset, size)] : []))
  return ok({ version: 1, size: binary.size, contents })
}

function describe(binary: ByteReader, path: string, offset: number, size: number): ProvenContent {
  const content = partOf(binary, offset, size)
  const block = blockFor(size)
  const whole = createHash('sha256')
  const buffer = new Uint8Array(Math.min(block, size))
  const blocks: string[] = []
  for (let at = 0; at < size; at += block) {
    const bytes = readThrough(content, at, Math.min(block, size - at), buffer)
    whole.update(bytes)
    blocks.push(blockHash(bytes))
  }
  const anchors = chooseAnchors(content, 0)
  const windows = anchors.map(({ at, bytes }) => ({ at, bytes: Buffer.from(bytes).toString('base64') }))
  const weak = size <= rolled || anchors.some(({ bytes }) => bytes.length < anchorLengths[0])
  const rolling = weak || anchors.length === 0 ? rollingHashOf(content) >>> 0 : undefined
  return {
    path,
    size,
    sha256: whole.digest('hex'),
    offset,
    windows,
    block,
    blocks,
    tail: blockHash(content.read(size - tailSize(size), tailSize(size))),
    rolling,
  }
}

/** Bytes at the end whose hash is kept. */
export function tailSize(size: number): number {
  return Math.min(64, size)
}

/** A power of two, so that there are at most 512 blocks. */
export function blockFor(size: number): number {
  let block = smallestBlock
  while (Math.ceil(size / block) > mostBlocks) block *= 2
  return block
}

/** The first 8 bytes, in hexadecimal. */
export function blockHash(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex').slice(0, 16)
}

/** The manifest as a file: the same text for the same manifest. */
export function renderProof(manifest: ProofManifest): string {
  return `${JSON.stringify(manifest)}\n`
}
