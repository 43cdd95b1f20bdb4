import { unwrap } from '@slipway/kernel'
import { addVerdict, emptyTally, mergeTallies, type Schedule, type Tally } from '@slipway/lab/torture'
import { renderTable } from '@slipway/report'
import { enterNetwork } from '../torture/network.ts'
import { parseTortureOptions, type TortureOptions } from '../torture/options.ts'
import { ensureProgram } from '../torture/outside-programs.ts'
import { explainFailure, loadPlayer, type Player } from '../torture/players.ts'
import { cutRanges, playInWorkers } from '../torture/workers.ts'

/** Failures that are made smaller and printed; more of them are only counted. */
const shownFailures = 3

/** Tortures a release transaction with seeded schedules of faults, kills and second runs. Exits 1 when one of them ends wrong. */
export async function torture(args: readonly string[]): Promise<number> {
  const options = unwrap(parseTortureOptions(args))
  if ((options.target === 'gh' || options.target === 'goreleaser') && !options.inside) {
    await ensureProgram(options.target)
    return enterNetwork(args)
  }
  const started = performance.now()
  const tally = await playAll(options)
  if (options.json) process.stdout.write(`${JSON.stringify(tally)}\n`)
  else process.stdout.write(renderTally(tally, (performance.now() - started) / 1000))
  return tally.wrong === 0 ? 0 : 1
}

async function playAll(options: TortureOptions): Promise<Tally> {
  const { seeds, workers, every, schedule, plant, target, bundle, outside } = options
  // A planted bug is looked for in the order of the seeds, and the first find ends it.
  const worthIt = seeds >= (target === 'checksum-release' ? 200 : 2) && !every && !options.inside && schedule === undefined && plant === undefined
  if (workers > 1 && worthIt) {
    const same = ['--target', target, ...(bundle === undefined ? [] : ['--bundle', bundle]), ...(outside ? ['--outside'] : [])]
    const ranges = cutRanges(options).map((range) => ['--seed', String(range.seed), '--seeds', String(range.seeds)])
    const tallies = await playInWorkers(
      ranges.map((range) => [...range, '--workers', '1', '--json', ...same]),
      print,
    )
    return tallies.reduce(mergeTallies)
  }
  return playHere(options)
}

async function playHere(options: TortureOptions): Promise<Tally> {
  const player = await loadPlayer(options)
  let tally = emptyTally(player.name)
  for await (const schedule of schedulesOf(options, player)) {
    const verdict = await player.play(schedule)
    tally = addVerdict(tally, verdict)
    if (options.verbose) for (const line of verdict.trace) print(line)
    if (verdict.violations.length === 0) continue
    if (tally.wrong <= shownFailures) for (const line of await explainFailure(verdict, player, options)) print(line)
    if (options.plant !== undefined) break
  }
  return tally
}

async function* schedulesOf({ seed, seeds, every, schedule }: TortureOptions, player: Player): AsyncGenerator<Schedule> {
  if (schedule !== undefined) yield schedule
  else if (every) yield* player.every()
  else for (let number = seed; number < seed + seeds; number += 1) yield player.createSchedule(number)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function renderTally({ target, schedules, runs, struck, wrong, unfinished, kinds }: Tally, seconds: number): string {
  const examples = Object.values(kinds)
    .toSorted((left, right) => right.count - left.count)
    .map(({ count, seed, example }) => `${count} × such as seed ${seed}: ${example}`)
  const table = renderTable(['target', 'schedules', 'wrong final states', 'examples'], [[target, String(schedules), String(wrong), examples.join('\n')]])
  const left = unfinished === 0 ? '' : `${unfinished} schedules were not brought to their end by two undisturbed runs. `
  return `\n${table}\n\n${left}${runs} runs, ${struck} faults and kills met a call, ${seconds.toFixed(1)} s\n`
}
