import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { checkOutProject } from '@slipway/cli/rehearsal'
import { root } from './rooms.ts'

const scratch = mkdtempSync(join(tmpdir(), 'scratch-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The repository as it stands, in a folder of its own, with the installed packages beside it. */
function copyRepository(name: string): string {
  const copy = join(scratch, name)
  mkdirSync(copy)
  checkOutProject(root, copy, 'refs/heads/main', 1_700_000_000)
  linkPackages(copy)
  return copy
}

/** Links every installed package, and the rooms of the copy itself instead of ours. */
function linkPackages(copy: string): void {
  mkdirSync(join(copy, 'node_modules/@slipway'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@slipway') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  }
  for (const parent of ['packages', 'actions']) {
    for (const name of readdirSync(join(copy, parent))) symlinkSync(join(copy, parent, name), join(copy, 'node_modules/@slipway', name))
  }
}

function run(folder: string, command: string, args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: path, NODE_OPTIONS: '' } })
  return { code: status, output: `${stdout}${stderr}` }
}

const cli = ['--conditions=source', 'packages/cli/src/main.ts']

const hello: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "@slipway/hello", "version": "0.0.0", "private": true, "type": "module", "dependencies": { "@slipway/contract": "0.0.0", "@slipway/host": "0.0.0" } }\n',
  'src/contract.ts':
    "import { defineAction, input, kinds } from '@slipway/contract'\n\nexport const contract = defineAction({\n  name: 'hello',\n  title: 'Slipway: hello',\n  description: 'Greets.',\n  branding: { icon: 'sun', color: 'blue' },\n  inputs: { who: input(kinds.string(), { description: 'Who.', default: 'world' }) },\n  outputs: { greeting: { description: 'The greeting.' } },\n  permissions: {},\n  requires: {},\n})\n",
  'src/run.ts':
    "import type { InputsOf, OutputsOf } from '@slipway/contract'\nimport type { contract } from './contract.ts'\n\nexport async function run(inputs: InputsOf<typeof contract>): Promise<OutputsOf<typeof contract>> {\n  return { greeting: `hello ${inputs.who}` }\n}\n",
  'src/main.ts':
    "import { start } from '@slipway/host'\nimport { contract } from './contract.ts'\nimport { run } from './run.ts'\n\nawait start(contract, run)\n",
  'README.md': `# hello\n${['inputs', 'outputs', 'permissions', 'requirements'].map((name) => `<!-- generated:${name} -->\n<!-- /generated:${name} -->\n`).join('')}`,
}

test('an action is one folder: generator, compiler, bundler and index find it', () => {
  const copy = copyRepository('new-action')
  for (const [file, text] of Object.entries(hello)) {
    mkdirSync(dirname(join(copy, 'actions/hello', file)), { recursive: true })
    writeFileSync(join(copy, 'actions/hello', file), text)
  }
  expect(run(copy, 'node', [...cli, 'generate'])).toMatchObject({ code: 0 })
  const read = (file: string): string => readFileSync(join(copy, file), 'utf8')
  expect(read('actions/hello/action.yml')).toContain('main: ../../dist/hello/index.js')
  expect(read('actions/hello/README.md')).toContain('| `who` | string | `world` | Who. |')
  expect(read('README.md')).toContain('[hello](actions/hello/README.md)')
  expect(run(copy, 'tsc', ['-b', 'actions/hello'])).toEqual({ code: 0, output: '' })
  expect(run(copy, 'ncc', ['build', 'actions/hello/build/main.js', '-o', 'dist/hello', '--license', 'licenses.txt', '--no-cache']).code).toBe(0)
  const output = join(scratch, 'output')
  writeFileSync(output, '')
  const started = spawnSync('node', ['dist/hello/index.js'], {
    cwd: copy,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, INPUT_WHO: 'there', GITHUB_OUTPUT: output },
  })
  expect({ code: started.status, output: readFileSync(output, 'utf8') }).toEqual({ code: 0, output: expect.stringContaining('hello there') })
}, 120_000)

test('a generated file that is stale turns the check red, by name', () => {
  const copy = copyRepository('stale')
  appendFileSync(join(copy, 'actions/versions-env/action.yml'), '# by hand\n')
  expect(run(copy, 'node', [...cli, 'generate', '--check'])).toEqual({ code: 1, output: expect.stringContaining('actions/versions-env/action.yml: is stale') })
}, 60_000)

describe.each(readdirSync(join(root, 'dist')))('the bundle of %s', (name) => {
  const main = join(root, 'dist', name, 'index.js')

  test('starts, and refuses an unknown input without a stack', () => {
    const { status, stdout } = spawnSync('node', [main], { encoding: 'utf8', env: { PATH: process.env.PATH, INPUT_DRY_RUNN: 'true' } })
    expect(status).toBe(1)
    expect(stdout).toMatch(/::error::input dry_runn: is no input of/)
    expect(stdout).not.toMatch(/\n +at /)
  })

  test('holds every package that it needs', () => expect(readFileSync(main, 'utf8')).not.toContain('eval("require")'))
})
