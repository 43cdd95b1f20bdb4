import type { OutputsOf } from '@slipway/contract'
import { canRun, detectEngine } from '@slipway/engine'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { osOf, Refusal, unwrap } from '@slipway/kernel'
import { announce } from './announce.ts'
import { packFiles } from './archive.ts'
import { uploadArtifact } from './artifacts.ts'
import { type CacheFolders, findCaches, restoreCaches, saveCaches } from './cache.ts'
import { type ContainerPlan, type Detect, planContainer, withContainer } from './container.ts'
import type { contract } from './contract.ts'
import { extractFiles } from './extract.ts'
import { type BuildFacts, type Execution, recordFile } from './facts.ts'
import { provePureGo } from './go-list.ts'
import { collect } from './inspect.ts'
import { judge } from './judge.ts'
import { createRunner, needBash, type Place, runLine } from './place.ts'
import { type Inputs, type Plan, plan } from './plan.ts'
import { signFiles } from './sign.ts'
import { checkSpdxHeaders } from './spdx.ts'
import { renderArchive, renderSummary } from './summary.ts'
import { gatherTools } from './tools.ts'
import { tryOut } from './trial.ts'

type Outputs = OutputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports, detect: Detect = detectEngine): Promise<Outputs> {
  const planned = unwrap(plan(inputs, { ...ports.job, sourceDateEpoch: await readEpoch(ports) }))
  const container = inputs.container === undefined ? undefined : await planContainer(inputs.container, inputs, ports)
  announce(inputs, planned, container, ports.log)
  if (inputs['dry-run']) return render(planned, inputs, undefined, '', '')
  await checkHeaders(inputs, ports)
  const caches = planned.cache ? await findCaches(inputs, inputs.container, ports) : { entries: [], env: {}, folders: [] }
  const unsaved = await restoreCaches(caches.entries, ports)
  await fetchArtifacts(planned.fetch, 'fetch', ports)
  const runner = createRunner(inputs, planned.env, ports)
  if (inputs.setup !== undefined) {
    await needBash('setup', ports)
    await runLine('setup', inputs.setup, inputs.timeout, runner, ports)
  }
  if (inputs['pure-go'].length > 0) await provePureGo(inputs, planned.env, ports)
  const facts = await atPlace({ inputs, planned, container, caches, runner, detect }, ports, (place, execution) =>
    make(inputs, planned, place, execution, ports),
  )
  await saveCaches(unsaved, ports)
  return handOn(inputs, planned, facts, ports)
}

/** Git's time of the commit, so that two builds of one commit may be the same; the environment's own word goes first. */
async function readEpoch(ports: Ports): Promise<string | undefined> {
  const given = ports.job.variable('SOURCE_DATE_EPOCH')
  if (given !== undefined && given !== '') return given
  const result = await ports.exec.run('git', ['-c', `safe.directory=${ports.job.workspace}`, 'log', '-1', '--format=%ct'], { deadline: 30_000 })
  return result.code === 0 && /^[0-9]+$/.test(result.stdout.trim()) ? result.stdout.trim() : undefined
}

async function checkHeaders(inputs: Inputs, ports: Ports): Promise<void> {
  if (inputs['spdx-headers'].length === 0) return
  const rule = { patterns: inputs['spdx-headers'], license: inputs['spdx-license'], copyright: inputs['spdx-copyright'] }
  ports.log.info(`spdx-headers: ${await checkSpdxHeaders(rule, ports.files)} files, and every one has its header`)
}

type Building = {
  readonly inputs: Inputs
  readonly planned: Plan
  readonly container: ContainerPlan | undefined
  readonly caches: CacheFolders
  readonly runner: Place
  readonly detect: Detect
}

/** Opens the place where the command runs: the runner itself, or the builder image with what is lent to it. */
async function atPlace<T>(
  { inputs, planned, container, caches, runner, detect }: Building,
  ports: Ports,
  body: (place: Place, execution: Execution) => Promise<T>,
): Promise<T> {
  if (container === undefined) {
    const { platform } = planned
    const own = ports.job.platform === platform || (ports.job.platform.startsWith(`${osOf(platform)}/`) && (await canRun(ports, platform)))
    return body(runner, { mode: 'runner', cross: !own, engine: undefined, image: undefined })
  }
  const tools = await gatherTools(inputs.tools, ports)
  for (const folder of caches.folders) await ports.files.makeFolder(folder)
  const detection = await detect(ports, { preference: inputs.engine, auth: container.auth })
  await using _engine = detection.engine
  const workdir = ports.files.resolve(inputs['working-directory'])
  const order = { workdir, env: { ...caches.env, ...planned.env }, tools, folders: caches.folders }
  // Awaited: the engine is given back when this returns.
  return await withContainer(container, detection, order, ports, async (opened) => {
    await extractFiles(planned.extract, opened, ports)
    return body(opened, { mode: container.mode, cross: container.mode === 'cross', engine: opened.engine, image: opened.image })
  })
}

/** Builds, signs, proves and tries out. */
async function make(inputs: Inputs, planned: Plan, place: Place, execution: Execution, ports: Ports): Promise<BuildFacts> {
  if (inputs.command !== undefined) {
    if (execution.mode === 'runner') await needBash('command', ports)
    await runLine('command', inputs.command, inputs.timeout, place, ports)
  }
  const signing = await signFiles(planned, inputs, ports)
  const collected = await collect(planned, ports)
  const problems = judge(planned, collected, ports.job)
  ports.summary.add(
    renderSummary(
      planned,
      collected.files,
      problems.map(({ message }) => message),
    ),
  )
  if (problems.length > 0) throw new Refusal(problems)
  const { smoke } = await tryOut(planned, inputs, collected, { place, foreign: execution.cross }, ports)
  const { platform, version, release, prerelease } = planned
  const records = collected.files.map(recordFile)
  const archive = planned.archive === undefined ? undefined : await packFiles(planned.archive, inputs.output, collected.files, ports)
  if (archive !== undefined) ports.summary.add(renderArchive(archive))
  const handed = archive === undefined ? { files: records, contents: undefined } : { files: [archive], contents: records }
  return { platform, version, release, prerelease, commit: ports.job.sha, execution, ...handed, signing, smoke }
}

async function handOn(inputs: Inputs, planned: Plan, facts: BuildFacts, ports: Ports): Promise<Outputs> {
  if (facts.execution.cross && inputs.command !== undefined) {
    const ran = `the command ran on ${ports.job.platform}, so it says nothing of ${planned.platform}`
    ports.log.notice(facts.files.length === 0 ? ran : `${planned.platform} was cross-built: nothing of it was run here`)
  }
  const artifact = planned.artifact === undefined ? undefined : await uploadArtifact(planned.artifact, facts, ports)
  return render(planned, inputs, facts, artifact?.digest ?? '', JSON.stringify(facts))
}

function render(planned: Plan, inputs: Inputs, facts: BuildFacts | undefined, digest: string, json: string): Outputs {
  const packed = facts?.contents === undefined ? undefined : facts.files[0]
  return {
    artifact: planned.artifact ?? '',
    'artifact-digest': digest,
    cross: facts === undefined ? '' : String(facts.execution.cross),
    version: planned.version,
    prerelease: String(planned.prerelease),
    archive: packed?.path ?? (planned.archive === undefined ? '' : `${inputs.output.replace(/\/+$/, '')}/${planned.archive.file}`),
    'archive-digest': packed === undefined ? '' : `sha256:${packed.sha256}`,
    facts: json,
  }
}
