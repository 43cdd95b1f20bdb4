import { cpus } from 'node:os'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { plantedBugs, type Schedule } from '@slipway/lab/torture'

export type TortureOptions = {
  /** How many schedules, from which seed on. */
  readonly seeds: number
  readonly seed: number
  /** Every call × every fault × every kill of a plain run, instead of seeds. */
  readonly every: boolean
  /** One schedule, as a failure has printed it. */
  readonly schedule: Schedule | undefined
  readonly target: TargetName
  /** The file that the target `bundle` runs; otherwise that in dist/. */
  readonly bundle: string | undefined
  /** The target `bundle` gets the schedules that other programs get. */
  readonly outside: boolean
  /** The name of a bug to plant into a copy of the transaction. */
  readonly plant: string | undefined
  /** Processes at once. */
  readonly workers: number
  /** Prints what happens, request by request. */
  readonly verbose: boolean
  /** Prints the tally as one line of JSON, for the process that started this one. */
  readonly json: boolean
  /** This process is in a network of its own already, in which GitHub's names lead to it. */
  readonly inside: boolean
}

/** What can be tortured: the action in this process, or programs from outside. */
export const targetNames = ['checksum-release', 'bundle', 'gh', 'goreleaser'] as const

export type TargetName = (typeof targetNames)[number]

const flags = {
  seeds: { type: 'string' },
  seed: { type: 'string', default: '1' },
  every: { type: 'boolean', default: false },
  schedule: { type: 'string' },
  target: { type: 'string', default: 'checksum-release' },
  bundle: { type: 'string' },
  outside: { type: 'boolean', default: false },
  plant: { type: 'string' },
  workers: { type: 'string', default: String(Math.max(1, cpus().length)) },
  verbose: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  inside: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options']

/** Reads the arguments of `npm run torture --`. */
export function parseTortureOptions(args: readonly string[]): Result<TortureOptions> {
  try {
    const { values } = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false })
    const found: Problem[] = []
    const target = targetNames.find((name) => name === values.target)
    if (target === undefined) found.push({ code: 'E_CLI_OPTION', message: `there is no target ${values.target}`, cure: `Known are ${targetNames.join(', ')}` })
    const number = (name: string, text: string, least: number): number => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
      if (value < least) found.push({ code: 'E_CLI_OPTION', message: `--${name} ${text} is no number from ${least}`, cure: 'Write a whole number' })
      return value
    }
    // Processes take a hundred times as long as runs in this process.
    const seeds = number('seeds', values.seeds ?? (target === 'checksum-release' ? '1000' : '20'), 1)
    const counts = { seeds, seed: number('seed', values.seed, 0), workers: number('workers', values.workers, 1) }
    const schedule = values.schedule === undefined ? undefined : readSchedule(values.schedule, found)
    const { every, bundle, outside, plant, verbose, json, inside } = values
    if (plant !== undefined && !plantedBugs.some(({ name }) => name === plant)) {
      found.push({ code: 'E_CLI_OPTION', message: `there is no bug ${plant}`, cure: `Known are ${plantedBugs.map(({ name }) => name).join(', ')}` })
    }
    return found.length > 0 || target === undefined ? err(found) : ok({ ...counts, every, schedule, target, bundle, outside, plant, verbose, json, inside })
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    const known = Object.keys(flags).flatMap((name) => (name === 'inside' ? [] : [`--${name}`]))
    return err([{ code: 'E_CLI_OPTION', message, cure: `Known are ${known.join(', ')}` }])
  }
}

function readSchedule(text: string, found: Problem[]): Schedule | undefined {
  try {
    return JSON.parse(text) as Schedule
  } catch {
    found.push({ code: 'E_CLI_OPTION', message: '--schedule is no JSON', cure: 'Copy the whole line that the failure printed, with its quotes' })
    return undefined
  }
}
