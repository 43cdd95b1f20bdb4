import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { plantedBugs } from '@slipway/lab/torture'
import { root } from './rooms.ts'

/** The release transaction under torture: whatever fails, whenever it is killed, and with whomever it runs at once. */

type Ended = { readonly code: number | null; readonly output: string }

/** The command that people type, in a process of its own, on the sources. */
function torture(...args: readonly string[]): Promise<Ended> {
  const main = join(root, 'packages/cli/src/main.ts')
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', main, 'torture', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void (output += bytes.toString()))
  return new Promise((resolve, reject) => void child.once('error', reject).once('close', (code) => resolve({ code, output })))
}

const figures = (output: string): readonly number[] => (/\| (\d+) \| (\d+) \|/.exec(output) ?? []).slice(1).map(Number)

describe('the release transaction', () => {
  test('ends right in 10,000 seeded schedules, with kills at every call of a port and two runs at once', async () => {
    const { code, output } = await torture('--seeds', '10000')
    expect([code, figures(output), code === 0 ? '' : output]).toEqual([0, [10_000, 0], ''])
  }, 900_000)

  test('ends right whichever call of a plain run meets whichever fault or kill, by one client and by two', async () => {
    const { code, output } = await torture('--every')
    const [schedules = 0, wrong] = figures(output)
    expect([code, wrong, code === 0 ? '' : output]).toEqual([0, 0, ''])
    expect(schedules).toBeGreaterThan(1_000)
  }, 300_000)

  test('ends right when its bundle is really killed, 200 times', async () => {
    const { code, output } = await torture('--target', 'bundle', '--seeds', '200')
    expect([code, figures(output), code === 0 ? '' : output]).toEqual([0, [200, 0], ''])
  }, 1_200_000)
})

describe('the torture finds a planted bug:', () => {
  test.each(plantedBugs.map(({ name, seeds }) => [name, seeds] as const))(
    '%s',
    async (name, seeds) => {
      const { code, output } = await torture('--seeds', String(seeds), '--plant', name)
      expect(output).toMatch(/^seed \d+: /m)
      expect(output).toContain(`--plant ${name} --schedule '{`)
      expect(code).toBe(1)
    },
    300_000,
  )

  test('and says the same of the schedule that it made smaller', async () => {
    const { output } = await torture('--seeds', '400', '--plant', 'lost-reply-sent-twice')
    const [, schedule = ''] = /--schedule '(.+)'/.exec(output) ?? []
    const again = await torture('--plant', 'lost-reply-sent-twice', '--schedule', schedule)
    expect(/^ {2}smallest: (.+)$/m.exec(output)?.[1]).toBe(/^seed \d+: (.+)$/m.exec(again.output)?.[1])
  }, 120_000)
})

test('what cannot be meant is refused with what is known', async () => {
  const { code, output } = await torture('--seeds', '0', '--target', 'rsync', '--plant', 'no-bug', '--schedule', '{')
  expect(code).toBe(1)
  expect(output.split('\n').filter((line) => line !== '')).toHaveLength(4)
  expect(output).toContain('Known are checksum-release, bundle')
}, 60_000)
