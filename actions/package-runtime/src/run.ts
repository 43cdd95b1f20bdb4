import { type PackagePlan, packArchive, preparePackage, renderContents } from '@slipway/archive'
import type { InputsOf, OutputsOf } from '@slipway/contract'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { fillPlatform, unwrap } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { contract } from './contract.ts'
import { planOrder } from './plan.ts'

type Outputs = OutputsOf<typeof contract>

export async function run(inputs: InputsOf<typeof contract>, ports: Ports): Promise<Outputs> {
  const root = await openRoot(inputs, ports)
  const order = unwrap(planOrder(inputs, root, ports.job.variable('SOURCE_DATE_EPOCH')))
  const plan = unwrap(await preparePackage(order, ports.files))
  const rows = renderContents(plan)
  ports.log.info(`${plan.file}, under ${plan.license.id}:`)
  for (const row of rows) ports.log.info(`  ${row.join('  ')}`)
  if (inputs['dry-run']) return { path: '', name: plan.file, digest: '', size: '', artifact: '' }
  return write(plan, rows, inputs, ports)
}

async function write(plan: PackagePlan, rows: readonly (readonly string[])[], inputs: InputsOf<typeof contract>, ports: Ports): Promise<Outputs> {
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
async function openRoot({ 'from-artifact': template, root, platform }: InputsOf<typeof contract>, ports: Ports): Promise<string> {
  if (template === undefined) return root === '.' ? '' : root
  const name = fillPlatform(template, platform)
  const folder = await ports.files.makeTemporary('artifact')
  await fetchArtifacts([{ name, folder }], 'from-artifact', ports)
  return root === '.' ? folder : `${folder}/${root}`
}
