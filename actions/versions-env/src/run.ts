import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { err, ok, type Problem, Refusal, type Result, unwrap } from '@slipway/kernel'
import { renderCode, renderTable } from '@slipway/report'
import type { contract } from './contract.ts'
import { type Plan, plan, type Text, valuesOf } from './plan.ts'

type Inputs = InputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports): Promise<OutputsOf<typeof contract>> {
  const { versions, containerfile } = await readSources(inputs, ports)
  const exported = { wanted: inputs.export, prefix: inputs.prefix }
  const planned = unwrap(plan({ versions, containerfile, fix: inputs.fix, exported }))
  for (const { key, value } of planned.entries) ports.log.info(`${key}=${value}`)
  const rows = planned.entries.map(({ key, value }) => [renderCode(key), renderCode(value)])
  ports.summary.add(`### ${inputs.file}\n\n${renderTable(['key', 'value'], rows)}`)
  if (containerfile !== undefined && planned.fixed !== undefined) await fix(containerfile, planned.fixed, ports)
  for (const [name, value] of Object.entries(planned.environment)) ports.log.exportVariable(name, value)
  const values = valuesOf(planned.entries)
  return {
    ...values,
    versions: JSON.stringify(values),
    majors: JSON.stringify(planned.majors),
    'build-args': Object.entries(planned.buildArguments)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    fixed: String(planned.fixed?.changed.length ?? 0),
  }
}

async function fix({ file, mode }: Read, { text, changed }: NonNullable<Plan['fixed']>, ports: Ports): Promise<void> {
  await ports.files.write(file, text, mode)
  for (const { name, from, to, line } of changed) ports.log.info(`${file}:${line}: ARG ${name}: ${from} → ${to}`)
  const rows = changed.map(({ name, from, to, line }) => [String(line), renderCode(name), renderCode(from), renderCode(to)])
  ports.summary.add(`### ${file} was rewritten\n\n${renderTable(['line', 'ARG', 'was', 'is'], rows)}\n\nCommit it, so that a build on a laptop agrees too.`)
}

type Read = Text & { readonly mode: number }
type Sources = { readonly versions: Read; readonly containerfile: Read | undefined }

async function readSources(inputs: Inputs, { files }: Ports): Promise<Sources> {
  const versions = await read(inputs.file, 'file', false, files)
  const containerfile = inputs.containerfile === undefined ? ok(undefined) : await read(inputs.containerfile, 'containerfile', inputs.fix, files)
  if (versions.ok && containerfile.ok) return { versions: versions.value, containerfile: containerfile.value }
  throw new Refusal([versions, containerfile].flatMap((each) => (each.ok ? [] : [each.error])))
}

async function read(file: string, input: string, rewritten: boolean, files: Ports['files']): Promise<Result<Read, Problem>> {
  const wrong = (message: string, cure: string) => err({ code: 'E_VERSIONS_FILE', message: `${file} ${message}`, cure, at: { input } })
  const info = await files.info(file)
  if (info === undefined) return wrong('is not there', 'Check the repository out before this step, and name a file of it')
  if (info.kind === 'directory' || info.kind === 'other') return wrong('is no file', 'Name a file')
  // Renaming a new file over a link would leave the file behind it as it was.
  if (info.kind === 'link' && rewritten) return wrong(`is a link to ${info.target}`, 'Name the file itself, because fix writes a new one')
  const bytes = await files.readBytes(file)
  const text = Buffer.from(bytes).toString('utf8')
  // Decoding replaces what is no UTF-8, and a file that is rewritten would lose it.
  if (Buffer.compare(Buffer.from(text), bytes) !== 0) return wrong('is no UTF-8 text', 'Save it as UTF-8')
  return ok({ file, text, mode: info.mode })
}
