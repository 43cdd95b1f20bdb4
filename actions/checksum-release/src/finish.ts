import { finishRelease } from '@slipway/github'
import type { Ports } from '@slipway/host'
import { unwrap } from '@slipway/kernel'
import { type Inputs, nothing, type Outputs, openApi } from './inputs.ts'
import { parseArtifacts, readArtifactLines, tagAll } from './oci.ts'
import { renderAssets } from './plan.ts'
import { renderFinish, verifyCommand } from './summary.ts'

/** What is left to do for a release that a person has published. */
export async function finish(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const { release: found, assets, latest } = await finishRelease(ports, openApi(inputs, ports), inputs.tag)
  const artifacts = unwrap(parseArtifacts([...readArtifactLines(found.body)]))
  const set = await tagAll(inputs, artifacts, latest, ports)
  ports.log.info(`public: ${found.url}, and what its table says`)
  ports.summary.add(renderFinish(inputs.tag, found.url, assets.length, set))
  const verify = verifyCommand(inputs['checksums-file'])
  const told = { 'release-id': String(found.id), url: found.url, draft: 'false', tag: inputs.tag, verify }
  return { ...nothing, ...told, assets: renderAssets(assets), 'oci-tags': set.join('\n') }
}
