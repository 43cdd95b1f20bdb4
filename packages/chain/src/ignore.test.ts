import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { ignoreFiles, noIgnore, parseIgnore } from './ignore.ts'

const excludes = (text: string, path: string): boolean => unwrap(parseIgnore(text, '.dockerignore')).excluded(path)
const kept = (text: string, paths: string): string => {
  const { excluded } = unwrap(parseIgnore(text, '.dockerignore'))
  return paths
    .split(' ')
    .filter((path) => !excluded(path))
    .join(' ')
}

/**
 * The tables TestMatches and TestMatch of github.com/moby/patternmatcher v0.6.1 (Apache-2.0): pattern, path, whether it is excluded. Left out
 * are the rows with "/" and with a path that ends in "/": no path of a context is written so.
 */
const moby: readonly (readonly [pattern: string, path: string, excluded: boolean])[] = [
  ['**', 'file', true],
  ['**/', 'file', true],
  ['**', 'dir/file', true],
  ['**/', 'dir/file', true],
  ['**/**', 'dir/file', true],
  ['dir/**', 'dir/file', true],
  ['dir/**', 'dir/dir2/file', true],
  ['**/dir', 'dir', true],
  ['**/dir', 'dir/file', true],
  ['**/dir2/*', 'dir/dir2/file', true],
  ['**/dir2/**', 'dir/dir2/dir3/file', true],
  ['**file', 'file', true],
  ['**file', 'dir/file', true],
  ['**/file', 'dir/file', true],
  ['**file', 'dir/dir/file', true],
  ['**/file', 'dir/dir/file', true],
  ['**/file*', 'dir/dir/file', true],
  ['**/file*', 'dir/dir/file.txt', true],
  ['**/file*txt', 'dir/dir/file.txt', true],
  ['**/file*.txt', 'dir/dir/file.txt', true],
  ['**/file*.txt*', 'dir/dir/file.txt', true],
  ['**/**/*.txt', 'dir/dir/file.txt', true],
  ['**/**/*.txt2', 'dir/dir/file.txt', false],
  ['**/*.txt', 'file.txt', true],
  ['**/**/*.txt', 'file.txt', true],
  ['a**/*.txt', 'a/file.txt', true],
  ['a**/*.txt', 'a/dir/file.txt', true],
  ['a**/*.txt', 'a/dir/dir/file.txt', true],
  ['a/*.txt', 'a/dir/file.txt', false],
  ['a/*.txt', 'a/file.txt', true],
  ['a/*.txt**', 'a/file.txt', true],
  ['a[b-d]e', 'ae', false],
  ['a[b-d]e', 'ace', true],
  ['a[b-d]e', 'aae', false],
  ['a[^b-d]e', 'aze', true],
  ['.*', '.foo', true],
  ['.*', 'foo', false],
  ['abc.def', 'abcdef', false],
  ['abc.def', 'abc.def', true],
  ['abc.def', 'abcZdef', false],
  ['abc?def', 'abcZdef', true],
  ['abc?def', 'abcdef', false],
  ['a\\\\', 'a\\', true],
  ['**/foo/bar', 'foo/bar', true],
  ['**/foo/bar', 'dir/foo/bar', true],
  ['**/foo/bar', 'dir/dir2/foo/bar', true],
  ['abc/**', 'abc', false],
  ['abc/**', 'abc/def', true],
  ['abc/**', 'abc/def/ghi', true],
  ['**/.foo', '.foo', true],
  ['**/.foo', 'bar.foo', false],
  ['a(b)c/def', 'a(b)c/def', true],
  ['a(b)c/def', 'a(b)c/xyz', false],
  ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
  ['dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', true],
  ['dist/*.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', true],
  ['a\\*b', 'a*b', true],
  ['**\n!util/docker/web', 'util/docker/web/foo', false],
  ['**\n!util/docker/web\nutil/docker/web/foo', 'util/docker/web/foo', true],
  ['**\n!dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', false],
  ['**\n!dist/*.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', false],
  ['*', 'fileutils.go', true],
  ['*.go', 'fileutils.go', true],
  ['!fileutils.go\n*.go', 'fileutils.go', true],
  ['docs\n!docs/README.md', 'docs/README.md', false],
  ['docs/\n!docs/README.md', 'docs/README.md', false],
  ['docs/*\n!docs/README.md', 'docs/README.md', false],
  ['*.go\n!fileutils.go', 'fileutils.go', false],
  ['abc', 'abc', true],
  ['*', 'abc', true],
  ['*c', 'abc', true],
  ['a*', 'a', true],
  ['a*', 'abc', true],
  ['a*', 'ab/c', true],
  ['a*/b', 'abc/b', true],
  ['a*/b', 'a/c/b', false],
  ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abc', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^b-d]', 'abc', false],
  ['ab[^e-g]', 'abc', true],
  ['a\\*b', 'ab', false],
  ['a?b', 'a☺b', true],
  ['a[^a]b', 'a☺b', true],
  ['a???b', 'a☺b', false],
  ['a[^a][^a][^a]b', 'a☺b', false],
  ['[a-ζ]*', 'α', true],
  ['*[a-ζ]', 'A', false],
  ['a?b', 'a/b', false],
  ['a*b', 'a/b', false],
  ['[\\]a]', ']', true],
  ['[\\-]', '-', true],
  ['[x\\-]', 'x', true],
  ['[x\\-]', '-', true],
  ['[x\\-]', 'z', false],
  ['[\\-x]', 'x', true],
  ['[\\-x]', '-', true],
  ['[\\-x]', 'a', false],
  ['*x', 'xxx', true],
]

test.each(moby)('moby: %j of %s is %s', (pattern, path, excluded) => expect(excludes(pattern, path)).toBe(excluded))

/** Patterns that moby's own tables call malformed, or that BuildKit fails on when it comes to match them. */
const malformed = ['[]a]', '[-]', '[x-]', '[-x]', '\\', '[a-b-c]', '[', '[^', '[^bc', 'a[', '[Local-Only]/', '!', '! ', '!/', 'a/b\\', 'x[', '\\é']
// What moby takes for something that is not written there: digits, a class that swallows the star, an anchor.
const misread = ['\\d', 'a/\\w*', '[*]', '[a?]', '[[:alpha:]]', 'a^b*']

describe('patterns that cannot be read', () => {
  test.each([...malformed, ...misread])('%j is refused with its place', (pattern) => {
    const result = parseIgnore(`# first\n  ${pattern}\nok\n`, 'images/x.dockerignore')
    expect(result).toMatchObject({ ok: false, error: [{ code: 'E_CHAIN_IGNORE', at: { file: 'images/x.dockerignore', line: 2, column: 3 } }] })
  })

  test('all of them in one report, each with its cure', () => {
    const result = parseIgnore('[\n!\nfine\n[z-a]\n\\', '.dockerignore')
    expect(result.ok ? [] : result.error.map(({ at, message, cure }) => [at?.line, message, cure !== undefined])).toEqual([
      [1, 'the pattern [ has brackets that cannot be read, from [ on', true],
      [2, 'the pattern ! excepts nothing', true],
      [4, 'the pattern [z-a] holds a range that runs backwards', true],
      [5, 'the pattern \\ ends with a backslash', true],
    ])
  })
})

describe('lines', () => {
  test.each([
    ['a BOM, CRLF, comments and blanks', '\uFEFF# c\r\n\r\n  a \r\n\tb\t\r\n', 'a b c', 'c'],
    ['a BOM before a comment only at the start', '\uFEFFa\n\uFEFFb', 'a b', 'b'],
    ['a # that is indented is a name', ' #a\n#b', '#a #b', '#b'],
    ['a # behind a backslash is a name', '\\#a', '#a', ''],
    ['a ! behind a backslash is a name', '\\!a', '!a', ''],
    ['slashes at both ends', '/a/\n//b//\n./c\nd/../e', 'a/x b/x c/x d/x e/x', 'd/x'],
    ['the root and what lies above it exclude nothing', '/\n.\n..\n../a\na/..', 'a b', 'a b'],
    ['an exception with blanks and a slash', '*\n! /a/', 'a/x b', 'a/x'],
    ['blanks inside of a name', 'a b', 'a b', 'a b'],
    ['no-break space and ideographic space are blanks', '\u00a0a\u3000', 'a', ''],
  ])('%s', (_, text, paths, expected) => expect(kept(text, paths)).toBe(expected))

  test('a name with a space', () => expect(excludes('a b', 'a b')).toBe(true))

  test.each(['', '\n\n', '# nothing\n'])('%j excludes nothing', (text) => {
    expect(excludes(text, 'a/b')).toBe(false)
    expect(noIgnore.excluded('a/b')).toBe(false)
  })
})

describe('folders and exceptions', () => {
  const tree = 'README.md d d/a d/keep.txt d/e d/e/a d/e/keep.txt d/e/f/a link'
  // Checked against the walk of BuildKit itself (github.com/tonistiigi/fsutil v0.0.0-20260819142231-83cac42c1c52, filter.go).
  test.each([
    ['a folder takes its children', 'd', 'README.md link'],
    ['an exception below keeps one', 'd\n!d/keep.txt', 'README.md d/keep.txt link'],
    ['an exception keeps a whole folder', 'd\n!d/e', 'README.md d/e d/e/a d/e/keep.txt d/e/f/a link'],
    ['exceptions with ** reach into excluded folders', '**\n!**/keep.txt', 'd/keep.txt d/e/keep.txt'],
    ['the last line that speaks decides', 'd/e\n!d/e/a\nd/e/a', 'README.md d d/a d/keep.txt link'],
    ['an exception before the rule is lost', '!d/a\nd', 'README.md link'],
    ['a folder that was not excluded is not taken in again', 'd/e\n!d', 'README.md d d/a d/keep.txt link'],
    ['* is one level', '*/*\n!d/a', 'README.md d d/a link'],
    ['** alone is everything', '**', ''],
    ['a link is a name like another', 'link/\n', 'README.md d d/a d/keep.txt d/e d/e/a d/e/keep.txt d/e/f/a'],
    ['case counts', 'readme.md\nD', tree],
  ])('%s', (_, text, expected) => expect(kept(text, tree)).toBe(expected))

  test('the answer does not depend on what was asked before', () => {
    const atom = fc.constantFrom('a', 'b', '*', '**', 'a*', '?')
    const line = fc.tuple(fc.boolean(), fc.array(atom, { minLength: 1, maxLength: 3 })).map(([not, parts]) => `${not ? '!' : ''}${parts.join('/')}`)
    const path = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(path, { minLength: 1, maxLength: 6 }), (lines, paths) => {
        const rules = unwrap(parseIgnore(lines.join('\n'), 'f'))
        expect(paths.map(rules.excluded)).toEqual(paths.map((each) => excludes(lines.join('\n'), each)))
      }),
    )
  })
})

test('where ignore files are looked for: beside the Containerfile first, then in the context', () => {
  expect(ignoreFiles('images/Containerfile')).toEqual([
    'images/Containerfile.dockerignore',
    'images/Containerfile.containerignore',
    '.containerignore',
    '.dockerignore',
  ])
})
