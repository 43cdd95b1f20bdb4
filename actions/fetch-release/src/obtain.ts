import type { Ports } from '@slipway/host'
import { type Digest, hexOf, Refusal, unwrap } from '@slipway/kernel'
import { createProof, type Expected, judgeWitnesses, type Witness } from './witnesses.ts'

/** A file that can be had: its bytes, and everybody who says what they should be. */
export type Source = {
  readonly name: string
  readonly witnesses: readonly Witness[]
  readonly read: () => AsyncIterable<Uint8Array>
}

/** A file that is here, and proven. */
export type Obtained = { readonly name: string; readonly path: string; readonly size: number; readonly digest: Digest; readonly cached: boolean }

export type Staging = { readonly folder: string; readonly cache: boolean }

/** Gets a file from the cache or from its source. Under its name is only ever what has been proven. */
export async function obtain(source: Source, { folder, cache }: Staging, ports: Ports): Promise<Obtained> {
  const expected = unwrap(judgeWitnesses(source.name, source.witnesses))
  const { name } = source
  // Without its digest nobody knows the name of what the cache holds.
  if (!cache || expected.sha256 === undefined || !ports.cache.available()) {
    const path = `${folder}/${hexOf(expected.witnesses[0]?.digest ?? ('' as Digest)).slice(0, 32)}-${ports.random(4)}`
    return { name, path, ...(await download(source, expected, path, ports)), cached: false }
  }
  const hex = hexOf(expected.sha256)
  const path = `${cacheFolder(ports)}/${hex}`
  await ports.files.remove(path)
  const kept = await restore(expected, path, hex, ports)
  if (kept !== undefined) return { name, path, ...kept, cached: true }
  const got = await download(source, expected, path, ports)
  await attempt('saved', name, ports, () => ports.cache.save([path], `${prefixOf(hex)}${ports.random(8)}`))
  return { name, path, ...got, cached: false }
}

/** Removes what `obtain` has left outside of the staging folder. */
export async function forget(ports: Ports): Promise<void> {
  if (ports.cache.available()) await ports.files.remove(cacheFolder(ports))
}

/** The path counts as part of the key: it has to be the same in every job. */
function cacheFolder(ports: Ports): string {
  return `${ports.job.temp}/slipway-fetch`
}

/** What is saved under one key stays: each copy has a key of its own, so that a damaged one does not stand in the way of the next. */
function prefixOf(hex: string): string {
  return `slipway-fetch-${hex}-`
}

type Proven = { readonly size: number; readonly digest: Digest }

/** The cached copy, if it is there and right. A wrong one is told, and thrown away. */
async function restore(expected: Expected, path: string, hex: string, ports: Ports): Promise<Proven | undefined> {
  const { name } = expected
  const key = await attempt('restored', name, ports, () => ports.cache.restore([path], `${prefixOf(hex)}none`, [prefixOf(hex)]))
  if (key === undefined) return undefined
  const info = await ports.files.info(path)
  if (info?.kind !== 'file') {
    ports.log.warning({ code: 'E_FETCH_CACHE', message: `the cache said that it held "${name}" (${key}), and did not`, cure: 'It is fetched anew' })
    await ports.files.remove(path)
    return undefined
  }
  const proof = createProof(expected)
  let size = 0
  for await (const bytes of ports.files.stream(path)) {
    proof.update(bytes)
    size += bytes.length
  }
  const { digest, problems } = proof.finish()
  if (problems.length === 0) {
    ports.log.info(`${name}: from the cache (${key}), ${digest}`)
    return { size, digest }
  }
  const message = `the cached copy of "${name}" (${key}) is damaged: it is ${digest}, and not ${expected.sha256}`
  ports.log.warning({ code: 'E_FETCH_CACHE', message, cure: 'It is fetched anew, and kept beside the damaged one, which goes when nobody uses it' })
  await ports.files.remove(path)
  return undefined
}

/** The bytes go to a neighbour of the path, which gets its name when the last of them has been proven. */
async function download(source: Source, expected: Expected, path: string, ports: Ports): Promise<Proven> {
  const proof = createProof(expected)
  let size = 0
  let digest: Digest | undefined
  const proving = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of source.read()) {
      proof.update(bytes)
      size += bytes.length
      yield bytes
    }
    const end = proof.finish()
    if (end.problems.length > 0) throw new Refusal(end.problems)
    digest = end.digest
  }
  await ports.files.writeStream(path, proving(), 0o644)
  ports.log.info(`${source.name}: ${size} bytes, ${digest}, by ${source.witnesses.map(({ by }) => by).join(', ')}`)
  return { size, digest: digest as Digest }
}

/** The cache is for speed: nobody fails of it. */
async function attempt<T>(deed: string, name: string, ports: Ports, body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body()
  } catch (error) {
    const message = `"${name}" was not ${deed}: ${error instanceof Error ? error.message : String(error)}`
    ports.log.warning({ code: 'E_FETCH_CACHE', message, cure: 'It goes on without the cache', at: { input: 'cache' } })
    return undefined
  }
}
