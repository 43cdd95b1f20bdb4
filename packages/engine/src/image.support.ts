import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Digest, digestOf, hexOf } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'

/** A member of a hand-made layer. */
export type Member = {
  readonly path: string
  readonly type?: 'file' | 'link' | 'symlink' | 'character-device' | 'directory' | 'fifo'
  readonly content?: string | Uint8Array
  readonly target?: string
  readonly mode?: number
  readonly uid?: number
  readonly mtime?: number
  /** Records of a pax header in front of it. */
  readonly pax?: Readonly<Record<string, string>>
}

const types = ['file', 'link', 'symlink', 'character-device', 'block-device', 'directory', 'fifo']

/** A tar file as the layers of images are: ustar with pax headers. */
export function layerOf(...members: readonly Member[]): Buffer {
  return Buffer.concat([...members.flatMap(blocksOf), Buffer.alloc(1024)])
}

function blocksOf({ pax, ...member }: Member): readonly Buffer[] {
  const records = Object.entries(pax ?? {}).map(([key, value]) => recordOf(`${key}=${value}\n`))
  const front = records.length === 0 ? [] : [...fileOf({ path: 'PaxHeaders/x', content: records.join('') }, 'x')]
  return [...front, ...fileOf(member, String(types.indexOf(member.type ?? 'file')))]
}

function recordOf(text: string): string {
  const length = Buffer.byteLength(text) + 1
  const digits = String(length + String(length).length).length
  return `${length + digits} ${text}`
}

function fileOf({ path, content = '', target = '', mode = 0o644, uid = 0, mtime = 1_700_000_000 }: Member, flag: string): readonly Buffer[] {
  const bytes = Buffer.from(content)
  const header = Buffer.alloc(512)
  const octal = (value: number, at: number, size: number): void => void header.write(value.toString(8).padStart(size - 1, '0'), at)
  header.write(path, 0)
  octal(mode, 100, 8)
  octal(uid, 108, 8)
  octal(0, 116, 8)
  octal(bytes.length, 124, 12)
  octal(mtime, 136, 12)
  header.write(`        ${flag}${target}`, 148)
  header.write('ustar\u000000', 257)
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    8,
  )
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
}

export type ImageParts = {
  readonly layers?: readonly Uint8Array[]
  readonly architecture?: string
  /** More fields of the config. */
  readonly config?: Readonly<Record<string, unknown>>
  readonly compress?: (layer: Uint8Array) => Uint8Array
}

/** Writes an OCI layout that holds one image; answers with the digest of its manifest. */
export function writeLayout(folder: string, { layers = [], architecture = 'amd64', config = {}, compress = gzipSync }: ImageParts = {}): Digest {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true })
  const write = (mediaType: string, bytes: Uint8Array | string) => {
    const digest = digestOf(bytes)
    writeFileSync(join(folder, 'blobs/sha256', hexOf(digest)), bytes)
    return { mediaType, digest, size: Buffer.byteLength(bytes) }
  }
  const rootfs = { type: 'layers', diff_ids: layers.map((layer) => digestOf(layer)) }
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: write(mediaTypes.config, JSON.stringify({ os: 'linux', architecture, rootfs, ...config })),
    layers: layers.map((layer) => write('application/vnd.oci.image.layer.v1.tar+gzip', compress(layer))),
  }
  const described = write(mediaTypes.manifest, JSON.stringify(manifest))
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [described] }))
  return described.digest
}
