import { posix } from 'node:path'
import type { AssetFact, ReleaseReader } from '@slipway/github/fetch'
import { type Digest, err, ok, type Problem, Refusal, type Result } from '@slipway/kernel'
import { readAsset } from './find.ts'
import type { Witness } from './witnesses.ts'

/** Files that stand beside another one and hold its checksum, by the number of digits. */
const suffixes: Readonly<Record<string, number>> = { '.sha256': 64, '.sha256sum': 64, '.sha512': 128, '.sha512sum': 128 }
/** 64 KiB: a hash, and perhaps a name. */
const largest = 64 * 1024

/** What the files beside these assets say of them. Throws a Refusal that names such a file where it says nothing of its neighbour. */
export async function readBeside(
  names: readonly string[],
  assets: readonly AssetFact[],
  reader: ReleaseReader,
): Promise<ReadonlyMap<string, readonly Witness[]>> {
  const witnesses = new Map<string, readonly Witness[]>()
  const found: Problem[] = []
  for (const name of names) {
    for (const [suffix, digits] of Object.entries(suffixes)) {
      const asset = assets.find((one) => one.name === `${name}${suffix}` && one.state === 'uploaded')
      if (asset === undefined) continue
      const digest = parseBeside((await readAsset(asset, largest, reader)).toString('utf8'), name, digits, asset.name)
      if (digest.ok) witnesses.set(name, [...(witnesses.get(name) ?? []), { by: asset.name, digest: digest.value }])
      else found.push(digest.error)
    }
  }
  if (found.length > 0) throw new Refusal(found)
  return witnesses
}

/**
 * Reads the checksum of a file from the one beside it: a bare hash, or lines as `sha256sum` writes them, in either form. The name may have
 * folders in front of it, because it is often written where the file was made.
 */
export function parseBeside(text: string, name: string, digits: number, file: string): Result<Digest, Problem> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const parsed = lines.map((line) => parseLine(line, digits))
  const own = parsed.filter((line) => line !== undefined && (line.name === undefined ? lines.length === 1 : posix.basename(line.name) === name))
  const [first, ...others] = own
  if (first !== undefined && others.length === 0 && !parsed.includes(undefined)) return ok(`sha${digits * 4}:${first.hex}` as Digest)
  const message = `"${file}" holds no checksum of "${name}"`
  return err({ code: 'E_FETCH_CHECKSUMS', message, cure: 'See who changed it: it should hold its hash, alone or with its name', at: { file } })
}

function parseLine(line: string, digits: number): { readonly hex: string; readonly name: string | undefined } | undefined {
  const [, plain = '', marked] = /^([0-9A-Fa-f]+)(?:[ \t]+\*?(\S.*))?$/.exec(line) ?? []
  const [, tagged, behind = ''] = /^[A-Z0-9-]+ ?\((.+)\) ?= ?([0-9A-Fa-f]+)$/.exec(line) ?? []
  const hex = plain || behind
  return hex.length === digits ? { hex: hex.toLowerCase(), name: marked ?? tagged } : undefined
}
