import type { Ports } from '@slipway/host'
import { type Platform, type Problem, Refusal } from '@slipway/kernel'
import { concerns } from './expect.ts'
import { type Collected, type FileFacts, isStamped } from './inspect.ts'
import { stampFault } from './judge-native.ts'
import { judgeEnding, type Place } from './place.ts'
import type { Inputs, Plan } from './plan.ts'
import { readVersion } from './version.ts'

/** What was seen of the results when they were run, for the record. */
export type Trial = { readonly smoke: Tried | undefined; readonly versions: readonly { readonly path: string; readonly said: string }[] }

export type Tried = { readonly state: 'passed' } | { readonly state: 'not run'; readonly why: string }

const patience = 60_000

type Orders = Pick<Plan, 'platform' | 'stamp' | 'expected'>

/** Runs what may be run here: the programs whose version is to be seen so, and the smoke command. All that fails is told together. */
export async function tryOut(
  orders: Orders,
  inputs: Pick<Inputs, 'smoke' | 'smoke-timeout'>,
  collected: Collected,
  runs: { readonly place: Place; readonly foreign: boolean },
  ports: Ports,
): Promise<Trial> {
  const found: Problem[] = []
  const versions = []
  for (const file of collected.files) {
    const how = howStamped(orders, file, collected)
    if (how === undefined || orders.stamp === undefined) continue
    const answer = runs.foreign ? searched(orders.stamp, file, orders.platform) : await askVersion(orders.stamp, file, how, runs.place, ports)
    if ('said' in answer) versions.push({ path: file.path, said: answer.said })
    else found.push(...answer.problems)
  }
  const smoke = inputs.smoke === undefined ? undefined : await runSmoke(inputs.smoke, inputs['smoke-timeout'], orders.platform, runs, found, ports)
  if (found.length > 0) throw new Refusal(found)
  return { smoke, versions }
}

/** The arguments with which a program shows its version, where that was asked for. */
function howStamped({ expected }: Orders, file: FileFacts, { concerned }: Collected): string | undefined {
  const value = expected.findLast((one) => one.key === 'stamp' && concerns(one, file, concerned))?.value
  if (value === undefined || !value.startsWith('run')) return undefined
  const words = value.slice('run'.length).trim()
  return words === '' ? '--version' : words
}

type Answer = { readonly said: string } | { readonly problems: readonly Problem[] }

/** What cannot be run here is looked into. */
function searched(version: string, { path, native }: FileFacts, platform: Platform): Answer {
  if (native?.stamp === undefined || isStamped(native.stamp)) return { problems: [] }
  const fault = stampFault(version, native, native.stamp)
  return { problems: [{ ...fault, message: `${path} ${fault.message}, and a program for ${platform} cannot be run here`, at: { input: 'files' } }] }
}

async function askVersion(version: string, { path }: FileFacts, words: string, place: Place, ports: Ports): Promise<Answer> {
  const line = `'${ports.files.resolve(path).replaceAll("'", `'\\''`)}' ${words}`
  const { code, ended, stdout, stderr } = await ports.log.group(`${path} ${words}, ${place.where}`, () => place.run(line, patience))
  const said = firstLine(stdout) ?? firstLine(stderr) ?? 'nothing'
  const at = { input: 'files' }
  const cure = 'See why it does not show the version that it was stamped with'
  if (ended || code !== 0) {
    const how = ended ? `did not end within ${patience / 1000} s` : `ended with ${code}`
    return { problems: [{ code: 'E_NATIVE_STAMP', message: `${path} ${words} ${how}, and was to show ${version}`, cure, at }] }
  }
  if (shows(`${stdout}\n${stderr}`, version)) return { said }
  return { problems: [{ code: 'E_NATIVE_STAMP', message: `${path} ${words} says "${said}", and not ${version}`, cure, at }] }
}

function firstLine(text: string): string | undefined {
  return text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 200)
}

/** Whether a text shows a version as a word of its own, with or without a `v`; `1.2.3` is not shown by `1.2.3-dev`. */
export function shows(text: string, version: string): boolean {
  const read = readVersion(version)
  const bare = (read.ok ? read.value.version : version).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?:^|[^0-9A-Za-z.+-])v?${bare}(?![0-9A-Za-z+-]|\\.[0-9A-Za-z])`, 'm').test(text)
}

async function runSmoke(
  line: string,
  deadline: number,
  platform: Platform,
  { place, foreign }: { readonly place: Place; readonly foreign: boolean },
  found: Problem[],
  ports: Ports,
): Promise<Tried | undefined> {
  if (foreign) {
    const why = `a program for ${platform} cannot be run here`
    ports.log.warning({
      code: 'E_NATIVE_SMOKE',
      message: `the smoke command was not run: ${why}`,
      cure: 'Use a runner of that platform',
      at: { input: 'smoke' },
    })
    return { state: 'not run', why }
  }
  const ran = await ports.log.group(`smoke, ${place.where}`, () => place.run(line, deadline))
  const problem = judgeEnding('smoke', ran, deadline, ports.signal.aborted)
  if (problem === undefined) return { state: 'passed' }
  found.push(problem)
  return undefined
}
