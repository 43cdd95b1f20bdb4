import { type Preflight, runPreflight } from '@slipway/github'
import type { Ports } from '@slipway/host'
import { Refusal, type Result } from '@slipway/kernel'
import type { DeclaredSet } from './declaration.ts'
import { commitOf, type Inputs, nothing, type Outputs, openApi } from './inputs.ts'
import { parseArtifacts } from './oci.ts'
import { renderPreflight, verifyCommand } from './summary.ts'
import { unique } from './weigh.ts'

/** Only what can be known before anything is built. OCI artifacts are pushed later: of them only the lines are read. */
export async function preflightOnly(inputs: Inputs, declared: Result<DeclaredSet>, ports: Ports): Promise<Outputs> {
  const { problems, notes } = await look(inputs, declared, new Map(), ports)
  for (const note of notes) ports.log.info(note)
  const artifacts = parseArtifacts(inputs.oci ?? [])
  const all = unique([...(declared.ok ? [] : declared.error), ...(artifacts.ok ? [] : artifacts.error), ...problems])
  if (all.length > 0) throw new Refusal(all)
  ports.summary.add(renderPreflight(inputs.tag, notes))
  return { ...nothing, tag: inputs.tag, verify: verifyCommand(inputs['checksums-file']) }
}

/** What GitHub holds, and what is wrong with it or with the request. */
export function look(inputs: Inputs, declared: Result<DeclaredSet>, sizes: ReadonlyMap<string, number>, ports: Ports): Promise<Preflight> {
  const names = declared.ok ? [...declared.value.files.map(({ name }) => name), ...declared.value.made] : [inputs['checksums-file']]
  return runPreflight(ports, openApi(inputs, ports), { tag: inputs.tag, commit: commitOf(inputs, ports), names, sizes, text: inputs.body ?? '' })
}
