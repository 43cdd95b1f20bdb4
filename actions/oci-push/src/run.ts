import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { unwrap } from '@slipway/kernel'
import { renderRepository } from '@slipway/oci'
import { openRegistry } from '@slipway/registry'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import { type Built, buildManifests } from './build.ts'
import type { contract } from './contract.ts'
import { gatherShares } from './gather.ts'
import { checkNames, type Naming, planNames, pushBuilt, readPushed, writeLayout } from './perform.ts'
import { planOrder } from './plan.ts'

type Inputs = InputsOf<typeof contract>
type Outputs = OutputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const order = unwrap(planOrder(inputs))
  const credential = { username: inputs.username, password: inputs.token }
  const registry = await openRegistry(ports, credential)
  const scratch = await ports.files.makeTemporary('oci-push')
  try {
    const shares = await gatherShares(order, inputs, scratch, ports)
    const built = shares.length === 0 ? undefined : buildManifests(shares, order.artifactType, order.annotations)
    const pushed = built ?? (inputs.digest === undefined ? undefined : await readPushed(order.repository, inputs.digest, registry))
    if (pushed === undefined) throw new TypeError('there is nothing to push, although the inputs say what')
    const names = unwrap(planNames(order, pushed.top, pushed.children))
    const before = await checkNames(order, names, registry)
    tellPlan(names, built, ports)
    if (!inputs['dry-run']) {
      if (built !== undefined) {
        await writeLayout(built, `${scratch}/layout`, ports)
        await pushBuilt(built, order.repository, `${scratch}/layout`, registry, credential, ports)
      }
      for (const { manifest, tags } of inputs['tag-later'] ? [] : names) {
        const stale = tags.map(({ tag }) => tag).filter((tag) => before.get(tag) !== manifest.digest)
        await registry.putTags(order.repository, manifest, stale)
      }
    }
    summarise(inputs, names, built, ports)
    return outputsOf(inputs, renderRepository(order.repository), names)
  } finally {
    await ports.files.remove(scratch)
  }
}

function outputsOf(inputs: Inputs, repository: string, names: readonly Naming[]): Outputs {
  const digests = Object.fromEntries(names.flatMap(({ platform, manifest }) => (platform === undefined ? [] : [[platform, manifest.digest]])))
  const done = inputs['dry-run'] || inputs['tag-later'] ? [] : names.flatMap((name) => name.tags.map(({ tag }) => tag))
  const left = inputs['dry-run'] || !inputs['tag-later'] ? [] : names
  const later = left.map(({ manifest, tags }) => [`${repository}@${manifest.digest}`, ...tags.map(({ tag }) => tag)].join(' '))
  const whole = { repository, digest: names.at(-1)?.manifest.digest ?? '', digests: Object.keys(digests).length === 0 ? '' : JSON.stringify(digests) }
  return { ...whole, tags: done.join('\n'), later: later.join('\n') }
}

function tellPlan(names: readonly Naming[], built: Built | undefined, ports: Ports): void {
  for (const { annotations, size, mediaType, digest } of built?.layers ?? [])
    ports.log.info(`${annotations['org.opencontainers.image.title']}: ${size} bytes, ${mediaType}, ${digest}`)
  for (const { manifest, platform, tags } of names) ports.log.info(`${platform ?? 'all'}: ${manifest.digest} ${tags.map(({ tag }) => tag).join(' ')}`)
}

function summarise(inputs: Inputs, names: readonly Naming[], built: Built | undefined, ports: Ports): void {
  const rows = names.map(({ manifest, platform, tags }) => [platform ?? 'all', renderCode(manifest.digest), tags.map(({ tag }) => tag).join(', ')])
  const whole = `${inputs.repository}@${names.at(-1)?.manifest.digest ?? ''}`
  const size = (built?.layers ?? []).reduce((sum, layer) => sum + layer.size, 0)
  const title = inputs['dry-run'] ? 'Would be pushed to' : built === undefined ? 'Tagged in' : 'Pushed to'
  const about =
    built === undefined ? '' : `${renderSize(size)}, ${built.layers.map(({ annotations }) => annotations['org.opencontainers.image.title']).join(', ')}\n\n`
  const column = inputs['tag-later'] ? 'tags, to be set later' : 'tags'
  ports.summary.add(`### ${title} ${inputs.repository}\n\n${about}${renderTable(['platform', 'digest', column], rows)}\n\n\`oras pull ${whole}\``)
  ports.log.info(`next: oras pull ${whole}`)
}
