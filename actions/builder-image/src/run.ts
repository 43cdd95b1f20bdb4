import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, unwrap } from '@slipway/kernel'
import { type Manifest, renderReference, renderRepository } from '@slipway/oci'
import { openRegistry, type Registry } from '@slipway/registry'
import { renderCode, renderTable } from '@slipway/report'
import { buildPlatforms } from './build.ts'
import type { contract } from './contract.ts'
import { childrenOf, type Facts, type Plan, planBuilder, platformsToBuild, renderPlan } from './plan.ts'
import { readSource } from './read-source.ts'
import { planRecipe, type Recipe } from './recipe.ts'
import { assembleIndex, readFacts, writeTags } from './registry-work.ts'

type Inputs = InputsOf<typeof contract>
type Outputs = OutputsOf<typeof contract>
type Work = { readonly inputs: Inputs; readonly ports: Ports; readonly recipe: Recipe; readonly registry: Registry; readonly facts: Facts; readonly plan: Plan }

export async function run(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const source = await readSource(ports.files, { versions: inputs['versions-file'], context: inputs.context, containerfile: inputs.containerfile })
  const recipe = unwrap(planRecipe(inputs, source))
  ports.log.info(`key: ${recipe.key}`)
  const registry = await openRegistry(ports, credentialOf(inputs))
  const facts = await readFacts(registry, recipe)
  const plan = unwrap(planBuilder(recipe, facts, inputs['move-tags']))
  for (const line of renderPlan(recipe, plan, inputs)) ports.log.info(line)
  const work: Work = { inputs, ports, recipe, registry, facts, plan }
  const outputs = inputs['dry-run'] ? planOutputs(work) : await perform(work, source.containerfile.file)
  if (inputs['dry-run']) ports.log.info('dry run: nothing was built or changed')
  summarise(work, outputs)
  return outputs
}

function credentialOf({ username, token }: Inputs): { readonly username: string; readonly password: string } {
  return { username, password: token }
}

function perform(work: Work, containerfile: string): Promise<Outputs> | Outputs {
  switch (work.inputs.mode) {
    case 'plan':
      work.ports.log.notice(sayWhatIsThere(work))
      return planOutputs(work)
    case 'build':
      return build(work, containerfile)
    case 'publish':
      return publish(work)
    case 'ensure':
      return build(work, containerfile).then(() => publish(work))
  }
}

function sayWhatIsThere({ plan, recipe }: Work): string {
  if (plan.digest !== undefined) return `builder: found ${recipe.key}`
  return `builder: ${recipe.key} is not there; ${plan.missing.length === 0 ? 'all platforms are built already' : `${plan.missing.join(', ')} will be built`}`
}

async function build(work: Work, containerfile: string): Promise<Outputs> {
  const { inputs, ports, recipe, registry, plan } = work
  const platforms = platformsToBuild(plan, inputs)
  if (platforms.length === 0 && plan.digest === undefined) ports.log.info('everything that was asked for is built already')
  const paths = { context: ports.files.resolve(inputs.context), containerfile: ports.files.resolve(containerfile) }
  const job = { recipe, registry, credential: credentialOf(inputs), engine: inputs.engine, ...paths }
  const built = await buildPlatforms(job, platforms, ports)
  const digests = new Map([...plan.digests, ...built])
  return outputsOf(work, { digest: plan.digest, digests, missing: plan.missing.filter((platform) => !built.has(platform)), tagged: isTagged(plan) })
}

/** The key's own tag first, tags for people last: who sees a version sees the whole image. */
async function publish({ plan, facts, ...work }: Work): Promise<Outputs> {
  const { recipe, registry, ports } = work
  const index: Manifest = facts.content ?? (await assembleIndex(registry, recipe))
  if (facts.content === undefined) await writeTags(registry, recipe, index, [recipe.key])
  await writeTags(registry, recipe, index, plan.tags)
  ports.log.info(`Pin it: ${renderReference({ ...recipe.repository, digest: index.digest })}`)
  return outputsOf({ ...work, plan, facts }, { digest: index.digest, digests: childrenOf(index), missing: [], tagged: true })
}

function isTagged({ digest, tags }: Plan): boolean {
  return digest !== undefined && tags.length === 0
}

function planOutputs(work: Work): Outputs {
  const { digest, digests, missing } = work.plan
  return outputsOf(work, { digest, digests, missing, tagged: isTagged(work.plan) })
}

type State = {
  readonly digest: Digest | undefined
  readonly digests: ReadonlyMap<Platform, Digest>
  readonly missing: readonly Platform[]
  readonly tagged: boolean
}

function outputsOf({ recipe, plan }: Work, state: State): Outputs {
  const missing = state.missing.map((platform) => {
    const runner = recipe.runners.get(platform)
    return runner === undefined ? { platform } : { platform, runner }
  })
  return {
    repository: renderRepository(recipe.repository),
    digest: state.digest ?? '',
    key: recipe.key,
    found: String(plan.digest !== undefined),
    tagged: String(state.tagged),
    missing: JSON.stringify(missing),
    digests: JSON.stringify(Object.fromEntries(state.digests)),
  }
}

function summarise({ recipe, inputs, ports }: Work, outputs: Outputs): void {
  const digests = JSON.parse(outputs.digests) as Readonly<Record<string, string>>
  const missing = (JSON.parse(outputs.missing) as readonly { platform: string }[]).map(({ platform }) => platform)
  const rows = recipe.platforms.map((platform) => [
    platform,
    digests[platform] === undefined ? (missing.includes(platform) ? 'not built' : '') : renderCode(digests[platform]),
  ])
  const state = outputs.digest === '' ? 'not there yet' : renderCode(`${outputs.repository}@${outputs.digest}`)
  const how = outputs.found === 'true' ? 'builder: found' : `builder: ${inputs['dry-run'] ? 'dry run of ' : ''}${inputs.mode}`
  ports.summary.add(`### ${how}\n\n${state}\n\nkey ${renderCode(outputs.key)}\n\n${renderTable(['platform', 'image'], rows)}`)
}
