import { describePlatforms } from '@slipway/binary'
import type { OutputsOf } from '@slipway/contract'
import { canRun, detectEngine } from '@slipway/engine'
import { fetchArtifacts, type Ports } from '@slipway/host'
import { osOf, Refusal, refuse, unwrap } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import { uploadArtifact } from './artifacts.ts'
import { type ContainerPlan, type Detect, describeContainer, planContainer, runInContainer } from './container.ts'
import type { contract } from './contract.ts'
import { type BuildFacts, type Execution, recordFile } from './facts.ts'
import { type Collected, collect, type FileFacts } from './inspect.ts'
import { judge } from './judge.ts'
import { type Inputs, type Plan, plan } from './plan.ts'
import { gatherTools } from './tools.ts'

type Outputs = OutputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports, detect: Detect = detectEngine): Promise<Outputs> {
  const planned = unwrap(plan(inputs, { ...ports.job, sourceDateEpoch: await readEpoch(ports) }))
  const container = inputs.container === undefined ? undefined : await planContainer(inputs.container, inputs, ports)
  announce(inputs, planned, container, ports)
  if (inputs['dry-run']) return { artifact: planned.artifact ?? '', 'artifact-digest': '', cross: '', facts: '' }
  await fetchArtifacts(planned.fetch, 'fetch', ports)
  if (inputs.setup !== undefined) await runOnRunner('setup', inputs.setup, inputs, planned, ports)
  const ran = container === undefined ? undefined : await build(inputs, planned, container, ports, detect)
  if (container === undefined) await runOnRunner('command', inputs.command, inputs, planned, ports)
  const collected = await collect(planned.wanted, planned.version, ports)
  const problems = judge(planned, collected, ports.job.workspace)
  ports.summary.add(
    renderSummary(
      planned,
      collected,
      problems.map(({ message }) => message),
    ),
  )
  if (problems.length > 0) throw new Refusal(problems)
  const execution = await describeExecution(planned, container, ran, ports)
  return handOn(planned, collected.files, execution, ports)
}

/** Git's time of the commit, so that two builds of one commit may be the same; the environment's own word goes first. */
async function readEpoch(ports: Ports): Promise<string | undefined> {
  const given = ports.job.variable('SOURCE_DATE_EPOCH')
  if (given !== undefined && given !== '') return given
  const result = await ports.exec.run('git', ['-c', `safe.directory=${ports.job.workspace}`, 'log', '-1', '--format=%ct'], { deadline: 30_000 })
  return result.code === 0 && /^[0-9]+$/.test(result.stdout.trim()) ? result.stdout.trim() : undefined
}

function announce(inputs: Inputs, planned: Plan, container: ContainerPlan | undefined, ports: Ports): void {
  const { log } = ports
  log.info(`platform: ${planned.platform}`)
  for (const { name, folder } of planned.fetch) log.info(`fetch: ${name} into ${folder}`)
  if (inputs.setup !== undefined) log.info(`setup, on the runner: ${inputs.setup}`)
  log.info(`command, ${container === undefined ? 'on the runner' : describeContainer(container)}: ${inputs.command}`)
  if (container !== undefined && inputs.tools.length > 0) log.info(`tools: ${inputs.tools.join(', ')}`)
  for (const { pattern, due } of planned.wanted) log.info(`files: ${pattern}${due === undefined ? '' : ` (${due})`}`)
  if (planned.artifact !== undefined) log.info(`artifact: ${planned.artifact}`)
}

type Ran = Pick<Execution, 'engine' | 'image'>

async function build(inputs: Inputs, planned: Plan, container: ContainerPlan, ports: Ports, detect: Detect): Promise<Ran> {
  const tools = await gatherTools(inputs.tools, ports)
  const detection = await detect(ports, { preference: inputs.engine, auth: container.auth })
  await using _engine = detection.engine
  const request = { command: inputs.command, workdir: workdirOf(inputs, ports), env: planned.env, tools, deadline: inputs.timeout }
  const result = await ports.log.group(`command, in the container with ${detection.engine.name}`, () => runInContainer(container, detection, request, ports))
  checkEnding('command', result, inputs, ports)
  return { engine: detection.engine.name, image: result.image }
}

function workdirOf(inputs: Inputs, ports: Ports): string {
  return ports.files.resolve(inputs['working-directory'])
}

/** bash, as GitHub's own `shell: bash` runs a step, except that the line is an argument and no file. */
async function runOnRunner(what: 'setup' | 'command', line: string, inputs: Inputs, planned: Plan, ports: Ports): Promise<void> {
  if ((await ports.exec.which('bash')) === undefined)
    throw refuse({ code: 'E_NATIVE_BASH', message: 'bash is not on the runner', cure: 'Install bash; on Windows, Git brings one', at: { input: what } })
  const options = { cwd: workdirOf(inputs, ports), env: planned.env, deadline: inputs.timeout, output: 'stream' } as const
  const result = await ports.log.group(`${what}, on the runner`, () => ports.exec.run('bash', ['-euo', 'pipefail', '-c', line], options))
  checkEnding(what, result, inputs, ports)
}

function checkEnding(what: 'setup' | 'command', { code, ended }: { code: number; ended: boolean }, inputs: Inputs, ports: Ports): void {
  const at = { input: what }
  if (ended && ports.signal.aborted) throw refuse({ code: 'E_NATIVE_CANCELLED', message: `the ${what} was cancelled`, cure: 'Run the job again', at })
  if (ended)
    throw refuse({
      code: 'E_NATIVE_TIME',
      message: `the ${what} did not end within ${inputs.timeout / 1000} s`,
      cure: 'Give it a longer timeout, or see where it stands still',
      at,
    })
  if (code !== 0) throw refuse({ code: 'E_NATIVE_COMMAND', message: `the ${what} ended with ${code}`, cure: 'See what it wrote above', at })
}

async function describeExecution({ platform }: Plan, container: ContainerPlan | undefined, ran: Ran | undefined, ports: Ports): Promise<Execution> {
  if (container !== undefined && ran !== undefined) return { mode: container.mode, cross: container.mode === 'cross', ...ran }
  const own = ports.job.platform === platform || (ports.job.platform.startsWith(`${osOf(platform)}/`) && (await canRun(ports, platform)))
  return { mode: 'runner', cross: !own, engine: undefined, image: undefined }
}

async function handOn(planned: Plan, files: readonly FileFacts[], execution: Execution, ports: Ports): Promise<Outputs> {
  const facts: BuildFacts = { platform: planned.platform, version: planned.version, commit: ports.job.sha, execution, files: files.map(recordFile) }
  if (execution.cross) {
    const ran = `the command ran on ${ports.job.platform}, so it says nothing of ${planned.platform}`
    ports.log.notice(files.length === 0 ? ran : `${planned.platform} was cross-built: nothing of it was run here`)
  }
  const outputs = { cross: String(execution.cross), facts: JSON.stringify(facts) }
  if (planned.artifact === undefined) return { artifact: '', 'artifact-digest': '', ...outputs }
  const artifact = await uploadArtifact(planned.artifact, files, facts, ports)
  return { artifact: artifact.name, 'artifact-digest': artifact.digest ?? '', ...outputs }
}

function renderSummary({ platform, wanted }: Plan, { files }: Collected, problems: readonly string[]): string {
  const title = `### ${problems.length === 0 ? '✅' : '❌'} native-build: ${platform}`
  if (wanted.length === 0) return `${title}\n\nThe command ended well; no files were asked for.`
  const rows = files.map((file) => {
    const image = file.native?.images[0]
    const what = file.native === undefined ? file.sniffed.architectures.join(' ') : describePlatforms(file.native)
    const wrong = problems.some((message) => message.startsWith(`${file.path} `))
    return [wrong ? '❌' : '✅', renderCode(file.path), file.sniffed.kind, what, image?.linking ?? '', image?.needed.join(', ') ?? '', renderSize(file.size)]
  })
  return `${title}\n\n${renderTable(['', 'file', 'kind', 'for', 'linking', 'needs', 'size'], rows)}`
}
