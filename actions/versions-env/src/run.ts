import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { refuse, unwrap } from '@slipway/kernel'
import { renderCode, renderTable } from '@slipway/report'
import type { contract } from './contract.ts'
import { plan } from './plan.ts'

export async function run(inputs: InputsOf<typeof contract>, ports: Ports): Promise<OutputsOf<typeof contract>> {
  const versions = await read(inputs.file, 'file', ports)
  const containerfile = inputs.containerfile === undefined ? undefined : await read(inputs.containerfile, 'containerfile', ports)
  const planned = unwrap(plan({ versions, containerfile, exported: { wanted: inputs.export, prefix: inputs.prefix ?? '' } }))
  for (const { key, value } of planned.entries) ports.log.info(`${key}=${value}`)
  for (const [name, value] of Object.entries(planned.environment)) ports.log.exportVariable(name, value)
  const rows = planned.entries.map(({ key, value }) => [renderCode(key), renderCode(value)])
  ports.summary.add(`### ${inputs.file}\n\n${renderTable(['key', 'value'], rows)}`)
  return {
    versions: JSON.stringify(Object.fromEntries(planned.entries.map(({ key, value }) => [key, value]))),
    majors: JSON.stringify(planned.majors),
    'build-args': Object.entries(planned.buildArguments)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  }
}

async function read(file: string, input: string, ports: Ports): Promise<{ file: string; text: string }> {
  const info = await ports.files.info(file)
  if (info === undefined || info.kind === 'directory') {
    const message = info === undefined ? `${file} is not there` : `${file} is a folder`
    throw refuse({ code: 'E_VERSIONS_FILE', message, cure: 'Check the repository out before this step, and name a file of it', at: { input } })
  }
  return { file, text: await ports.files.readText(file) }
}
