import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { type Listed, noIgnore, parseIgnore, planClosure, readContainerfile } from './index.ts'

const platforms = ['linux/amd64', 'linux/arm64'] as Platform[]

/** `a/b` a file, `a/` a folder, `a->b` a link, `a?` something else. */
function list(context: string): readonly Listed[] {
  return context.split(' ').map((word) => {
    const [path = '', target] = word.split('->')
    if (target !== undefined) return { path, kind: 'link', target }
    if (path.endsWith('/')) return { path: path.slice(0, -1), kind: 'directory' }
    return path.endsWith('?') ? { path: path.slice(0, -1), kind: 'other' } : { path, kind: 'file' }
  })
}

type Options = { readonly ignore?: string; readonly values?: Readonly<Record<string, string>>; readonly on?: readonly Platform[] }

function plan(containerfile: string, context: string | readonly Listed[], { ignore, values = {}, on = platforms }: Options = {}) {
  const file = unwrap(readContainerfile(containerfile, 'Containerfile'))
  const rules = ignore === undefined ? noIgnore : unwrap(parseIgnore(ignore, '.dockerignore'))
  return planClosure(file, values, on, rules, typeof context === 'string' ? list(context) : context)
}

const paths = (containerfile: string, context: string, options?: Options) => unwrap(plan(containerfile, context, options)).paths.join(' ')

const tree = 'Containerfile a.c a.h b.c dir/c.c dir/d.h dir/sub/e.c'

describe('what a build reads of its context', () => {
  // Each of these was seen in a tool that hashes a context by a pattern over single lines.
  test.each([
    ['flags', 'COPY --chmod=755 --chown=1:1 --link a.c /x/', 'a.c'],
    ['the JSON form', 'COPY ["a.c", "b.c", "/x/"]', 'a.c b.c'],
    ['continuation lines, comments between them', 'COPY a.c \\\n  # no\n\n  b.c \\\n  /x/', 'a.c b.c'],
    ['a heredoc is no file', 'COPY <<a.c /x\nCOPY b.c /\na.c\nCOPY a.h /x', 'a.h'],
    ['a heredoc of RUN is no instruction', 'RUN <<E\nCOPY b.c /\nE\nCOPY a.h /x', 'a.h'],
    ['a pattern', 'COPY *.c /x/', 'a.c b.c'],
    ['a folder', 'COPY dir /x', 'dir/c.c dir/d.h dir/sub/e.c'],
    ['everything, the Containerfile too', 'COPY . /x', tree],
    ['ADD', 'ADD dir/sub a.c /x/', 'a.c dir/sub/e.c'],
    ['an address is no file', 'ADD https://example.org/b.c a.c /x/', 'a.c'],
    ['--from another stage or image', 'COPY --from=debian a.c /x\nCOPY b.c /x', 'b.c'],
    ['an empty --from is none', 'COPY --from= a.c /x', 'a.c'],
    ['RUN without a mount', 'RUN cat a.c', ''],
    ['RUN with a mount of a folder', 'RUN --mount=type=bind,source=dir/sub,target=/x ls', 'dir/sub/e.c'],
    ['RUN with a mount of everything', 'RUN --mount=target=/x ls', tree],
    ['RUN with a mount in quotes', 'RUN --mount="type=bind,src=a.c,dst=/x" ls', 'a.c'],
    ['RUN with a mount from elsewhere', 'RUN --mount=from=debian,source=a.c,target=/x ls', ''],
    ['RUN with other mounts', 'RUN --mount=type=cache,target=/a --mount=type=secret,id=a.c --mount=type=tmpfs,target=/t --mount=type=ssh ls', ''],
    ['a mount whose kind is a variable', 'ARG K=bind\nRUN --mount=type=$K,source=b.c,target=/x ls', 'b.c'],
    ['LABEL and CMD', 'LABEL COPY="a.c /x"\nCMD COPY b.c /', ''],
    ['--exclude', 'COPY --exclude=*.h --exclude=sub dir /x', 'dir/c.c'],
    ['--parents', 'COPY --parents dir/./sub/*.c a.? /x', 'a.c a.h dir/sub/e.c'],
    ['small letters', 'copy a.c /x', 'a.c'],
  ])('%s', (_, line, expected) => expect(paths(`FROM debian\n${line}\n`, tree)).toBe(expected))

  test('of all stages, and for all platforms', () => {
    const text = 'FROM a AS one\nCOPY a.c /\nFROM b AS two-amd64\nCOPY b.c /\nFROM b AS two-arm64\nARG TARGETARCH\nCOPY $TARGETARCH /\nFROM two-$TARGETARCH\n'
    expect(paths(text, 'a.c b.c amd64/x arm64/y riscv64/z')).toBe('a.c amd64/x arm64/y b.c')
    expect(paths(text, 'a.c b.c amd64/x arm64/y riscv64/z', { on: [platforms[0] as Platform] })).toBe('a.c amd64/x b.c')
  })

  test('a build argument decides, else the default', () => {
    const text = 'ARG V=1\nFROM a\nARG V\nARG W=2\nCOPY v$V w${W} /\n'
    expect(paths(text, 'v1 v2 w2 w3')).toBe('v1 w2')
    expect(paths(text, 'v1 v2 w2 w3', { values: { V: '2', W: '3' } })).toBe('v2 w3')
  })

  test('ONBUILD runs in the stages of the file that begin with it, and not in this one', () => {
    expect(paths('FROM a AS base\nONBUILD COPY a.c /\nCOPY b.c /', tree)).toBe('b.c')
    expect(paths('FROM a AS base\nONBUILD COPY a.c /\nCOPY b.c /\nFROM base', tree)).toBe('a.c b.c')
    expect(paths('FROM a AS base\nONBUILD COPY a.c /\nCOPY b.c /\nFROM base AS mid\nFROM mid', tree)).toBe('a.c b.c')
  })

  test('links as links, what they name, and folders of which nothing else is left', () => {
    const context = 'l->m m->dir/ dir/f dir/in->../gone dir/empty/ dir/full/x sock? alone/'
    expect(paths('FROM a\nCOPY l /x', context)).toBe('dir/empty dir/f dir/full/x dir/in l m')
    expect(paths('FROM a\nCOPY l/f alone sock /x', context)).toBe('alone dir/f l m sock')
    expect(paths('FROM a\nCOPY dir /x', context, { ignore: 'dir/full/x\ndir/in' })).toBe('dir/empty dir/f dir/full')
  })

  test('nothing that the ignore file excludes, and what it excepts', () => {
    expect(paths('FROM a\nCOPY . /x', tree, { ignore: '**/*.c\n!a.c\nContainerfile' })).toBe('a.c a.h dir/d.h dir/sub')
    expect(paths('FROM a\nCOPY dir* a.? /x', tree, { ignore: 'dir\n!dir/sub\na.h' })).toBe('a.c dir/sub/e.c')
    expect(paths('FROM a\nRUN --mount=target=/x ls', tree, { ignore: '*' })).toBe('')
  })
})

describe('a variable that only the build knows', () => {
  test.each([
    // The base image may set it.
    ['COPY $U /x/', tree],
    ['COPY $U.h /x/', 'a.h dir/d.h'],
    ['COPY dir/$U /x/', 'dir/c.c dir/d.h dir/sub/e.c'],
    ['COPY dir/$U/e.c /x/', 'dir/sub/e.c'],
    ['COPY $U/$U/e.c /x/', 'dir/sub/e.c'],
    ['COPY $U/a.c /x/', 'a.c'],
    ['COPY d$U/c.c /x/', 'dir/c.c'],
    ['COPY $U/../a.c /x/', tree],
    ['COPY a.${U:-c} /x/', 'a.c a.h'],
    ['ARG U\nCOPY a.$U /x/', 'a.c a.h'],
    ['ARG U=c\nCOPY a.$U /x/', 'a.c'],
    ['ENV V=a.$U\nCOPY $V /x/', 'a.c a.h'],
    ['ENV U=c\nCOPY a.$U /x/', 'a.c'],
    ['ARG HTTP_PROXY=c\nCOPY a.$HTTP_PROXY /x/', 'a.c a.h'],
    ['ARG BUILDARCH\nCOPY a.$BUILDARCH /x/', 'a.c a.h'],
    ['RUN --mount=source=dir/$U,target=/x ls', 'dir/c.c dir/d.h dir/sub/e.c'],
    ['RUN --mount=type=$U,source=a.c,target=/x ls', 'a.c'],
    ['COPY --parents dir/$U.h /x/', 'dir/d.h'],
  ])('%s', (lines, expected) => expect(paths(`FROM debian\n${lines}\n`, tree)).toBe(expected))

  test('FROM scratch sets nothing but PATH', () => {
    expect(paths('FROM scratch\nCOPY a.c$U /x/', tree)).toBe('a.c')
    expect(paths('FROM scratch AS s\nFROM s\nCOPY a.c$U /x/', tree)).toBe('a.c')
    expect(paths('FROM scratch\nCOPY a.c$PATH /x/', 'a.c a.c.d')).toBe('a.c a.c.d')
  })

  test('links to folders are walked through, but not round in a circle', () => {
    expect(paths('FROM a\nCOPY $U/f /x/', 'l->dir dir/f dir/up->.. g')).toBe('dir/f l')
  })

  test('whatever value it has, the files of that build are among those of the plan', () => {
    const source = fc.array(fc.constantFrom('$U', 'a', 'b', '/', '*', '.c', '${U:-a}', '?'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
    const value = fc.stringMatching(/^[ab/]{0,3}$/)
    const context = list('a b a.c aa ab/a ab/b.c b.d/a/b b.d/a.c c/a->../ab c/b l->ab')
    fc.assert(
      fc.property(source, value, (text, known) => {
        const open = plan(`FROM debian\nADD ${text} /x/`, context)
        const real = plan(`FROM debian\nENV U=${known === '' ? '""' : known}\nADD ${text} /x/`, context)
        if (!real.ok) return
        expect(open.ok ? real.value.paths.filter((path) => !open.value.paths.includes(path)) : open.error).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('a build that would read nothing', () => {
  test.each([
    ['FROM a\nCOPY gone /x', 'a', undefined, 'E_CHAIN_COPY_MISSING', 2, 6, 'COPY gone: gone is not in the context'],
    ['FROM a\nCOPY a gone /x', 'a', undefined, 'E_CHAIN_COPY_MISSING', 2, 8, 'COPY gone: gone is not in the context'],
    ['FROM a\nCOPY a/b /x', 'a', undefined, 'E_CHAIN_COPY_MISSING', 2, 6, 'COPY a/b: a/b is not in the context'],
    ['FROM a\nCOPY b /x', 'a b', 'b', 'E_CHAIN_COPY_IGNORED', 2, 6, 'COPY b: b is excluded by .dockerignore'],
    ['FROM a\nADD d /x', 'd/a', 'd', 'E_CHAIN_COPY_IGNORED', 2, 5, 'ADD d: d is excluded by .dockerignore'],
    ['FROM a\nCOPY *.x /x', 'a', undefined, 'E_CHAIN_COPY_NOTHING', 2, 1, 'COPY *.x finds nothing to copy'],
    ['FROM a\n  COPY *.x b* /x', 'a b', 'b', 'E_CHAIN_COPY_NOTHING', 2, 3, 'COPY *.x b* finds nothing to copy'],
    ['FROM a\nCOPY . /x', 'a', '*', 'E_CHAIN_COPY_NOTHING', 2, 1, 'COPY . finds nothing to copy'],
    ['FROM a\nCOPY $U.x /x', 'a', undefined, 'E_CHAIN_COPY_NOTHING', 2, 1, 'COPY ….x finds nothing to copy'],
    ['FROM a\nCOPY --parents b/c /x', 'a', undefined, 'E_CHAIN_COPY_MISSING', 2, 16, 'COPY b/c: there is no such file in the context'],
    ['FROM a\nRUN --mount=source=b,target=/x ls', 'a', undefined, 'E_CHAIN_COPY_MISSING', 2, 13, 'RUN --mount b: b is not in the context'],
    ['FROM a\nCOPY [x /x', 'a', undefined, 'E_CHAIN_PATTERN', 2, 6, 'COPY [x: the pattern cannot be read'],
    ['FROM a\nCOPY https://a/b /x', 'a', undefined, 'E_CHAIN_COPY_URL', 2, 6, 'COPY cannot copy from https://a/b'],
    ['FROM a\nCOPY "a /x', 'a', undefined, 'E_CHAIN_SUBSTITUTION', 2, 6, '""a" cannot be expanded: a double quote is not closed'],
    ['FROM a\nCOPY l /x', 'a l->../a', undefined, 'E_CHAIN_LINK', 2, 6, 'COPY l: the link l leads out of the context'],
    ['FROM a\nCOPY l/b /x', 'd/b l->m m->/gone', undefined, 'E_CHAIN_LINK', 2, 6, 'COPY l/b: gone, which the link m names, is not in the context'],
    ['FROM a\nCOPY * /x', 'a l->gone', undefined, 'E_CHAIN_LINK', 2, 6, 'COPY *: gone, which the link l names, is not in the context'],
    ['FROM a\nCOPY l /x', 'l->m m->l', undefined, 'E_CHAIN_LINK', 2, 6, /^COPY l: the link [lm] leads round in a circle$/],
    ['FROM a\nCOPY l /x', 'a l->b b', 'b', 'E_CHAIN_COPY_IGNORED', 2, 6, 'COPY l: b, which the link l names, is excluded by .dockerignore'],
  ])('%j of %s', (text, context, ignore, code, line, column, message) => {
    const result = plan(text, context, ignore === undefined ? {} : { ignore })
    expect(result).toMatchObject({ ok: false, error: [{ code, at: { file: 'Containerfile', line, column } }] })
    expect(result.ok ? '' : result.error[0]?.message).toMatch(message)
  })

  test('is told everything at once, and each thing once', () => {
    const result = plan('FROM a\nCOPY x /\nCOPY y z /\nFROM b\nCOPY *.q /', 'a')
    expect(result.ok ? [] : result.error.map(({ at, code }) => [at?.line, at?.column, code])).toEqual([
      [2, 6, 'E_CHAIN_COPY_MISSING'],
      [3, 6, 'E_CHAIN_COPY_MISSING'],
      [3, 8, 'E_CHAIN_COPY_MISSING'],
      [5, 1, 'E_CHAIN_COPY_NOTHING'],
    ])
  })

  test('is none where something else is copied, or where one engine copies something', () => {
    expect(paths('FROM a\nCOPY a *.x /x', 'a')).toBe('a')
    expect(paths('FROM a\nCOPY <<E *.x /x\nE', 'a')).toBe('')
    expect(paths('FROM a\nADD https://a/b?checksum=1 *.x /x', 'a')).toBe('')
    expect(paths('FROM scratch\nENV X=e\nARG X=r\nCOPY $X /x', 'r')).toBe('r')
    expect(paths('FROM scratch\nENV X=e\nARG X=r\nCOPY $X /x', 'e')).toBe('e')
    expect(plan('FROM scratch\nENV X=e\nARG X=r\nCOPY $X /x', 'a').ok).toBe(false)
  })
})

describe('what the closure cannot hold', () => {
  const commit = '0'.repeat(40)
  test.each([
    ['ADD https://example.org/x.tgz /x', ['E_CHAIN_ADD_UNPINNED']],
    ['ADD --checksum=sha256:0 https://example.org/x.tgz /x', []],
    ['ADD https://example.org/$U.tgz /x', ['E_CHAIN_ADD_UNPINNED']],
    ['ADD https://github.com/o/r.git#main /x', ['E_CHAIN_ADD_UNPINNED']],
    ['ADD git@github.com:o/r.git /x', ['E_CHAIN_ADD_UNPINNED']],
    [`ADD https://github.com/o/r.git#${commit} /x`, []],
    [`ADD https://github.com/o/r.git#${commit}:folder /x`, []],
    [`ADD https://github.com/o/r.git?commit=${commit} /x`, []],
  ])('%s', (line, codes) => {
    const { paths: own, warnings } = unwrap(plan(`FROM a\n${line}\n`, 'a'))
    expect([own, warnings.map(({ code, at }) => [code, at?.line])]).toEqual([[], codes.map((code) => [code, 2])])
  })

  test('the image that reads the file', () => {
    const warned = (text: string) => unwrap(plan(text, 'a')).warnings.map(({ code, at }) => [code, at?.line, at?.column])
    expect(warned('# syntax=docker/dockerfile:1\nFROM a')).toEqual([['E_CHAIN_SYNTAX_UNPINNED', 1, 10]])
    expect(warned(`# syntax=docker/dockerfile@sha256:${'0'.repeat(64)}\nFROM a`)).toEqual([])
  })
})

describe('of any context', () => {
  const name = fc.constantFrom('a', 'b', 'c.c', 'd.h')
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
  const contexts = fc.uniqueArray(path, { minLength: 1, maxLength: 8 }).map((all) => all.filter((each) => !all.some((other) => other.startsWith(`${each}/`))))
  const source = fc.oneof(path, fc.constantFrom('.', '*', '*/*', 'a*', '*.c', 'a/', './b', '/a', 'a/../b', '[ab]', '**/c.c', '?'))

  test('the order of the listing does not matter, and files that are not read do not', () => {
    fc.assert(
      fc.property(contexts, fc.array(source, { minLength: 1, maxLength: 3 }), (files, sources) => {
        const text = `FROM scratch\nCOPY ${sources.join(' ')} /x/`
        const listing = files.map((each): Listed => ({ path: each, kind: 'file' }))
        const whole = plan(text, listing)
        expect(plan(text, [...listing].reverse())).toEqual(whole)
        if (!whole.ok) return
        // What is staged is what the closure names: a build from there reads the same.
        const staged = listing.filter((each) => whole.value.paths.includes(each.path))
        expect(plan(text, staged)).toEqual(whole)
      }),
    )
  })

  test('twenty thousand files', () => {
    const listing = Array.from({ length: 20_000 }, (_, index): Listed => ({ path: `d${index % 100}/e${index % 7}/f${index}`, kind: 'file' }))
    const begun = performance.now()
    expect(unwrap(plan('FROM a\nCOPY . /x\nCOPY d1/*/f* /y', listing, { ignore: '**/*.log\nd2\n!d2/e1' })).paths.length).toBeGreaterThan(19_000)
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})
