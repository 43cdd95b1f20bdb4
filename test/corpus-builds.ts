import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { corpusFolder, isNative, type Member, nativeFiles } from './corpus-fetch.ts'

const run = promisify(execFile)

/** What the programs of the corpus embed: a table of these entries stands in each of them. */
export const embedded: Readonly<Record<string, string>> = {
  'files/a.txt': 'hello\n',
  'files/empty': '',
  'files/sub/b.bin': '\u0000\u0001\u0002'.repeat(500),
  'files/z': 'the last',
}

const sources: Readonly<Record<string, string>> = {
  'go.mod': 'module example.test/corpus\n\ngo 1.21\n',
  'main.go':
    'package main\n\nimport "embed"\n\n//go:embed files\nvar files embed.FS\n\nfunc main() {\n\tcontent, _ := files.ReadFile("files/a.txt")\n\tprintln(len(content))\n}\n',
  ...embedded,
}

/** A program for one port, by Go's names. */
export type GoBuild = Member & { readonly os: string; readonly architecture: string }

/**
 * A small program with an embed table, cross-built for each port that Go can link by itself, once with symbols and once without. Built
 * without optimization, which takes two thirds of the time and changes nothing that is read here.
 */
export async function buildPorts(): Promise<readonly GoBuild[]> {
  const [version = '', list = ''] = (await Promise.all([go(['env', 'GOVERSION']), go(['tool', 'dist', 'list'])])).map((text) => text.trim())
  const key = createHash('sha256')
    .update(JSON.stringify([version, sources]))
    .digest('hex')
    .slice(0, 16)
  const folder = join(corpusFolder, `${version}-${key}`)
  const source = join(folder, 'source')
  for (const [name, content] of Object.entries(sources)) {
    mkdirSync(dirname(join(source, name)), { recursive: true })
    writeFileSync(join(source, name), content)
  }
  const left = list.split('\n').flatMap((port) => [
    { port, kind: 'stripped', flags: '-s -w' },
    { port, kind: 'whole', flags: '' },
  ])
  const built: GoBuild[] = []
  const work = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const [os = '', architecture = ''] = one.port.split('/')
      const name = `${one.port} ${one.kind}`
      const path = join(folder, name.replaceAll(/[ /]/g, '-'))
      if (await buildPort(source, path, { GOOS: os, GOARCH: architecture }, one.flags)) built.push({ group: 'Go ports', name, path, os, architecture })
    }
  }
  await Promise.all([work(), work()])
  return built.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** False for a port that Go links only with the help of a C compiler for it. */
async function buildPort(source: string, path: string, target: Readonly<Record<string, string>>, flags: string): Promise<boolean> {
  if (existsSync(path)) return true
  const env = { ...process.env, ...target, CGO_ENABLED: '0', GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local', GOWORK: 'off' }
  const scratch = `${path}.${process.pid}`
  try {
    await run('go', ['build', '-buildvcs=false', '-gcflags=all=-N -l', '-ldflags', flags, '-o', scratch, '.'], { cwd: source, env })
  } catch (error) {
    if (/requires external \(cgo\) linking/.test(String((error as { readonly stderr?: unknown }).stderr))) return false
    throw error
  }
  renameSync(scratch, path)
  return true
}

async function go(args: readonly string[]): Promise<string> {
  return (await run('go', [...args])).stdout
}

/** What Go's own distribution consists of: programs that somebody else built, with and without cgo. */
export async function findToolchain(): Promise<readonly Member[]> {
  const [root = '', tools = ''] = (await go(['env', 'GOROOT', 'GOTOOLDIR'])).split('\n')
  return [join(root, 'bin'), tools].flatMap((folder) => nativeFiles(folder).map((path) => ({ group: 'Go toolchain', name: path.slice(root.length + 1), path })))
}

const mostOfMachine = 120
const largest = 64 * 1024 * 1024

/**
 * Programs, libraries and objects that are installed here, also of C libraries for other machines, spread evenly over all there are. Which
 * they are depends on the machine.
 */
export function findInstalled(): readonly Member[] {
  const patterns = ['/bin', '/usr/bin', '/usr/sbin', '/usr/lib', '/usr/lib/*-linux-gnu*', '/usr/*-linux-gnu*/lib']
  const all = [...new Set(globSync(patterns).map((folder) => realpathSync(folder)))].sort().flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name))
      .filter((path) => isNative(path) && statSync(path).size <= largest),
  )
  const step = Math.max(1, all.length / mostOfMachine)
  const chosen = Array.from({ length: Math.min(mostOfMachine, all.length) }, (_, index) => all[Math.floor(index * step)] ?? '')
  return chosen.map((path) => ({ group: 'this machine', name: path, path }))
}

/** Forgets what was built with other versions of Go, and what was fetched by other pins. */
export function forgetOthers(kept: readonly string[]): void {
  for (const name of existsSync(corpusFolder) ? readdirSync(corpusFolder) : []) {
    const path = join(corpusFolder, name)
    if (!kept.some((one) => one.startsWith(`${path}/`))) rmSync(path, { recursive: true, force: true })
  }
}
