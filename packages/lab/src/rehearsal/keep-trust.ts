import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The lists of a trusted_root.json (sigstore protobuf-specs, sigstore_trustroot.proto, TrustedRoot). */
const lists = ['tlogs', 'certificateAuthorities', 'ctlogs', 'timestampAuthorities'] as const

type TrustedRoot = { readonly [name: string]: unknown }

/** What more rehearsals than these have signed is signed anew; a file of trust should not grow for ever. */
const longest = 50

/**
 * Lets a rehearsal believe what earlier ones have signed, whose authorities had keys of their own: the images in the registry outlive a
 * rehearsal, and so do the statements about them. Only certificates and public keys are kept.
 * @param trustedRoot the file of this rehearsal; it is extended
 * @param kept a file in the cache, beside the storage of the registry
 */
export async function keepTrust(trustedRoot: string, kept: string): Promise<void> {
  const merged = mergeTrust(parse(await readFile(trustedRoot, 'utf8')), parse(await readFile(kept, 'utf8').catch(() => '{}')))
  const text = `${JSON.stringify(merged, null, 2)}\n`
  await mkdir(dirname(kept), { recursive: true })
  for (const file of [trustedRoot, kept]) await writeFile(file, text)
}

export function mergeTrust(own: TrustedRoot, earlier: TrustedRoot): TrustedRoot {
  const listOf = (root: TrustedRoot, name: string): readonly unknown[] => (Array.isArray(root[name]) ? (root[name] as readonly unknown[]) : [])
  return { ...own, ...Object.fromEntries(lists.map((name) => [name, [...listOf(own, name), ...listOf(earlier, name)].slice(0, longest)])) }
}

/** A file that a killed rehearsal left half written counts as none. */
function parse(text: string): TrustedRoot {
  try {
    return JSON.parse(text) as TrustedRoot
  } catch {
    return {}
  }
}
