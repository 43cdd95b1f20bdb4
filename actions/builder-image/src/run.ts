import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, Refusal, refuse, unwrap } from '@slipway/kernel'
import { type ImageManifest, type Index, type Repository, renderReference, renderRepository } from '@slipway/oci'
import { openRegistry, type Registry } from '@slipway/registry'
import { resolveBases } from './bases.ts'
import { type BuildJob, buildPlatforms } from './build.ts'
import type { contract } from './contract.ts'
import { type Explanation, explain } from './explain.ts'
import { readContentDigest, readFacts } from './facts.ts'
import { childrenOf, type Facts, type Plan, planBuilder, platformsToBuild, renderPlan } from './plan.ts'
import { createProof, type Proof } from './proof.ts'
import { logPin, publishIndex, writeTags } from './publish.ts'
import { readSource } from './read-source.ts'
import { artifactOf, finishRecipe, planDraft, type Recipe } from './recipe.ts'
import { differenceProblem, renderDifferences, verifyReproducible } from './reproduce.ts'
import { explainLines, summarise } from './summary.ts'
import { decideTrust } from './trust.ts'
import { waitForImage } from './wait.ts'

type Inputs = InputsOf<typeof contract>
type Outputs = OutputsOf<typeof contract>

type Work = {
  readonly inputs: Inputs
  readonly ports: Ports
  readonly recipe: Recipe
  readonly registry: Registry
  readonly proof: Proof
  /** Reads the facts anew. */
  readonly look: () => Promise<Facts>
  readonly facts: Facts
  readonly plan: Plan
  readonly explanation: Explanation | undefined
}

/** What is there when the step ends. */
type State = {
  readonly digest: Digest | undefined
  /** Where that is, when it is not where the plan said. */
  readonly repository?: Repository
  readonly images: ReadonlyMap<Platform, Digest>
  readonly tagged: boolean
  readonly reproducible?: boolean
}

/** @param prove makes and judges the statements; another one for tests of what happens around them */
export async function run(inputs: Inputs, ports: Ports, prove: typeof createProof = createProof): Promise<Outputs> {
  const registry = await openRegistry(ports, { username: inputs.username, password: inputs.token })
  const recipe = await readRecipe(inputs, registry, ports)
  const proof = prove(ports, registry, recipe, inputs.signer)
  // Where a hit costs more than one request anyway, its images are looked for too.
  const wanted = { anchors: inputs['hand-over'] === 'registry', children: inputs.signer !== undefined }
  const look = (): Promise<Facts> => readFacts(registry, recipe, proof, wanted)
  const waits = inputs.mode === 'plan' ? inputs['wait-for'] : undefined
  const facts = waits === undefined ? await look() : await waitForImage(recipe, { probe: () => readContentDigest(registry, recipe), look }, waits, ports)
  for (const problem of facts.rejected) ports.log.warning(problem)
  const explanation = facts.hit === undefined ? await explain(registry, recipe, facts.tags) : undefined
  for (const line of explainLines(explanation)) ports.log.info(line)
  const plan = planOrExplain(recipe, facts, inputs, explanation)
  for (const line of renderPlan(recipe, plan, inputs)) ports.log.info(line)
  const work: Work = { inputs, ports, recipe, registry, proof, look, facts, plan, explanation }
  const state = inputs['dry-run'] ? plannedState(work) : await perform(work)
  if (inputs['dry-run']) ports.log.info('dry run: nothing was built or changed')
  const outputs = outputsOf(work, state)
  const { digest, container } = outputs
  summarise(ports, { ...work, mode: inputs.mode, dryRun: inputs['dry-run'], rejected: facts.rejected, digests: state.images, digest, container })
  return outputs
}

async function readRecipe(inputs: Inputs, registry: Registry, ports: Ports): Promise<Recipe> {
  const { files, log } = ports
  const source = await readSource(files, { versions: inputs['versions-file'], context: inputs.context, containerfile: inputs.containerfile })
  const draft = unwrap(planDraft(inputs, source, decideTrust(ports.job)))
  for (const problem of draft.closure.warnings) log.warning(problem)
  const chosen = new Set(draft.closure.paths)
  const paths = source.listing.filter(({ path, kind }) => kind === 'file' && chosen.has(path)).map(({ path }) => path)
  const [contents, bases] = await Promise.all([files.digests(inputs.context, paths), resolveBases(registry, draft)])
  const recipe = finishRecipe(draft, contents, bases)
  log.info(`key: ${recipe.key} (of ${paths.length} files, ${bases.size} base images)`)
  log.info(`${draft.trust.trusted ? 'trusted' : 'not trusted'}: ${draft.trust.reason}`)
  return recipe
}

/** A version's tag that names another key is refused together with what changed: that is the whole story at two in the morning. */
function planOrExplain(recipe: Recipe, facts: Facts, inputs: Inputs, explanation: Explanation | undefined): Plan {
  const planned = planBuilder(recipe, facts, inputs['move-tags'])
  if (planned.ok) return planned.value
  const changes = explainLines(explanation)
    .slice(1)
    .map((line) => line.trim())
  if (changes.length === 0) throw new Refusal(planned.error)
  throw new Refusal(planned.error.map((problem) => ({ ...problem, message: `${problem.message}; what changed: ${changes.join('; ')}` })))
}

async function perform(work: Work): Promise<State> {
  switch (work.inputs.mode) {
    case 'plan':
      work.ports.log.notice(sayWhatIsThere(work))
      return plannedState(work)
    case 'build': {
      const built = await build(work)
      return { digest: work.plan.digest, images: new Map([...work.plan.digests, ...digestsOf(built)]), tagged: isTagged(work.plan) }
    }
    case 'publish':
      return publish(work, work.facts.anchors)
    case 'ensure':
      return ensure(work)
    case 'verify-reproducible':
      return reproduce(work)
  }
}

/** A build takes long: what tags and anchors name is looked at again after it, so that what another run made meanwhile is used, and nothing moved. */
async function ensure(work: Work): Promise<State> {
  const { inputs, recipe, look, explanation } = work
  const built = await build(work)
  if (built.size === 0) return publish(work, work.facts.anchors)
  const facts = await look()
  const plan = planOrExplain(recipe, facts, inputs, explanation)
  return publish({ ...work, facts, plan }, new Map([...built, ...facts.anchors]))
}

function sayWhatIsThere({ plan, recipe }: Work): string {
  if (plan.digest !== undefined) return `builder: found ${recipe.key}`
  return `builder: ${recipe.key} is not there; ${plan.missing.length === 0 ? 'all platforms are built already' : `${plan.missing.join(', ')} will be built`}`
}

function jobOf({ inputs, ports, recipe, registry, proof }: Work): BuildJob {
  const credential = { username: inputs.username, password: inputs.token }
  const { engine, cache, licenses } = inputs
  return { recipe, registry, proof, credential, engine, cache, licenses, handOver: inputs['hand-over'], context: ports.files.resolve(inputs.context) }
}

async function build(work: Work): Promise<ReadonlyMap<Platform, ImageManifest>> {
  const { inputs, ports, plan } = work
  const platforms = platformsToBuild(plan, inputs)
  if (platforms.length === 0 && plan.digest === undefined) ports.log.info('everything that was asked for is built already')
  return buildPlatforms(jobOf(work), platforms, ports)
}

async function publish(work: Work, images: ReadonlyMap<Platform, ImageManifest>): Promise<State> {
  const { recipe, registry, ports, facts, plan, proof } = work
  if (facts.hit !== undefined) {
    await writeTags(registry, recipe, facts.hit.index, plan.tags)
    return { digest: facts.hit.index.digest, repository: facts.hit.repository, images: childrenOf(facts.hit.index), tagged: true }
  }
  const sorted = new Map(recipe.platforms.flatMap((platform) => (images.has(platform) ? [[platform, images.get(platform) as ImageManifest] as const] : [])))
  const index: Index = await publishIndex(registry, recipe, sorted, proof, plan)
  logPin(ports, recipe, index)
  return { digest: index.digest, images: childrenOf(index), tagged: true }
}

async function reproduce(work: Work): Promise<State> {
  const { inputs, ports, facts, recipe } = work
  if (facts.hit === undefined) {
    const message = `${renderReference({ ...recipe.repository, tag: recipe.key })} is not published, so there is nothing to compare with`
    throw refuse({ code: 'E_BUILDER_REPRODUCIBLE', message, cure: 'Run the mode ensure first' })
  }
  const differences = await verifyReproducible(jobOf(work), facts.hit, inputs.platform, ports)
  if (differences.length > 0) {
    ports.summary.add(`### builder: two builds of one key differ\n\n${renderDifferences(differences)}`)
    throw refuse(differenceProblem(differences))
  }
  ports.log.info('two builds of this key hold the same files, byte for byte')
  return { ...plannedState(work), reproducible: true }
}

function isTagged({ digest, tags }: Plan): boolean {
  return digest !== undefined && tags.length === 0
}

function plannedState({ plan }: Work): State {
  return { digest: plan.digest, images: plan.digests, tagged: isTagged(plan) }
}

function digestsOf(images: ReadonlyMap<Platform, ImageManifest>): ReadonlyMap<Platform, Digest> {
  return new Map([...images].map(([platform, { digest }]) => [platform, digest]))
}

function outputsOf({ recipe, plan, inputs, explanation }: Work, state: State): Outputs {
  const repository = renderRepository(state.repository ?? plan.repository)
  const missing = state.digest === undefined ? recipe.platforms.filter((platform) => !state.images.has(platform)) : []
  const legs = missing.map((platform) => {
    const runner = recipe.runners.get(platform)
    return runner === undefined ? { platform } : { platform, runner }
  })
  const artifact = inputs['hand-over'] === 'artifact' ? `artifact:${artifactOf(recipe)}` : ''
  return {
    repository,
    digest: state.digest ?? '',
    container: state.digest === undefined ? artifact : `${repository}@${state.digest}`,
    key: recipe.key,
    found: String(plan.digest !== undefined),
    tagged: String(state.tagged),
    missing: JSON.stringify(legs),
    digests: JSON.stringify(Object.fromEntries(state.images)),
    explanation: JSON.stringify(explanation?.changes ?? []),
    reproducible: state.reproducible === undefined ? '' : String(state.reproducible),
  }
}
