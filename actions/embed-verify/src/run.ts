import { type ByteReader, findContents, type NativeFile, partOf, readNative, sectionAt, sniff } from '@slipway/binary'
import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { FileReader, Ports } from '@slipway/host'
import { refuse, unwrap } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { contract } from './contract.ts'
import { type Asset, parseAssetLines, parseManifest } from './declare.ts'
import { type AssetFacts, type Facts, type Place, type Proof, plan } from './plan.ts'

type Inputs = InputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports): Promise<OutputsOf<typeof contract>> {
  const assets = await readDeclaration(inputs, ports)
  const facts = await gather(inputs, assets, ports)
  const planned = plan(facts)
  ports.summary.add(renderSummary(facts, planned.ok ? [] : planned.error.map(({ message }) => message)))
  const proof = unwrap(planned)
  for (const { path, size, sha256, offset } of proof.assets) ports.log.info(`${path}: ${size} bytes, sha256 ${sha256}, whole at offset ${offset}`)
  if (inputs.result !== undefined) await ports.files.write(inputs.result, renderProof(proof))
  return { assets: String(proof.assets.length), proof: JSON.stringify(proof), result: inputs.result ?? '' }
}

function renderProof(proof: Proof): string {
  return `${JSON.stringify(proof, undefined, 2)}\n`
}

async function readDeclaration(inputs: Inputs, ports: Ports): Promise<readonly Asset[]> {
  if (inputs.manifest === undefined) return unwrap(parseAssetLines(inputs.assets ?? ''))
  if ((await ports.files.info(inputs.manifest))?.kind !== 'file') {
    throw refuse({
      code: 'E_EMBED_MANIFEST',
      message: `${inputs.manifest} is not there`,
      cure: 'Check the repository out before this step',
      at: { input: 'manifest' },
    })
  }
  return unwrap(parseManifest(await ports.files.readText(inputs.manifest), inputs.manifest))
}

/** Reads the binary once and each asset once; all files are open at the same time, none is held in memory. */
async function gather(inputs: Inputs, assets: readonly Asset[], ports: Ports): Promise<Facts> {
  const path = await findBinary(inputs.binary, ports)
  using stack = new DisposableStack()
  const open = (file: string): FileReader | undefined => {
    const reader = openFile(file, ports)
    return reader === undefined ? undefined : stack.adopt(reader, (one) => one.close())
  }
  const binary = open(path) ?? missing(path)
  const native = readNative(binary)
  const readers = assets.map((asset) => open(asset.path))
  const there = readers.flatMap((reader) => reader ?? [])
  const places = search(binary, native.ok ? native.value : undefined, there)
  const digests = await Promise.all(assets.map(async ({ path: file }, index) => (readers[index] === undefined ? undefined : await ports.files.digest(file))))
  return {
    binary: { path, size: binary.size, digest: (await ports.files.digest(path)).digest, native },
    platform: inputs.platform,
    guest: inputs['guest-platform'],
    floor: inputs['min-size'],
    assets: assets.map((asset, index) => factsOf(asset, readers[index], digests[index], places[there.indexOf(readers[index] as FileReader)] ?? [])),
  }
}

function factsOf(
  asset: Asset,
  reader: FileReader | undefined,
  digest: Awaited<ReturnType<Ports['files']['digest']>> | undefined,
  places: readonly Place[],
): AssetFacts {
  if (reader === undefined || digest === undefined) return { asset, file: undefined, places: [] }
  return { asset, file: { size: reader.size, digest: digest.digest, sniffed: sniff(reader) }, places }
}

/** What became of each asset, in each image of the binary. A file that is no native file is searched all the same. */
function search(binary: ByteReader, native: NativeFile | undefined, assets: readonly ByteReader[]): readonly (readonly Place[])[] {
  const images =
    native === undefined || native.images.length < 2
      ? [{ name: '', offset: 0, size: binary.size }]
      : native.images.map(({ machine, range }) => ({ name: machine, ...range }))
  const rows = images.map(({ name, offset, size }) => {
    const findings = findContents(partOf(binary, offset, size), assets)
    return findings.map((finding, index): Place => {
      const place = finding.state === 'absent' || finding.state === 'refused' ? finding : { ...finding, offset: finding.offset + offset }
      const section = place.state === 'whole' ? sectionAt(native?.images ?? [], place.offset, assets[index]?.size ?? 0) : undefined
      return { image: name, finding: place, section: section?.name, loaded: section?.loaded }
    })
  })
  return assets.map((_, index) => rows.flatMap((row) => row[index] ?? []))
}

async function findBinary(pattern: string, ports: Ports): Promise<string> {
  if ((await ports.files.info(pattern)) !== undefined) return pattern
  const found = await ports.files.glob([pattern])
  if (found.length === 1) return found[0] as string
  if (found.length === 0) return missing(pattern)
  const message = `${pattern} matches ${found.length} files: ${found.slice(0, 5).join(', ')}`
  throw refuse({ code: 'E_EMBED_BINARY', message, cure: 'Name the one binary that embeds the assets', at: { input: 'binary' } })
}

function missing(path: string): never {
  throw refuse({
    code: 'E_EMBED_BINARY',
    message: `${path} is no file`,
    cure: 'Build the binary before this step, and name its path in the workspace',
    at: { input: 'binary' },
  })
}

/** A link counts as what it leads to. Undefined where no file is: nothing, a folder, or a link that leads nowhere. */
function openFile(path: string, ports: Ports): FileReader | undefined {
  let reader: FileReader | undefined
  try {
    reader = ports.files.open(path)
    reader.read(0, 1)
    return reader
  } catch (error) {
    reader?.close()
    if (isNoFile(error)) return undefined
    throw error
  }
}

function isNoFile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))
}

function renderSummary(facts: Facts, problems: readonly string[]): string {
  const rows = facts.assets.map(({ asset, file, places }) => {
    const finding = places[0]?.finding
    const offset = finding !== undefined && 'offset' in finding ? String(finding.offset) : ''
    const wrong = problems.some((message) => message.startsWith(`the asset ${asset.path} `))
    const state = file === undefined ? 'missing' : (finding?.state ?? '')
    return [
      wrong ? '❌' : '✅',
      renderCode(asset.path),
      file?.sniffed.kind ?? '',
      file?.sniffed.architectures.join(' ') ?? '',
      file === undefined ? '' : renderSize(file.size),
      state,
      offset,
    ]
  })
  const title = `### ${problems.length === 0 ? '✅' : '❌'} embed-verify: ${renderCode(facts.binary.path)} (${facts.platform}, ${renderSize(facts.binary.size)})`
  return `${title}\n\n${renderTable(['', 'asset', 'kind', 'architecture', 'size', 'in the binary', 'offset'], rows)}`
}
