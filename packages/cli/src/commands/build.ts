import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { refuse } from '@slipway/kernel'
import { runProgram } from '../process.ts'
import { actionNames, cacheFolder, root, workspaceFolders } from '../repository.ts'

/**
 * Compiles actions with the rooms that they use, then bundles each into `dist/`: those that are named, or all. With `--check` it bundles
 * elsewhere and compares byte by byte: `dist/` stays as it is, and what is stale there is named.
 */
export async function build(args: readonly string[]): Promise<number> {
  const wanted = args.filter((argument) => !argument.startsWith('--'))
  const known = actionNames()
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw refuse({ code: 'E_CLI_ACTION', message: `there is no action ${unknown.join(', ')}`, cure: `Known are ${known.join(', ')}` })
  const names = wanted.length === 0 ? known : wanted
  const compiled = await compile(names.map((name) => `actions/${name}`))
  if (compiled !== 0) return compiled
  const all = names.length === known.length
  if (args.includes('--check')) return checkBundles(names, all)
  for (const stale of all && existsSync(join(root, 'dist')) ? readdirSync(join(root, 'dist')) : []) {
    if (!known.includes(stale)) rmSync(join(root, 'dist', stale), { recursive: true })
  }
  return bundleAll(names, 'dist')
}

/** Two at a time: ncc works on one core, and the suite is meant for machines with two. */
async function bundleAll(names: readonly string[], out: string): Promise<number> {
  const queue = [...names]
  const codes = await Promise.all(
    [0, 1].map(async () => {
      let worst = 0
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) worst = Math.max(worst, await bundle(name, out))
      return worst
    }),
  )
  return Math.max(...codes)
}

async function checkBundles(names: readonly string[], all: boolean): Promise<number> {
  mkdirSync(cacheFolder, { recursive: true })
  const fresh = mkdtempSync(join(cacheFolder, 'dist-'))
  try {
    const code = await bundleAll(names, relative(root, fresh))
    if (code !== 0) return code
    const wanted = readTree(fresh)
    const found = new Map([...readTree(join(root, 'dist'))].filter(([file]) => all || names.includes(file.split('/')[0] ?? '')))
    const stale = [...new Set([...wanted.keys(), ...found.keys()])].filter((file) => !wanted.get(file)?.equals(found.get(file) ?? Buffer.alloc(0)))
    const optional = optionalPackages(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const broken = [...wanted].flatMap(([file, bytes]) => {
      const missing = file.endsWith('.js') ? hiddenPackages(bytes.toString('utf8')).filter((name) => !optional.has(name)) : []
      return missing.map((name) => ({ file, name }))
    })
    for (const file of stale) process.stderr.write(`dist/${file}: is stale. Run npm run build and commit what it writes\n`)
    for (const { file, name } of broken) process.stderr.write(`dist/${file}: the bundler did not find ${name}, and hides that behind eval("require")\n`)
    return stale.length + broken.length === 0 ? 0 : 1
  } finally {
    rmSync(fresh, { recursive: true })
  }
}

/** The packages that ncc did not find: it writes code for each that fails when it is reached. */
export function hiddenPackages(text: string): readonly string[] {
  return [...text.matchAll(/eval\("require"\)(?:\("([^"]*)"\))?/g)].map(([, name]) => name ?? 'a package without a name')
}

/** Peers that a package can do without, and says so itself (package.json, `peerDependenciesMeta`): it looks for them when it needs them. */
export function optionalPackages(lock: string): ReadonlySet<string> {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { peerDependenciesMeta?: Record<string, { optional?: boolean }> }> }
  const metas = Object.values(packages).flatMap(({ peerDependenciesMeta }) => Object.entries(peerDependenciesMeta ?? {}))
  return new Set(metas.filter(([, { optional }]) => optional === true).map(([name]) => name))
}

function readTree(folder: string): Map<string, Buffer> {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file)]))
}

/** `tsc -b` over workspaces and what they reference; all of them where none is named. */
export async function compile(folders: readonly string[] = workspaceFolders()): Promise<number> {
  const { code } = await runProgram('tsc', ['-b', ...folders], { output: 'inherit' })
  return code
}

/** ncc's output depends on the working directory, so it always runs in the root, with relative paths. */
async function bundle(name: string, out: string): Promise<number> {
  const folder = join(root, out, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const main = `actions/${name}/build/main.js`
  const { code, output } = await runProgram('ncc', ['build', main, '-o', relative(root, folder), '--license', 'licenses.txt', '--no-cache'], {
    output: 'capture',
  })
  process.stdout.write(code === 0 ? `bundled ${name}\n` : `${name}:\n${output}\n`)
  return code
}
