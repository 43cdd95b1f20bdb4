import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { createEnvironment } from '../environment.ts'
import { runProgram } from '../process.ts'
import { cacheFolder, root } from '../repository.ts'
import { build } from './build.ts'
import { generateFiles } from './generate.ts'
import { lint } from './lint.ts'

/** Everything that CI asks for, in the order in which a mistake shows soonest. Arguments go to jest. */
export async function testAll(args: readonly string[]): Promise<number> {
  const steps: readonly (readonly [string, () => Promise<number>])[] = [
    ['generated files are fresh', () => generateFiles(['--check'])],
    ['lint', () => lint([])],
    ['bundles are fresh', checkBundles],
    ['tests', () => runTests(args)],
  ]
  for (const [title, step] of steps) {
    const started = Date.now()
    process.stdout.write(`\n== ${title}\n`)
    const code = await step()
    process.stdout.write(`== ${title}: ${code === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`)
    if (code !== 0) return code
  }
  return 0
}

/** Bundles anew beside dist/ and compares byte by byte. */
async function checkBundles(): Promise<number> {
  const fresh = mkdtempSync(join(cacheFolder, 'dist-'))
  try {
    const code = await build(['--out', relative(root, fresh)])
    if (code !== 0) return code
    const wanted = readTree(fresh)
    const found = readTree(join(root, 'dist'))
    const stale = [...new Set([...wanted.keys(), ...found.keys()])].filter((file) => !wanted.get(file)?.equals(found.get(file) ?? Buffer.alloc(0)))
    const broken = [...wanted].filter(([file, bytes]) => file.endsWith('.js') && bytes.includes('eval("require")')).map(([file]) => file)
    for (const file of stale) process.stderr.write(`dist/${file}: is stale. Run npm run build and commit what it writes\n`)
    for (const file of broken) process.stderr.write(`dist/${file}: holds eval("require"), by which the bundler hides a package that it did not find\n`)
    return stale.length + broken.length === 0 ? 0 : 1
  } finally {
    rmSync(fresh, { recursive: true })
  }
}

function readTree(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(files.map((entry) => [relative(folder, join(entry.parentPath, entry.name)), readFileSync(join(entry.parentPath, entry.name))]))
}

async function runTests(args: readonly string[]): Promise<number> {
  const { act, tools } = createEnvironment({ cache: cacheFolder })
  const env = {
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    PATH: [dirname(act), ...tools, process.env.PATH ?? ''].join(delimiter),
  }
  const { code } = await runProgram('jest', [...args], { output: 'inherit', env })
  return code
}
