import { entryTime, type PackageOrder, type PackagePlan, packArchive, preparePackage, renderContents } from '@slipway/archive'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { fillPlatform, ok, type Problem, type Result, unwrap } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { PackageInputs, PackageOutputs } from './inputs.ts'

/** What one packaging action decides for itself: which component it makes, and where the exact sources are. */
export type Component = Pick<PackageOrder, 'component' | 'sources'>

/** What the inputs order, once it is known where the files lie. `epoch` is the variable SOURCE_DATE_EPOCH. */
export function planOrder(inputs: PackageInputs, component: Component, root: string, epoch: string | undefined): Result<PackageOrder, Problem> {
  const mtime = entryTime(inputs.mtime, epoch)
  if (!mtime.ok) return mtime
  const { name, template, platform, version, license, files } = inputs
  const texts = { licenseFiles: inputs['license-files'] ?? [], notices: inputs.notices ?? [] }
  return ok({ ...component, name, template, platform, version, license, files, root, ...texts, mtime: mtime.value })
}

/** Gathers, proves, packs and hands on one package; in a dry run it says what would go in. */
export async function runPackage(inputs: PackageInputs, component: Component, ports: Ports): Promise<PackageOutputs> {
  const root = await openRoot(inputs, ports)
  const order = unwrap(planOrder(inputs, component, root, ports.job.variable('SOURCE_DATE_EPOCH')))
  const plan = unwrap(await preparePackage(order, ports.files))
  const rows = renderContents(plan)
  ports.log.info(`${plan.file}, under ${plan.license.id}:`)
  for (const row of rows) ports.log.info(`  ${row.join('  ')}`)
  if (inputs['dry-run']) return { path: '', name: plan.file, digest: '', size: '', artifact: '' }
  return write(plan, rows, inputs, ports)
}

async function write(plan: PackagePlan, rows: readonly (readonly string[])[], inputs: PackageInputs, ports: Ports): Promise<PackageOutputs> {
  const path = `${inputs.output.replace(/\/+$/, '')}/${plan.file}`
  await ports.files.writeStream(path, packArchive(plan.archive))
  const { digest, size } = await ports.files.digest(path)
  const artifact = fillPlatform(inputs['to-artifact'] ?? '', inputs.platform)
  if (artifact !== '') await ports.artifacts.upload(artifact, [ports.files.resolve(path)], ports.files.resolve(inputs.output))
  const table = renderTable(['mode', 'size', 'path'], rows)
  ports.summary.add(`### ${plan.file}\n\n${renderSize(size)}, ${plan.license.id}, ${renderCode(digest)}\n\n${table}`)
  ports.log.info(`${path}: ${size} bytes, ${digest}`)
  ports.log.info(`next: declare ${plan.file} in the input expect of checksum-release`)
  return { path, name: plan.file, digest, size: String(size), artifact }
}

/** The folder that the sources are relative to; an artifact is fetched first. */
async function openRoot({ 'from-artifact': template, root, platform }: PackageInputs, ports: Ports): Promise<string> {
  if (template === undefined) return root === '.' ? '' : root
  const name = fillPlatform(template, platform)
  const folder = await ports.files.makeTemporary('artifact')
  await fetchArtifacts([{ name, folder }], 'from-artifact', ports)
  return root === '.' ? folder : `${folder}/${root}`
}
