import { createHash } from 'node:crypto'
import { entryTime, gatherFiles, gzip, planArchive, tar } from '@slipway/archive/packing'
import type { InputsOf } from '@slipway/contract'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { fillPlatform, type Platform, Refusal, unwrap } from '@slipway/kernel'
import { type Layer, mediaTypeOf, type Share } from './build.ts'
import type { contract } from './contract.ts'
import { type Item, type Order, problem } from './plan.ts'

type Inputs = InputsOf<typeof contract>

/** What `oras` says of a layer that is a folder, and its readers go by (oras-go, content/file). */
const unpack = { 'io.deis.oras.content.unpack': 'true' }
const uncompressed = 'io.deis.oras.content.digest'
const title = 'org.opencontainers.image.title'

/** Looks the files up, and packs the folder. Everything that is missing is named at once. */
export async function gatherShares(order: Order, inputs: Inputs, scratch: string, ports: Ports): Promise<readonly Share[]> {
  if (order.content.kind === 'digest') return []
  if (order.content.kind === 'folder') return [{ layers: [await packFolder(order.content.folder, inputs, scratch, ports)] }]
  const roots = await openRoots(order, inputs, ports)
  const found = await Promise.all(order.content.items.map(async (item) => ({ item, layer: await describeFile(item, roots, inputs, ports) })))
  const missing = found.flatMap(({ layer }) => ('code' in layer ? [layer] : []))
  if (missing.length > 0) throw new Refusal(missing)
  const wanted: readonly (Platform | undefined)[] = order.platforms.length === 0 ? [undefined] : order.platforms
  return wanted.flatMap((platform) => {
    const [first, ...others] = found.flatMap(({ item, layer }) => (item.platform === platform && !('code' in layer) ? [layer] : []))
    return first === undefined ? [] : [{ ...(platform === undefined ? {} : { platform }), layers: [first, ...others] as const }]
  })
}

/** Where the files of each platform lie; artifacts are fetched first. */
async function openRoots({ platforms }: Order, { 'from-artifact': template }: Inputs, ports: Ports): Promise<(platform: Platform | undefined) => string> {
  if (template === undefined) return () => ''
  const nameOf = (platform: Platform | undefined): string => (platform === undefined ? template : fillPlatform(template, platform))
  const names = [...new Set(platforms.length === 0 ? [template] : platforms.map(nameOf))]
  const wanted = await Promise.all(names.map(async (name) => ({ name, folder: await ports.files.makeTemporary('artifact') })))
  await fetchArtifacts(wanted, 'from-artifact', ports)
  return (platform) => `${wanted.find(({ name }) => name === nameOf(platform))?.folder ?? ''}/`
}

async function describeFile(
  item: Item,
  roots: (platform: Platform | undefined) => string,
  inputs: Inputs,
  ports: Ports,
): Promise<Layer | ReturnType<typeof problem>> {
  const place = `${roots(item.platform)}${item.source}`
  const info = await ports.files.info(place)
  if (info?.kind !== 'file')
    return problem('MISSING', `"${item.source}" is ${info === undefined ? 'not there' : `a ${info.kind}`}`, 'Look at the step that makes it', 'files')
  if (info.size === 0) return problem('EMPTY', `"${item.source}" is empty`, 'Look at the step that makes it: nothing was written', 'files')
  const { digest, size } = await ports.files.digest(place)
  return { place, digest, size, mediaType: inputs['media-type'] ?? mediaTypeOf(item.title), annotations: { [title]: item.title } }
}

/** One tar.gz with what the folder holds at its top, in the bytes that every system would make. */
async function packFolder(folder: string, inputs: Inputs, scratch: string, ports: Ports): Promise<Layer> {
  const mtime = unwrap(entryTime(undefined, ports.job.variable('SOURCE_DATE_EPOCH')))
  const { entries, problems } = await gatherFiles([{ kind: 'source', source: folder, name: '.' }], '', ports.files)
  const planned = planArchive({ folder: '', mtime, entries })
  // That nothing is left to pack follows from what is missing.
  const found = [...problems, ...(planned.ok || problems.length > 0 ? [] : planned.error)]
  if (found.length > 0 || !planned.ok) throw new Refusal(found.map((flaw) => ({ ...flaw, at: { input: 'folder' } })))
  const hash = createHash('sha256')
  const place = `${scratch}/folder.tar.gz`
  await ports.files.writeStream(place, gzip(watch(tar(planned.value), hash)))
  const { digest, size } = await ports.files.digest(place)
  const annotations = { [title]: '.', ...unpack, [uncompressed]: `sha256:${hash.digest('hex')}` }
  return { place, digest, size, mediaType: inputs['media-type'] ?? 'application/vnd.oci.image.layer.v1.tar+gzip', annotations }
}

async function* watch(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const bytes of chunks) {
    hash.update(bytes)
    yield bytes
  }
}
