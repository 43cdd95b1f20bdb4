import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Room, readRooms, root, runnerPackages, trespasses } from './rooms.ts'

/** Who may import whom. Widening a line is a decision about the architecture, and is made here. */
const rooms: Readonly<Record<string, { readonly imports: readonly string[]; readonly effects: boolean; readonly dev?: boolean }>> = {
  kernel: { imports: [], effects: false },
  contract: { imports: ['kernel'], effects: false },
  chain: { imports: ['kernel'], effects: false },
  oci: { imports: ['kernel'], effects: false },
  binary: { imports: ['kernel'], effects: false },
  archive: { imports: ['kernel'], effects: false },
  checksums: { imports: ['kernel'], effects: false },
  report: { imports: ['kernel'], effects: false },
  host: { imports: ['kernel', 'contract'], effects: true },
  registry: { imports: ['kernel', 'oci', 'host'], effects: true },
  attest: { imports: ['kernel', 'oci', 'registry', 'host'], effects: true },
  engine: { imports: ['kernel', 'oci', 'archive', 'host'], effects: true },
  github: { imports: ['kernel', 'checksums', 'host'], effects: true },
  packaging: { imports: ['kernel', 'contract', 'archive', 'host', 'report'], effects: true },
  workflows: { imports: ['kernel'], effects: false, dev: true },
  lab: { imports: ['kernel', 'oci', 'host', 'attest', 'registry', 'workflows'], effects: true, dev: true },
  codegen: { imports: ['kernel', 'contract', 'report'], effects: false, dev: true },
  cli: { imports: ['kernel', 'contract', 'codegen', 'host', 'lab', 'oci', 'report', 'workflows'], effects: true, dev: true },
}

const all = readRooms(root)
const sources = (room: Room): readonly string[] =>
  readdirSync(join(root, room.folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const short = (name: string): string => name.replace('@slipway/', '')

test.each(all.filter(({ folder }) => folder.startsWith('packages/')).map((room) => [short(room.name), room] as const))(
  'room %s declares no more than its line allows',
  (name, room) => {
    const line = rooms[name]
    expect(line).toBeDefined()
    const declared = room.dependencies.filter((dependency) => dependency.startsWith('@slipway/')).map(short)
    expect(declared.filter((dependency) => line?.imports.includes(dependency) !== true)).toEqual([])
    const dev = declared.filter((dependency) => rooms[dependency]?.dev === true)
    expect(line?.dev === true ? [] : dev).toEqual([])
    // host has the runner's libraries, github has octokit, and the lab tries its servers with the real clients.
    const allowed = name === 'host' || name === 'lab' ? [...runnerPackages] : name === 'github' ? ['@actions/github'] : []
    expect(room.dependencies.filter((dependency) => runnerPackages.has(dependency) && !allowed.includes(dependency))).toEqual([])
  },
)

test.each(all.filter(({ folder }) => folder.startsWith('actions/')).map((room) => [short(room.name), room] as const))(
  'action %s declares rooms of the suite, no dev room, no action',
  (_, room) => {
    const declared = room.dependencies.map(short)
    expect(declared.filter((name) => rooms[name] === undefined || rooms[name].dev === true)).toEqual([])
  },
)

const exceptions = [
  // The generator loads each action's contract by its folder's name.
  'packages/cli/src/commands/generate.ts imports an expression: the package.json of the room does not declare it',
  // The torture loads the action that it tortures, when a bug has been planted into it or not.
  'packages/cli/src/torture/own-target.ts imports an expression: the package.json of the room does not declare it',
  // Benchmarks are found by their file names.
  'packages/cli/src/commands/bench.ts imports an expression: the package.json of the room does not declare it',
  // GitHub's parser imports JSON in a way that Node.js refuses without a hook.
  'packages/workflows/src/load-parser.ts imports node:module: a pure room has no effects',
]

test.each(all.map((room) => [room.folder, room] as const))('%s imports only what it declares', (_, room) => {
  const pure = room.folder.startsWith('actions/') || rooms[short(room.name)]?.effects !== true
  const found = sources(room).flatMap((file) => trespasses(room, `src/${file}`, readFileSync(join(root, room.folder, 'src', file), 'utf8'), pure))
  expect(found.filter((sentence) => !exceptions.includes(sentence))).toEqual([])
})

test('process.env is read only by host, lab and cli', () => {
  const readers = all
    .filter(({ name }) => !['@slipway/host', '@slipway/lab', '@slipway/cli'].includes(name))
    .flatMap((room) =>
      sources(room)
        .filter((file) => !file.endsWith('.test.ts') && readFileSync(join(root, room.folder, 'src', file), 'utf8').includes('process.env'))
        .map((file) => `${room.folder}/${file}`),
    )
  expect(readers).toEqual([])
})

describe('the fence goes red', () => {
  const room: Room = { folder: 'packages/chain', name: '@slipway/chain', dependencies: ['@slipway/kernel'], devDependencies: ['oracle'] }
  test.each([
    ['an undeclared room', "import { x } from '@slipway/host'"],
    ['an undeclared package', "import x from 'yaml'"],
    ['what only tests may use', "import x from 'oracle'"],
    ['a relative path into another room', "import { x } from '../../host/src/ports.ts'"],
    ['a relative path into a build', "export * from '../../host/build/index.js'"],
    ['a dynamic import', "const x = await import('@slipway/host')"],
    ['a dynamic import of a computed name', 'const x = await import(name)'],
    ['an import in a type', "type X = import('@slipway/host').Ports"],
    ['a type-only import', "import type { Ports } from '@slipway/host'"],
    ['an effect', "import { readFileSync } from 'node:fs'"],
    ['the runner', "import * as core from '@actions/core'"],
  ])('on %s', (_, source) => {
    expect(trespasses(room, 'src/x.ts', source, true)).toHaveLength(1)
  })

  test('and stays green on what is allowed', () => {
    expect(
      trespasses(room, 'src/a/x.ts', "import { ok } from '@slipway/kernel'\nimport { createHash } from 'node:crypto'\nimport { y } from '../y.ts'", true),
    ).toEqual([])
    expect(trespasses(room, 'src/x.support.ts', "import x from 'oracle'", true)).toEqual([])
  })
})
