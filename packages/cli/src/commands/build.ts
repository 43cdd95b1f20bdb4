import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runProgram } from '../process.ts'
import { actionNames, root, workspaceFolders } from '../repository.ts'

/** Compiles every action with the rooms that it uses, then bundles every action into `dist/`. `--out DIR` puts the bundles elsewhere. */
export async function build(args: readonly string[]): Promise<number> {
  const out = args.includes('--out') ? (args[args.indexOf('--out') + 1] ?? 'dist') : 'dist'
  const compiled = await compile(actionNames().map((name) => `actions/${name}`))
  if (compiled !== 0) return compiled
  const names = actionNames()
  for (const stale of existsSync(join(root, out)) ? readdirSync(join(root, out)) : []) {
    if (!names.includes(stale)) rmSync(join(root, out, stale), { recursive: true })
  }
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
