import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { type Digest, digestOf, type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import {
  type BuilderInputs,
  builderKey,
  builderKeyFormat,
  type Change,
  type ContextEntry,
  explainKey,
  parseBuilderInputs,
  renderBuilderInputs,
  renderChange,
} from './index.ts'

const file = (path: string, content = path, executable = false): ContextEntry => ({ path, kind: 'file', executable, content: digestOf(content) })
const link = (path: string, target: string): ContextEntry => ({ path, kind: 'link', executable: false, content: target })
const folder = (path: string): ContextEntry => ({ path, kind: 'directory', executable: false, content: '' })
const platforms = (...names: string[]): Platform[] => names as Platform[]
const inputs: BuilderInputs = {
  format: builderKeyFormat,
  containerfile: { path: 'Containerfile', digest: digestOf('FROM debian') },
  files: [file('lib/a.c'), file('run.sh', 'x', true), link('lib/b.c', 'a.c'), folder('empty')],
  arguments: { LIBKRUN_VERSION: 'v1.18.0', OTHER: '2' },
  bases: { 'docker.io/library/debian:12': digestOf('debian today') },
  platforms: platforms('linux/amd64', 'linux/arm64'),
}
const replace = (path: string, entry: ContextEntry): BuilderInputs => ({ ...inputs, files: inputs.files.map((each) => (each.path === path ? entry : each)) })

describe('the key', () => {
  test('is pinned: another one for these inputs means that the format has to change', () => {
    expect(builderKey(inputs)).toBe('1d9177bb925a11c86bcf313e5ee3499ebe076f65')
    expect(
      renderBuilderInputs(inputs)
        .replaceAll(/sha256:[0-9a-f]{64}/g, 'D')
        .split('\n'),
    ).toEqual([
      '{"format":"slipway-builder-key/2","containerfile":{"path":"Containerfile","digest":"D"},"platforms":["linux/amd64","linux/arm64"],' +
        '"arguments":{"LIBKRUN_VERSION":"v1.18.0","OTHER":"2"},"bases":{"docker.io/library/debian:12":"D"},"files":[',
      '{"path":"empty","kind":"directory","executable":false,"content":""},',
      '{"path":"lib/a.c","kind":"file","executable":false,"content":"D"},',
      '{"path":"lib/b.c","kind":"link","executable":false,"content":"a.c"},',
      '{"path":"run.sh","kind":"file","executable":true,"content":"D"}]}',
      '',
    ])
  })

  test('is the sha256 of the document that lies beside the image', () => {
    expect(createHash('sha256').update(renderBuilderInputs(inputs)).digest('hex').slice(0, 40)).toBe(builderKey(inputs))
  })

  test('a file that is there twice is our own mistake', () =>
    expect(() => builderKey({ ...inputs, files: [file('a'), link('a', 'b')] })).toThrow('hold a twice'))
})

/** What hashes of other projects miss ("Hashing pitfalls"): each has to give another key, and to be named. */
const pitfalls: readonly (readonly [string, BuilderInputs, readonly string[]])[] = [
  ['a byte', replace('lib/a.c', file('lib/a.c', 'y')), ['file lib/a.c: content']],
  ['a rename', replace('lib/a.c', file('lib/c.c', 'lib/a.c')), ['file lib/a.c: removed', 'file lib/c.c: added']],
  ['chmod +x', replace('lib/a.c', file('lib/a.c', 'lib/a.c', true)), ['file lib/a.c: mode 0644 → 0755']],
  ['a link in the place of a file with the same text', replace('lib/a.c', link('lib/a.c', 'lib/a.c')), ['file lib/a.c: kind a file']],
  ['a link that points elsewhere', replace('lib/b.c', link('lib/b.c', 'x.c')), ['file lib/b.c: target a.c → x.c']],
  ['a byte that moved from the end of a file to the start of the next', movedByte(), ['file lib/a.c: content', 'file run.sh: content']],
  ['one file more', { ...inputs, files: [...inputs.files, file('z')] }, ['file z: added, a file, 0644']],
  ['an empty folder less', { ...inputs, files: inputs.files.slice(0, 3) }, ['file empty: removed, was an empty folder']],
  ['a version', { ...inputs, arguments: { ...inputs.arguments, LIBKRUN_VERSION: 'v1.19.0' } }, ['argument LIBKRUN_VERSION: v1.18.0 → v1.19.0']],
  ['a version that is used no more', { ...inputs, arguments: { OTHER: '2' } }, ['argument LIBKRUN_VERSION: removed, was v1.18.0']],
  [
    'a base image that moved below its tag',
    base('docker.io/library/debian:12', 'debian tomorrow'),
    ['base image docker.io/library/debian:12: sha256:a5529c57c5ed… → sha256:'],
  ],
  [
    'another base image',
    base('docker.io/library/debian:13', 'debian today'),
    ['base image docker.io/library/debian:12: rem', 'base image docker.io/library/debian:13: add'],
  ],
  ['a platform less', { ...inputs, platforms: platforms('linux/amd64') }, ['platform linux/arm64: removed']],
  ['the Containerfile', { ...inputs, containerfile: { path: 'Containerfile', digest: digestOf('x') } }, ['containerfile Containerfile: content sha256:']],
  [
    'another Containerfile with the same text',
    { ...inputs, containerfile: { ...inputs.containerfile, path: 'b/Containerfile' } },
    ['containerfile b/Containerfile: path'],
  ],
  ['the format', { ...inputs, format: 'slipway-builder-key/3' }, ['format: slipway-builder-key/2 → slipway-builder-key/3']],
]

function movedByte(): BuilderInputs {
  return {
    ...inputs,
    files: inputs.files.map((each) => (each.path === 'lib/a.c' ? file('lib/a.c', 'lib/a.') : each.path === 'run.sh' ? file('run.sh', 'cx', true) : each)),
  }
}

function base(name: string, text: string): BuilderInputs {
  return { ...inputs, bases: { [name]: digestOf(text) } }
}

describe('pitfalls', () => {
  test.each(pitfalls)('%s changes the key, and the explanation says so', (_, changed, sentences) => {
    expect(builderKey(changed)).not.toBe(builderKey(inputs))
    const said = explainKey(inputs, changed).map(renderChange)
    expect(said).toHaveLength(sentences.length)
    for (const [index, sentence] of sentences.entries()) expect(said[index]).toContain(sentence)
  })

  const same: readonly (readonly [string, BuilderInputs])[] = [
    ['the order of files', { ...inputs, files: [...inputs.files].reverse() }],
    ['the order of arguments', { ...inputs, arguments: { OTHER: '2', LIBKRUN_VERSION: 'v1.18.0' } }],
    ['the order of platforms, and one that is named twice', { ...inputs, platforms: platforms('linux/arm64', 'linux/amd64', 'linux/arm64') }],
    [
      'a proxy that is declared as an argument',
      { ...inputs, arguments: { ...inputs.arguments, HTTPS_PROXY: 'http://10.0.0.1', no_proxy: 'x', All_Proxy: 'y' } },
    ],
    // Members that a caller carries along: the document is made of what is named, so nothing slips in.
    ['secrets, times, owners and the machine', { ...inputs, secrets: { TOKEN: 's' }, time: 1, architecture: 'arm64' } as BuilderInputs],
    ['what else is known of a file', { ...inputs, files: inputs.files.map((entry) => ({ ...entry, mtime: 1, uid: 0, size: 3 }) as ContextEntry) }],
  ]
  test.each(same)('%s never enters', (_, other) => {
    expect(renderBuilderInputs(other)).toBe(renderBuilderInputs(inputs))
    expect(explainKey(inputs, other)).toEqual([])
  })

  test('the key is of the index: no single architecture is in it, so that all builds of a run share it', () => {
    expect(Object.keys(JSON.parse(renderBuilderInputs(inputs)) as object)).toEqual(['format', 'containerfile', 'platforms', 'arguments', 'bases', 'files'])
  })

  test('names that differ only where a locale sees no difference stay apart, and their order is fixed', () => {
    const names = ['b', 'B', 'a', 'ä', 'a\u0308', 'z', 'ß', 'ss', '\u{1f600}', '\uffee', '10', '9', 'i', 'I', 'ı']
    const of = (list: readonly string[]): string => renderBuilderInputs({ ...inputs, files: list.map((name) => file(name)) })
    expect(of([...names].reverse())).toBe(of(names))
    expect(new Set(names.map((name) => of([name]))).size).toBe(names.length)
  })
})

const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
const digest = fc.constantFrom('a', 'b', 'c', 'd').map(digestOf)
const entry: fc.Arbitrary<ContextEntry> = fc.oneof(
  fc.record({ path, kind: fc.constant('file' as const), executable: fc.boolean(), content: digest }),
  fc.record({ path, kind: fc.constant('link' as const), executable: fc.constant(false), content: path }),
  path.map(folder),
)
const anyInputs: fc.Arbitrary<BuilderInputs> = fc.record({
  format: fc.constant(builderKeyFormat),
  containerfile: fc.record({ path, digest }),
  files: fc.uniqueArray(entry, { selector: (each) => each.path, maxLength: 8 }),
  arguments: fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), fc.string(), { maxKeys: 4, noNullPrototype: true }),
  bases: fc.dictionary(path, digest, { maxKeys: 3, noNullPrototype: true }),
  platforms: fc.uniqueArray(fc.constantFrom(...platforms('linux/amd64', 'linux/arm64', 'linux/riscv64', 'linux/s390x')), { minLength: 1 }),
})

/** One deliberate change: the new inputs, and what the explanation has to say of it and nothing else. */
function mutations(from: BuilderInputs): readonly (readonly [BuilderInputs, Pick<Change, 'what' | 'name' | 'how'>])[] {
  const other = (value: Digest): Digest => digestOf(`not ${value}`)
  const files = from.files.flatMap((each): readonly (readonly [BuilderInputs, Pick<Change, 'what' | 'name' | 'how'>])[] => {
    const rest = from.files.filter((one) => one !== each)
    const put = (changed: ContextEntry | undefined): BuilderInputs => ({ ...from, files: changed === undefined ? rest : [changed, ...rest] })
    const say = (how: Change['how']) => ({ what: 'file', name: each.path, how }) as const
    const kind = each.kind === 'directory' ? link(each.path, 'x') : folder(each.path)
    return [
      [put(undefined), say('removed')],
      [put(kind), say('kind')],
      ...(each.kind === 'file' ? ([[put({ ...each, content: digestOf(`not ${each.content}`) }), say('content')]] as const) : []),
      ...(each.kind === 'file' ? ([[put({ ...each, executable: !each.executable }), say('mode')]] as const) : []),
      ...(each.kind === 'link' ? ([[put({ ...each, content: `${each.content}/` }), say('target')]] as const) : []),
    ]
  })
  const without = <T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
  const fresh = `${Object.keys(from.arguments).join('')}_`
  return [
    ...files,
    [
      { ...from, arguments: { ...from.arguments, [fresh]: '' } },
      { what: 'argument', name: fresh, how: 'added' },
    ],
    ...Object.entries(from.arguments).flatMap(
      ([name, value]) =>
        [
          [
            { ...from, arguments: without(from.arguments, name) },
            { what: 'argument', name, how: 'removed' },
          ],
          [
            { ...from, arguments: { ...from.arguments, [name]: `${value} ` } },
            { what: 'argument', name, how: 'value' },
          ],
        ] as const,
    ),
    ...Object.entries(from.bases).map(
      ([name, value]) =>
        [
          { ...from, bases: { ...without(from.bases, name), [name]: other(value) } },
          { what: 'base image', name, how: 'value' },
        ] as const,
    ),
    ...from.platforms.map(
      (name) =>
        [
          { ...from, platforms: from.platforms.filter((one) => one !== name) },
          { what: 'platform', name, how: 'removed' },
        ] as const,
    ),
    [
      { ...from, containerfile: { ...from.containerfile, digest: other(from.containerfile.digest) } },
      { what: 'containerfile', name: from.containerfile.path, how: 'content' },
    ],
  ]
}

describe('properties', () => {
  test('every order of the same inputs gives the same document', () => {
    const shuffled = anyInputs.chain((each) =>
      fc.tuple(
        fc.constant(each),
        fc.shuffledSubarray([...each.files], { minLength: each.files.length }),
        fc.shuffledSubarray([...each.platforms], { minLength: each.platforms.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([each, files, order]) => {
        const args = Object.fromEntries(Object.entries(each.arguments).reverse())
        expect(renderBuilderInputs({ ...each, files, platforms: order, arguments: args })).toBe(renderBuilderInputs(each))
      }),
    )
  })

  test('every single change gives another key, and the explanation names exactly it', () => {
    fc.assert(
      fc.property(anyInputs, (each) => {
        for (const [changed, expected] of mutations(each)) {
          expect(builderKey(changed)).not.toBe(builderKey(each))
          const said = explainKey(each, changed)
          expect(said).toHaveLength(1)
          expect(said[0]).toMatchObject(expected)
          expect(explainKey(changed, each)).toHaveLength(1)
        }
      }),
    )
  })

  test('the explanation is empty exactly where the keys are equal', () => {
    fc.assert(
      fc.property(anyInputs, anyInputs, (a, b) => {
        expect(explainKey(a, b).length === 0).toBe(builderKey(a) === builderKey(b))
        expect(explainKey(a, { ...a, files: [...a.files].reverse() })).toEqual([])
      }),
    )
  })

  test('a document is read as it was written', () => {
    fc.assert(
      fc.property(anyInputs, (each) => {
        const read = unwrap(parseBuilderInputs(renderBuilderInputs(each)))
        expect(renderBuilderInputs(read)).toBe(renderBuilderInputs(each))
        expect(explainKey(each, read)).toEqual([])
      }),
    )
  })
})

describe('a document from a registry', () => {
  const document = JSON.parse(renderBuilderInputs(inputs)) as Record<string, unknown>
  const broken: readonly (readonly [string, unknown, string])[] = [
    ['no object', [], 'the document is no object'],
    ['no files', { ...document, files: 3 }, 'files is no list'],
    ['a digest that is none', { ...document, bases: { a: 'sha256:1' } }, 'bases.a is no digest'],
    ['a path that is none', { ...document, files: [{ path: 1, kind: 'file' }] }, 'files[0].path is no text'],
    ['a kind that is none', { ...document, files: [{ path: 'a', kind: 'socket' }] }, 'files[0].kind is neither'],
    ['a mode that is none', { ...document, files: [{ path: 'a', kind: 'file', executable: 'x' }] }, 'files[0].executable is neither'],
    ['a content that is none', { ...document, files: [{ path: 'a', kind: 'file', executable: true, content: 'x' }] }, 'files[0].content is no digest'],
    ['a path twice', { ...document, files: [link('a', 'b'), link('a', 'c')] }, 'files names a path twice'],
    ['a platform that is none', { ...document, platforms: ['x86_64'] }, '"x86_64" is no platform'],
    ['a format that is none', { ...document, format: 'other/1' }, 'format is no format'],
  ]
  test.each(broken)('%s is a problem', (_, value, message) => {
    expect(parseBuilderInputs(JSON.stringify(value))).toMatchObject({ ok: false, error: { code: 'E_CHAIN_INPUTS', message: expect.stringContaining(message) } })
  })

  test('text that is no JSON is a problem', () => expect(parseBuilderInputs('{')).toMatchObject({ ok: false, error: { code: 'E_CHAIN_INPUTS' } }))

  test('another format is named where it cannot be read, and compared where it can', () => {
    expect(parseBuilderInputs('{"format":"slipway-builder-key/1","context":[]}')).toMatchObject({ ok: false, error: { code: 'E_CHAIN_INPUTS_FORMAT' } })
    const newer = unwrap(parseBuilderInputs(JSON.stringify({ ...document, format: 'slipway-builder-key/9', more: true })))
    expect(explainKey(newer, inputs)).toEqual([{ what: 'format', name: 'format', how: 'value', from: 'slipway-builder-key/9', to: builderKeyFormat }])
  })

  test('names that JavaScript treats in a way of its own stay names', () => {
    const odd = { ...inputs, arguments: JSON.parse('{"__proto__":"1","constructor":"2","1":"3"}') as Record<string, string> }
    expect(unwrap(parseBuilderInputs(renderBuilderInputs(odd))).arguments).toEqual(odd.arguments)
    expect(explainKey(inputs, odd).map(({ name }) => name)).toEqual(['1', 'LIBKRUN_VERSION', 'OTHER', '__proto__', 'constructor'])
  })
})
