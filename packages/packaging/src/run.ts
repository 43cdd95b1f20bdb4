import { entryTime, isUsualCompressor, type PackageOrder, type PackagePlan, packArchive, preparePackage, renderContents, withDigests } from '@slipway/archive'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { type Digest, fillPlatform, ok, type Problem, type Result, unwrap } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import { renderCycloneDx } from './cyclonedx.ts'
import type { PackageInputs, PackageOutputs } from './inputs.ts'
import { renderSpdx } from './spdx.ts'

/** What one packaging action decides for itself: which component it makes, and where the exact sources are. */
export type Component = Pick<PackageOrder, 'component' | 'sources'>

/** What the inputs order, once it is known where the files lie. `epoch` is the variable SOURCE_DATE_EPOCH. */
export function planOrder(inputs: PackageInputs, component: Component, root: string, epoch: string | undefined): Result<PackageOrder, Problem> {
  const mtime = entryTime(inputs.mtime, epoch)
  if (!mtime.ok) return mtime
  const { name, template, folder, platform, version, license, files, licenses: rules = [] } = inputs
  const texts = { licenseFiles: inputs['license-files'] ?? [], notices: inputs.notices ?? [] }
  const place = folder === undefined ? {} : { folder }
  return ok({ ...component, name, template, ...place, platform, version, license, files, root, rules, ...texts, mtime: mtime.value })
}

/** Rows that are shown: GitHub drops a summary of more than 1 MiB, and nobody reads so far. The documents have all of them. */
const longestList = 200

/** Gathers, proves, packs and hands on one package; in a dry run it says what would go in. `isUsual` tells whether the bytes can be compared. */
export async function runPackage(inputs: PackageInputs, component: Component, ports: Ports, isUsual = isUsualCompressor): Promise<PackageOutputs> {
  const root = await openRoot(inputs, ports)
  const order = unwrap(planOrder(inputs, component, root, ports.job.variable('SOURCE_DATE_EPOCH')))
  const plan = unwrap(await preparePackage(order, ports.files))
  const rows = renderContents(plan)
  ports.log.info(`${plan.file}, under ${plan.license.id}:`)
  for (const row of rows.slice(0, longestList)) ports.log.info(`  ${row.join('  ')}`)
  if (rows.length > longestList) ports.log.info(`  and ${rows.length - longestList} more`)
  for (const { name, version, license, files } of plan.parts) ports.log.info(`  holds ${name} ${version}, ${license.id}: ${files.join(', ')}`)
  const compressor = await checkCompressor(plan, ports, isUsual)
  if (inputs['dry-run']) return { path: '', name: plan.file, digest: '', size: '', spdx: '', cyclonedx: '', compressor, artifact: '' }
  const written = await write(plan, inputs, ports)
  const artifacts = await handOn(written, inputs, ports)
  const more = rows.length > longestList ? `\n\nand ${rows.length - longestList} more` : ''
  const table = `${renderTable(['mode', 'size', 'path'], rows.slice(0, longestList))}${more}`
  const parts = plan.parts.map(({ name, version, license }) => `- ${name} ${version}, ${license.id}\n`).join('')
  const about = `${renderSize(written.size)}, ${plan.license.id}, ${renderCode(written.digest)}, by ${compressor}`
  ports.summary.add(`### ${plan.file}\n\n${about}\n\n${parts === '' ? '' : `It holds:\n\n${parts}\n`}${table}`)
  ports.log.info(`${written.path}: ${written.size} bytes, ${written.digest}`)
  ports.log.info(`next: declare ${plan.file} in the input expect of checksum-release`)
  return { ...written, size: String(written.size), name: plan.file, compressor, artifact: artifacts }
}

type Written = { readonly path: string; readonly digest: Digest; readonly size: number; readonly spdx: string; readonly cyclonedx: string }

async function write(plan: PackagePlan, inputs: PackageInputs, ports: Ports): Promise<Written> {
  const path = `${inputs.output.replace(/\/+$/, '')}/${plan.file}`
  const hashed = withDigests(plan.archive)
  await ports.files.writeStream(path, packArchive(hashed.plan, plan.format))
  const { digest, size } = await ports.files.digest(path)
  const { repository, serverUrl, sha: commit } = ports.job
  const facts = { plan, digests: hashed.digests, digest, name: inputs.name, version: inputs.version, repository, serverUrl, commit }
  const documents = { spdx: `${path}.spdx.json`, cyclonedx: `${path}.cdx.json` }
  await ports.files.write(documents.spdx, renderSpdx(facts))
  await ports.files.write(documents.cyclonedx, renderCycloneDx(facts))
  return { path, digest, size, ...documents }
}

async function handOn({ path, spdx, cyclonedx }: Written, inputs: PackageInputs, ports: Ports): Promise<string> {
  const upload = async (template: string | undefined, files: readonly string[]): Promise<string> => {
    const name = fillPlatform(template ?? '', inputs.platform)
    const places = files.map((file) => ports.files.resolve(file))
    if (name !== '') await ports.artifacts.upload(name, places, ports.files.resolve(inputs.output))
    return name
  }
  await upload(inputs['sbom-to-artifact'], [spdx, cyclonedx])
  return upload(inputs['to-artifact'], [path])
}

/** Which library compresses; warns where it makes other bytes than Node.js's own builds, because then nobody can compare. */
async function checkCompressor({ format }: PackagePlan, ports: Ports, isUsual: typeof isUsualCompressor): Promise<string> {
  const library = format === 'tar.zst' ? 'zstd' : 'zlib'
  const version = `${library} ${process.versions[library] ?? 'unknown'}`
  if (await isUsual(format)) return version
  ports.log.warning({
    code: 'E_PACKAGING_COMPRESSOR',
    message: `this Node.js compresses with ${version}, which makes other bytes than the builds of nodejs.org do: the package cannot be compared with one made elsewhere`,
    cure: 'Let the runner use its own Node.js, or one of nodejs.org',
  })
  return version
}

/** The folder that the sources are relative to; an artifact is fetched first. */
async function openRoot({ 'from-artifact': template, root, platform }: PackageInputs, ports: Ports): Promise<string> {
  if (template === undefined) return root === '.' ? '' : root
  const name = fillPlatform(template, platform)
  const folder = await ports.files.makeTemporary('artifact')
  await fetchArtifacts([{ name, folder }], 'from-artifact', ports)
  return root === '.' ? folder : `${folder}/${root}`
}
