import { expect, test } from '@jest/globals'
import { defineAction, input, kinds, optional } from '@slipway/contract'
import { unwrap } from '@slipway/kernel'
import { parse } from 'yaml'
import { fillMarkers, generate, renderActionIndex, renderActionTables, renderActionTypes, renderActionYaml, type Sources } from './index.ts'

const contract = defineAction({
  name: 'example',
  title: 'Slipway: example',
  description: 'Does it.',
  branding: { icon: 'anchor', color: 'blue' },
  inputs: {
    file: input(kinds.path(), { description: 'The file.', default: 'a' }),
    mode: input(kinds.enumeration('a', 'b'), { description: 'The mode.' }),
    more: optional(kinds.lines(kinds.string()), { description: 'More | of it.' }),
  },
  outputs: { key: { description: 'The key.' } },
  permissions: { contents: { access: 'read', why: 'to read' } },
  requires: { skopeo: 'to move blobs' },
  rules: [{ rule: 'at-least-one', inputs: ['file', 'more'] }],
})

const readme =
  '# example\n<!-- generated:inputs -->\n<!-- /generated:inputs -->\n<!-- generated:outputs -->x<!-- /generated:outputs -->\n<!-- generated:permissions --><!-- /generated:permissions -->\n<!-- generated:requirements --><!-- /generated:requirements -->\n'
const sources: Sources = {
  contracts: [contract],
  workspaces: [
    { folder: 'packages/kernel', name: '@slipway/kernel', dependencies: [] },
    { folder: 'actions/example', name: '@slipway/example', dependencies: ['@slipway/kernel', 'yaml'] },
  ],
  workflows: {
    '.github/workflows/w.yml':
      'on: { workflow_call: { inputs: { image: { type: string, required: true, description: The image. } }, secrets: { word: { required: true, description: The word. } } } }\njobs: { a: { permissions: { contents: read } }, b: { permissions: { contents: write } } }',
  },
  pages: {
    'actions/example/README.md': readme,
    '.github/workflows/w.md':
      '<!-- generated:inputs --><!-- /generated:inputs --><!-- generated:outputs --><!-- /generated:outputs --><!-- generated:secrets --><!-- /generated:secrets --><!-- generated:permissions --><!-- /generated:permissions -->',
    'README.md': '<!-- generated:actions --><!-- /generated:actions -->',
  },
}

test('action.yml says what the contract says', () => {
  expect(parse(renderActionYaml(contract))).toEqual({
    name: 'Slipway: example',
    description: 'Does it.',
    branding: { icon: 'anchor', color: 'blue' },
    inputs: {
      file: { description: 'The file.', required: false, default: 'a' },
      mode: { description: 'The mode.', required: true },
      more: { description: 'More | of it.', required: false },
    },
    outputs: { key: { description: 'The key.' } },
    runs: { using: 'node24', main: '../../dist/example/index.js' },
  })
  expect(parse(renderActionTypes(contract)).inputs).toMatchObject({
    mode: { type: 'enum', 'allowed-values': ['a', 'b'] },
    more: { type: 'list', separator: '\n' },
  })
})

test('every generated file comes out, and a second run changes nothing', () => {
  const files = unwrap(generate(sources))
  expect(Object.keys(files).sort()).toEqual([
    '.github/workflows/w.md',
    'README.md',
    'actions/example/README.md',
    'actions/example/action-types.yml',
    'actions/example/action.yml',
    'actions/example/tsconfig.json',
    'packages/kernel/tsconfig.json',
  ])
  expect(files['actions/example/README.md']).toContain('| `mode` | enum | **required** | The mode. One of `a`, `b`. |')
  expect(files['actions/example/README.md']).toContain('At least one of `file`, `more` is given.')
  expect(files['.github/workflows/w.md']).toContain('`contents: write`')
  expect(files['.github/workflows/w.md']).toContain('| `word` | **yes** | The word. |')
  expect(JSON.parse(files['actions/example/tsconfig.json'] ?? '').references).toEqual([{ path: '../../packages/kernel' }])
  expect(unwrap(generate({ ...sources, pages: { ...sources.pages, ...files } }))).toEqual(files)
})

test('a page without a place for a part, an unknown part and a missing page are all named', () => {
  const result = generate({ ...sources, pages: { 'README.md': 'no marker', 'actions/example/README.md': '<!-- generated:nonsense -->' } })
  const messages = result.ok ? [] : result.error.map(({ message }) => message)
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringContaining('nonsense'),
      expect.stringContaining('no place for the generated part actions'),
      '.github/workflows/w.md is not there',
    ]),
  )
  expect(fillMarkers('<!-- generated:a -->', { a: '1' }, 'x')).toMatchObject({ ok: false, error: [{ message: '<!-- /generated:a --> is missing' }] })
})

test('outputs that only a run knows are in the table, and in a comment of action.yml', () => {
  const dynamic = { ...contract, dynamicOutputs: { name: 'each key', description: 'The value of a key.' } }
  expect(renderActionTables(dynamic).outputs).toContain('| `key` | The key. |\n| each key | The value of a key. |')
  expect(renderActionYaml(dynamic)).toContain('# Beside the outputs below there is each key: The value of a key.\n')
  expect(parse(renderActionYaml(dynamic))).toEqual(parse(renderActionYaml(contract)))
  expect(renderActionYaml(contract)).not.toContain('Beside')
})

test('the index links every action', () => expect(renderActionIndex([contract])).toContain('[example](actions/example/README.md)'))
