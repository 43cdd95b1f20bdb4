import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { createExec } from '@slipway/host'
import { attempt, folder, messages, workspace } from './native-build.support.ts'
import { checkBoundary, type GoPackage, parsePackages } from './pure-go.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const module = 'example.test/microvm'
/** The layout of a project in which two packages use CGO, and everything else must not. */
const project = {
  'go.mod': `module ${module}\n\ngo 1.21\n`,
  'krun/doc.go': 'package krun\n',
  'krun/context.go': 'package krun\n\n// int one(void) { return 1; }\nimport "C"\n\nfunc Start() int { return int(C.one()) }\n',
  'runner/main.go': `package main\n\nimport "${module}/krun"\n\nfunc main() { println(krun.Start()) }\n`,
  'image/image.go': 'package image\n\nimport "net"\n\nfunc Parse(text string) net.IP { return net.ParseIP(text) }\n',
  'image/image_test.go': 'package image\n\nimport "testing"\n\nfunc TestParse(t *testing.T) {\n\tif Parse("127.0.0.1") == nil {\n\t\tt.Fatal("nil")\n\t}\n}\n',
  'hooks/hooks.go': `package hooks\n\nimport "${module}/image"\n\nvar Local = image.Parse("::1")\n`,
}
const given = { 'pure-go': './...', except: './krun, ./runner' }

const variables = { ...process.env, GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local', GOWORK: 'off', GOPROXY: 'off' }

function real(files: Readonly<Record<string, string>>, job = {}) {
  const place = workspace({ ...project, ...files }, { job })
  const exec = createExec({
    env: variables,
    cwd: place.root,
    windows: false,
    print: (line) => place.fakes.lines.push(line),
    signal: new AbortController().signal,
  })
  return { ...place, fakes: { ...place.fakes, ports: { ...place.fakes.ports, exec } } }
}

describe('a boundary between pure Go and CGO', () => {
  test('that is kept: every pure package is built, vetted and tested', async () => {
    const { fakes, root } = real({})
    expect(messages((await attempt(fakes, given)).problems)).toEqual([])
    expect(fakes.lines).toContain('pure-go: 2 packages, and none imports one that uses CGO')
    expect(fakes.lines.filter((line) => /^(ok|\?)\s/.test(line)).map((line) => line.split(/\s+/)[1])).toEqual([`${module}/hooks`, `${module}/image`])
    expect(readdirSync(root).sort()).toEqual(['go.mod', 'hooks', 'image', 'krun', 'runner'])
  }, 120_000)

  const krun = `${module}/krun, which uses CGO (context.go)`
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, readonly unknown[]]>([
    [
      'a package that imports one',
      { 'hooks/bad.go': `package hooks\n\nimport "${module}/krun"\n\nvar One = krun.Start\n` },
      given,
      [`${module}/hooks is pure Go, and imports ${krun}: ${module}/hooks → ${module}/krun`],
    ],
    [
      'a package that imports one only to have it there',
      { 'hooks/bad.go': `package hooks\n\nimport _ "${module}/krun"\n` },
      given,
      [`${module}/hooks is pure Go, and imports ${krun}: ${module}/hooks → ${module}/krun`],
    ],
    [
      'a test that imports one',
      { 'image/bad_test.go': `package image_test\n\nimport _ "${module}/krun"\n` },
      given,
      [`${module}/image_test is pure Go, and imports ${krun}: ${module}/image_test → ${module}/krun`],
    ],
    [
      'a package that uses CGO itself, and is not excepted',
      {},
      { ...given, except: './runner' },
      [`${module}/krun uses CGO (context.go), and is not excepted`],
    ],
    [
      'a chain over what is not declared pure',
      {
        'go.mod': `${project['go.mod']}\nrequire example.test/dep v0.0.0\n\nreplace example.test/dep => ./third/dep\n`,
        'third/dep/go.mod': 'module example.test/dep\n\ngo 1.21\n',
        'third/dep/dep.go': 'package dep\n\nimport _ "example.test/dep/sqlite"\n',
        'third/dep/sqlite/sqlite.go': 'package sqlite\n\nimport "C"\n',
        'hooks/bad.go': 'package hooks\n\nimport _ "example.test/dep"\n',
      },
      given,
      [
        `${module}/hooks is pure Go, and imports example.test/dep/sqlite, which uses CGO (sqlite.go): ${module}/hooks → example.test/dep → example.test/dep/sqlite`,
      ],
    ],
    ['patterns that leave nothing', {}, { 'pure-go': './krun', except: './...' }, ['./krun names no package that is not excepted']],
    ['a pattern that names no package', {}, { 'pure-go': './nowhere' }, [expect.stringContaining('nowhere')]],
    [
      'a package that does not load',
      { 'hooks/bad.go': 'package hooks\n\nimport _ "example.test/none"\n' },
      given,
      [expect.stringContaining('example.test/none')],
    ],
    [
      'a test that fails',
      { 'hooks/h_test.go': 'package hooks\n\nimport "testing"\n\nfunc TestH(t *testing.T) { t.Fatal("no") }\n' },
      given,
      ['go test without CGO ended with 1'],
    ],
    [
      'what go vet finds',
      { 'hooks/v.go': 'package hooks\n\nimport "fmt"\n\nfunc V() { fmt.Printf("%d\\n", "x") }\n' },
      given,
      ['go vet without CGO ended with 1', 'go test without CGO ended with 1'],
    ],
    [
      'what does not compile',
      { 'hooks/v.go': 'package hooks\n\nvar x int = "y"\n' },
      given,
      ['go build without CGO ended with 1', 'go vet without CGO ended with 1', 'go test without CGO ended with 1'],
    ],
  ])(
    'red: %s',
    async (_, files, inputs, expected) => {
      const { fakes, root } = real(files)
      const { problems } = await attempt(fakes, { ...inputs, command: 'touch ran' })
      expect(messages(problems)).toEqual(expected)
      expect(existsSync(join(root, 'ran'))).toBe(false)
    },
    120_000,
  )

  test('a package that has a form without CGO is fine, and so is one of the standard library', async () => {
    const both = {
      'clock/clock_cgo.go': 'package clock\n\nimport "C"\n\nconst Kind = "cgo"\n',
      'clock/clock_pure.go': '//go:build !cgo\n\npackage clock\n\nconst Kind = "pure"\n',
      'hooks/clock.go': `package hooks\n\nimport "${module}/clock"\n\nconst Kind = clock.Kind\n`,
    }
    expect(messages((await attempt(real(both).fakes, given)).problems)).toEqual([])
  }, 120_000)

  test('for another platform they are built and vetted, and the log says that they were not tested', async () => {
    const { fakes } = real({ 'hooks/h_test.go': 'package hooks\n\nimport "testing"\n\nfunc TestH(t *testing.T) { t.Fatal("no") }\n' })
    expect(messages((await attempt(fakes, { ...given, platform: 'darwin/arm64' })).problems)).toEqual([])
    expect(fakes.lines).toContain('the pure packages were built and vetted for darwin/arm64, and not tested: this is linux/amd64')
  }, 120_000)

  test('without Go on the runner it is refused', async () => {
    expect(messages((await attempt(workspace(project, { which: () => undefined }).fakes, given)).problems)).toEqual(['go is not on the runner'])
  })
})

describe('what go list says', () => {
  test('objects one behind the other', () =>
    expect(parsePackages('{\n\t"ImportPath": "a",\n\t"Imports": [\n\t\t"{}"\n\t]\n}\n{\n\t"ImportPath": "b"\n}\n')).toEqual([
      { ImportPath: 'a', Imports: ['{}'] },
      { ImportPath: 'b' },
    ]))

  test('the shortest chain is told, and once for a package and its tests', () => {
    const one = (ImportPath: string, Imports: readonly string[], more: Partial<GoPackage> = {}): GoPackage => ({
      ImportPath,
      GoFiles: ['x.go'],
      Imports,
      ...more,
    })
    const without = [
      one('p', ['long', 'short']),
      one('long', ['longer']),
      one('longer', ['cgo']),
      one('short', ['cgo']),
      one('cgo', [], { GoFiles: [] }),
      one('p [p.test]', ['long', 'short'], { ForTest: 'p' }),
      one('p.test', ['p'], { ForTest: 'p' }),
    ]
    const result = checkBoundary({ pure: ['p'], except: [], without, withCgo: [one('cgo', ['C'], { GoFiles: [], CgoFiles: ['c.go'] })] })
    expect(result.ok ? [] : messages(result.error)).toEqual(['p is pure Go, and imports cgo, which uses CGO (c.go): p → short → cgo'])
  })
})
