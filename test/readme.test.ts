import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { checkWorkflow, type Plan } from '@slipway/workflows'
import { readExamples } from './examples.ts'
import { listProblems } from './lists.ts'
import { callsOf, load, sentences } from './loading.ts'
import { brokenLinks, examplesOf, flagsInSource, flagsInTables, pages, scriptsIn } from './pages.ts'
import { root } from './rooms.ts'
import { grantsOfJobs, useProblems, usesOf } from './uses.ts'
import { besideSuite, callable, runActionlint, slug, uncommentedPermissions, writeCopy } from './workflows.ts'

const scratch = mkdtempSync(join(tmpdir(), 'readme-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const entry = '.github/workflows/example.yml'
const examples = Object.entries(pages).flatMap(([page, text]) => examplesOf(page, text))
const actions = readdirSync(join(root, 'actions'))

/** Everything that is wrong with an example, as its reader would meet it. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const loaded = await load({ slug: 'example/reader', files: { [entry]: text } }, entry)
  if (!loaded.ok) return sentences(loaded)
  const checked = unwrap(checkWorkflow(entry, text, { slug }))
  const plan: Plan = unwrap(loaded)
  const wrong = [...callsOf(plan), ...grantsOfJobs(plan)].filter(({ granted, needed }) => render(granted) !== render(needed))
  return [
    ...sentences({ ok: false, error: checked }),
    ...uncommentedPermissions(entry, text),
    ...usesOf(plan).flatMap(useProblems),
    ...listProblems(plan),
    ...wrong.map(({ granted, needed }) => `${render(granted)} is granted, and ${render(needed)} is needed`),
  ]
}

function render(permissions: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(permissions).sort())
}

test('there is something to read', () => {
  expect(Object.keys(pages)).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', '.github/workflows/builder.md', 'packages/kernel/README.md']))
  expect(Object.keys(pages).filter((page) => page.includes('node_modules'))).toEqual([])
})

test.each(actions)('the README of the action %s has an example, and an end-to-end workflow runs it', (action) => {
  expect(readExamples(pages[`actions/${action}/README.md`] ?? '')).not.toEqual([])
  const folder = join(root, 'actions', action, 'test')
  const files = readdirSync(folder).filter((file) => file.endsWith('.yml'))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(texts.filter((text) => /^ *# README$/m.test(text))).not.toEqual([])
})

test.each(callable)('the page of %s calls it', (file) => {
  expect(readExamples(pages[file.replace('.yml', '.md')] ?? '').join('')).toContain(`uses: ${slug}/${file}@`)
})

describe('every example', () => {
  test.each(examples)('$name is a workflow that GitHub takes, with the inputs that there are', async ({ text }) => {
    expect(await problemsOf(text)).toEqual([])
  })

  test('reads outputs that there are', () => {
    const files = Object.fromEntries(examples.map(({ name, text }) => [`${name.replaceAll(/[/#]/g, '-')}.yml`, text]))
    expect(runActionlint(writeCopy(scratch, besideSuite(files, 'example')))).toEqual({ code: 0, output: '' })
  })
})

test.each(Object.entries(pages))('the links of %s lead somewhere', (page, text) => expect(brokenLinks(page, text)).toEqual([]))

test.each(['README.md', 'CONTRIBUTING.md'])('every npm script of %s is there', (page) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }
  const named = scriptsIn(pages[page] ?? '')
  expect(named).toContain('test')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('the table of options names the flags of the rehearsal, each of them', () => {
  const flags = flagsInSource(readFileSync(join(root, 'packages/cli/src/rehearse/options.ts'), 'utf8'))
  expect(flags).toContain('until')
  expect(flagsInTables(pages['README.md'] ?? '')).toEqual(flags)
})

describe('the checks go red', () => {
  const block = (text: string): string => examplesOf('x.md', `\`\`\`yaml\n${text}\`\`\`\n`)[0]?.text ?? ''
  const call = (grants: string, given: string): string =>
    `jobs:\n  a:\n    permissions:\n      ${grants} # why\n    uses: ${slug}/.github/workflows/promote.yml@v1\n    with:\n      ${given}\n`
  const needed = 'image: ghcr.io/a/b\n      from: next\n      to: stable'

  test.each([
    ['a whole workflow', 'on: push\njobs:\n  a:\n    runs_on: x\n', 'runs_on'],
    ['an input that the workflow does not have', call('packages: write', `${needed}\n      form: x`), 'form is not defined in'],
    ['an input that is missing', call('packages: write', 'image: x'), 'Input from is required'],
    ['too little a permission', call('packages: read', needed), "only allowed 'packages: read'"],
    ['too much of it', call('packages: write # why\n      contents: read', needed), '[["packages","write"]] is needed'],
    ['a job that needs another one, which is not shown', `${call('packages: write', needed)}    needs: builder\n`, 'at least one job with no dependencies'],
    ['a step that gives an unknown input', `- uses: ${slug}/actions/versions-env@v1\n  with:\n    flie: x\n`, 'flie is no input of actions/versions-env'],
    ['a step without a pin', '- uses: actions/checkout@v4\n', 'can change under us'],
  ])('on %s', async (_, text, sentence) => expect((await problemsOf(block(text))).join('\n')).toContain(sentence))

  test('and stay green on what is right', async () => {
    expect(await problemsOf(block(call('packages: write', needed)))).toEqual([])
    expect(await problemsOf(block(`- uses: ${slug}/actions/versions-env@v1\n  with:\n    file: x\n`))).toEqual([])
  })

  test('on links', () => {
    const text =
      '# A `b`, c\n[a](nowhere.md) [b](README.md#no-heading) [c](#a-b-c) [d](README.md) [e](https://a.test/b) `[f](x)`\n```sh\n[g](x)\n```\n[h]: gone.md\n'
    expect(brokenLinks('x.md', text).map((sentence) => sentence.split(' ')[1])).toEqual(['nowhere.md', 'README.md#no-heading', 'gone.md'])
  })

  test('on scripts and flags', () => {
    expect(scriptsIn('`npm test -- x`, npm run bulid and npm ci')).toEqual(['test', 'bulid'])
    expect(flagsInTables('| `--fault SPEC` | x |\n| `--event push --ref x` | y; `--input` |\n')).toEqual(['event', 'fault', 'input', 'ref'])
    expect(flagsInSource("const flags = {\n  event: { type: 'string' },\n  'dry-run': { type: 'boolean' },\n} satisfies X\n")).toEqual(['dry-run', 'event'])
  })
})
