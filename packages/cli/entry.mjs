// npm run rehearse, npm test and the others begin here: set up what is missing, then go on in TypeScript on Node.js 24.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { lockStamp, planSetup } from './setup.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const cache = join(root, '.cache')
const policy = '/usr/sbin/policy-rc.d'
const stamp = join(root, 'node_modules', '.slipway-lock')
const [command = 'help', ...given] = process.argv.slice(2)
const args = given.filter((argument) => argument !== '--yes')

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function installed(need) {
  if (need.kind === 'npm') return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockStamp(readFileSync(join(root, 'package-lock.json')))
  return need.provides !== undefined && existsSync(resolve(cache, need.provides))
}

function listsAreFresh() {
  const lists = '/var/lib/apt/lists'
  const names = existsSync(lists) ? readdirSync(lists).filter((name) => name.includes('Packages')) : []
  return names.some((name) => Date.now() - statSync(join(lists, name)).mtimeMs < 86_400_000)
}

async function agreed(missing) {
  if (given.includes('--yes') || !process.stdin.isTTY || process.env.CI) return true
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`Install ${missing.length === 1 ? 'it' : 'them'} now? [Y/n] `)
  prompt.close()
  return !/^n/i.test(answer.trim())
}

/** Services of packages must not start on the machine of someone who only wants the programs. */
function forbidServices() {
  if (existsSync(policy)) return () => {}
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const putBack = () => rmSync(policy, { force: true })
  process.once('exit', putBack)
  return putBack
}

function perform({ title, argv, env, debian }, number, total) {
  process.stdout.write(`[${number}/${total}] ${title}\n`)
  const [program, ...rest] = argv
  const putBack = debian ? forbidServices() : () => {}
  const started = Date.now()
  const result = spawnSync(program, rest, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...env },
  })
  putBack()
  if (result.status === 0) {
    process.stdout.write(`      done in ${Math.round((Date.now() - started) / 1000)} s\n`)
    return true
  }
  process.stderr.write(
    `${result.stdout ?? ''}${result.stderr ?? ''}\nThe set-up stopped: "${argv.join(' ')}" ended with ${result.status ?? result.error?.message}.\nRun it by hand to see why, then type the same command again: what is done is not done twice.\n`,
  )
  return false
}

async function setUp() {
  const { missing, steps, blocked } = planSetup(command, {
    present: installed,
    root: process.getuid?.() === 0,
    apt: existsSync('/usr/bin/apt-get'),
    go: onPath('go'),
    cache,
    aptFresh: listsAreFresh(),
  })
  if (missing.length === 0) return true
  process.stdout.write(`This machine lacks what "${command}" needs:\n${missing.map(({ name, why }) => `  ${name}: ${why}\n`).join('')}`)
  if (blocked.length > 0) {
    process.stderr.write(`It cannot be installed from here:\n${blocked.map((line) => `  ${line}\n`).join('')}`)
    return false
  }
  if (!(await agreed(missing))) return false
  mkdirSync(cache, { recursive: true })
  for (const [index, step] of steps.entries()) if (!perform(step, index + 1, steps.length)) return false
  writeFileSync(stamp, lockStamp(readFileSync(join(root, 'package-lock.json'))))
  return true
}

function goOn() {
  const bin = join(root, 'node_modules', '.bin')
  const main = join(root, 'packages/cli/src/main.ts')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(join(bin, 'node'), ['--conditions=source', '--disable-warning=ExperimentalWarning', main, command, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  // The terminal sends Ctrl-C to both; this process stays until the other has cleaned up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`Node.js ${process.versions.node} is too old: install Node.js 20 or newer.\n`)
  process.exit(1)
}
if (await setUp()) goOn()
else process.exit(1)
