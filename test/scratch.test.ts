import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject } from '@slipway/cli/rehearsal'
import { parse } from 'yaml'
import { readRooms, root } from './rooms.ts'

/** Beside the checkout and on its file system, so that installed packages can be linked into a copy and not be copied. */
mkdirSync(join(root, '.cache'), { recursive: true })
const scratch = mkdtempSync(join(root, '.cache/scratch-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The repository as its working tree stands, with packages of its own: the bundler writes down where a package really lies. */
function copyRepository(name: string): string {
  const copy = join(scratch, name)
  mkdirSync(join(copy, '.cache'), { recursive: true })
  checkOutProject(root, copy, 'refs/heads/main', 1_700_000_000)
  expect(run(root, 'cp', ['-al', 'node_modules', copy])).toEqual({ code: 0, output: '' })
  symlinkSync(join(root, '.cache/tools'), join(copy, '.cache/tools'))
  return copy
}

function run(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { readonly code: number | null; readonly output: string } {
  const path = `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`
  const { status, stdout, stderr } = spawnSync(command, [...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, NODE_OPTIONS: '', ...env },
  })
  return { code: status, output: `${stdout}${stderr}` }
}

const cli = (folder: string, ...args: readonly string[]) => run(folder, 'node', ['--conditions=source', 'packages/cli/src/main.ts', ...args])

/** An action as CONTRIBUTING.md describes one. */
const hello: Readonly<Record<string, string>> = {
  'package.json': `{
  "name": "@slipway/hello",
  "version": "0.0.0",
  "private": true,
  "type": "module",
  "dependencies": { "@slipway/contract": "0.0.0", "@slipway/host": "0.0.0", "@slipway/kernel": "0.0.0" }
}
`,
  'src/contract.ts': `import { defineAction, input, kinds } from '@slipway/contract'

export const contract = defineAction({
  name: 'hello',
  title: 'Slipway: hello',
  description: 'Greets.',
  branding: { icon: 'sun', color: 'blue' },
  inputs: { who: input(kinds.string(), { description: 'Who.', default: 'world' }) },
  outputs: { greeting: { description: 'The greeting.' } },
  permissions: {},
  requires: {},
})
`,
  'src/plan.ts': `import { ok, type Result } from '@slipway/kernel'

export function planGreeting(who: string): Result<string> {
  return who === 'nobody'
    ? { ok: false, error: [{ code: 'E_HELLO', message: 'nobody is there', cure: 'Name somebody', at: { input: 'who' } }] }
    : ok(\`hello \${who}\`)
}
`,
  'src/run.ts': `import type { InputsOf, OutputsOf } from '@slipway/contract'
import { unwrap } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { planGreeting } from './plan.ts'

export async function run(inputs: InputsOf<typeof contract>): Promise<OutputsOf<typeof contract>> {
  return { greeting: unwrap(planGreeting(inputs.who)) }
}
`,
  'src/main.ts': `import { start } from '@slipway/host'
import { contract } from './contract.ts'
import { run } from './run.ts'

await start(contract, run)
`,
  'src/hello.test.ts': `import { expect, test } from '@jest/globals'
import { planGreeting } from './plan.ts'

test('hello greets', () => expect(planGreeting('you')).toEqual({ ok: true, value: 'hello you' }))
`,
  'README.md': `# hello

\`\`\`yaml
- uses: OWNER/slipway/actions/hello@v1
  id: hello
  with:
    who: reader
\`\`\`

${['inputs', 'outputs', 'permissions', 'requirements'].map((name) => `<!-- generated:${name} -->\n<!-- /generated:${name} -->\n`).join('\n')}`,
  'test/greet.yml': `on: push
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      # README
      - env:
          GREETING: \${{ steps.hello.outputs.greeting }}
        run: test "$GREETING" = 'hello reader'
`,
}

function addHello(copy: string): void {
  for (const [file, text] of Object.entries(hello)) {
    mkdirSync(dirname(join(copy, 'actions/hello', file)), { recursive: true })
    writeFileSync(join(copy, 'actions/hello', file), text)
  }
  expect(cli(copy, 'generate')).toMatchObject({ code: 0 })
  expect(cli(copy, 'build', 'hello')).toEqual({ code: 0, output: 'bundled hello\n' })
}

/** The copy as it is before anything was compiled or bundled in it. */
function moveClean(copy: string, name: string): string {
  const other = join(scratch, name)
  mkdirSync(dirname(other), { recursive: true })
  expect(run(root, 'cp', ['-al', copy, other])).toEqual({ code: 0, output: '' })
  const made = readRooms(other).flatMap(({ folder }) => [`${folder}/build`, `${folder}/tsconfig.tsbuildinfo`])
  for (const path of made) rmSync(join(other, path), { recursive: true, force: true })
  rmSync(join(other, 'dist/hello'), { recursive: true })
  return other
}

/** The bundle as a runner starts it; nothing of this process's environment reaches it. */
function start(
  folder: string,
  name: string,
  inputs: Readonly<Record<string, string>>,
): { readonly code: number | null; readonly said: string; readonly set: string } {
  const output = join(scratch, 'output')
  writeFileSync(output, '')
  const given = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'dist', name, 'index.js')], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, GITHUB_OUTPUT: output, RUNNER_TEMP: scratch, GITHUB_WORKSPACE: scratch, ...given },
  })
  return { code: status, said: `${stdout}${stderr}`, set: readFileSync(output, 'utf8') }
}

describe('an action is one folder', () => {
  let copy = ''
  beforeAll(() => {
    copy = copyRepository('one')
    addHello(copy)
  }, 60_000)
  const read = (file: string): string => readFileSync(join(copy, file), 'utf8')

  test('its files, the index and the bundle are generated, and nothing else changes', () => {
    expect(read('actions/hello/action.yml')).toContain('main: ../../dist/hello/index.js')
    expect(read('actions/hello/README.md')).toContain('| `who` | string | `world` | Who. |')
    expect(read('README.md')).toContain('| [hello](actions/hello/README.md) | Greets. |')
    expect(JSON.parse(read('actions/hello/tsconfig.json'))).toMatchObject({
      references: [{ path: '../../packages/contract' }, { path: '../../packages/host' }, { path: '../../packages/kernel' }],
    })
    // Numbered files are what is loaded only when it is used.
    const bundle = readdirSync(join(copy, 'dist/hello')).filter((file) => !/^\d+\.index\.js$/.test(file))
    expect(bundle.sort()).toEqual(['index.js', 'licenses.txt', 'package.json'])
    expect(run(copy, 'git', ['status', '--short']).output.split('\n').sort()).toEqual(['', ' M README.md', '?? actions/hello/', '?? dist/hello/'])
  })

  test('the bundle runs', () => {
    expect(start(copy, 'hello', { who: 'there' })).toMatchObject({ code: 0, set: expect.stringMatching(/^greeting<<(\S+)\nhello there\n\1\n$/) })
    expect(start(copy, 'hello', { who: 'nobody' })).toMatchObject({ code: 1, said: expect.stringContaining('nobody is there'), set: '' })
  })

  test('its tests, its end-to-end workflow and the fence of its imports are found and pass', () => {
    const env = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' }
    const { code, output } = run(copy, 'jest', ['--verbose', '-t', 'hello', 'actions/hello', 'test/e2e', 'test/architecture'], env)
    expect([code, output]).toEqual([0, output])
    expect(output).toMatch(/✓ hello greets/)
    expect(output).toMatch(/hello\/greet\.yml\n +✓ runs through act/)
    expect(output).toMatch(/✓ action hello declares/)
    expect(output).toMatch(/✓ actions\/hello imports only what it declares/)
  }, 60_000)

  test('another folder, deeper and with another name, gives the same bytes', () => {
    const other = moveClean(copy, 'deeper/down/another-name')
    expect(cli(other, 'build', 'hello')).toEqual({ code: 0, output: 'bundled hello\n' })
    for (const file of readdirSync(join(copy, 'dist/hello')))
      expect([file, read(`dist/hello/${file}`) === readFileSync(join(other, 'dist/hello', file), 'utf8')]).toEqual([file, true])
    expect(read('dist/hello/index.js')).not.toContain(root)
  }, 60_000)

  // These change the copy, so they come last.
  test('one changed byte of a generated file turns the check red, by name', () => {
    expect(cli(copy, 'generate', '--check')).toEqual({ code: 0, output: '' })
    appendFileSync(join(copy, 'actions/versions-env/action.yml'), '\n')
    expect(cli(copy, 'generate', '--check')).toEqual({
      code: 1,
      output: 'actions/versions-env/action.yml: is stale. Run npm run generate and commit what it writes\n',
    })
  }, 30_000)

  test('one changed byte of a bundle, or a file too many, turns the check red, by name', () => {
    appendFileSync(join(copy, 'dist/hello/index.js'), '\n')
    writeFileSync(join(copy, 'dist/hello/leftover.js'), '')
    const { code, output } = cli(copy, 'build', '--check', 'hello')
    expect([code, output.split('\n').sort()]).toEqual([
      1,
      [
        '',
        'bundled hello',
        'dist/hello/index.js: is stale. Run npm run build and commit what it writes',
        'dist/hello/leftover.js: is stale. Run npm run build and commit what it writes',
      ],
    ])
    expect(cli(copy, 'build', '--check', 'hullo')).toMatchObject({ code: 1, output: expect.stringContaining('there is no action hullo') })
  }, 30_000)
})

describe.each(readdirSync(join(root, 'dist')))('the bundle of %s', (name) => {
  const { inputs } = parse(readFileSync(join(root, 'actions', name, 'action.yml'), 'utf8')) as { inputs: Readonly<Record<string, unknown>> }

  test('starts, and refuses an unknown input with the name that was meant, without a stack', () => {
    const [known = ''] = Object.keys(inputs)
    const { code, said, set } = start(root, name, { [`${known}x`]: 'true' })
    expect({ code, set }).toEqual({ code: 1, set: '' })
    expect(said).toContain(`::error::input ${known}x: is no input of ${name}. Did you mean "${known}"?`)
    expect(said).not.toMatch(/\n +at /)
  })

  test('holds every package that it needs', () => expect(readFileSync(join(root, 'dist', name, 'index.js'), 'utf8')).not.toContain('eval("require")'))
})
