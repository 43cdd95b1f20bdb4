import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './rooms.ts'

/** Workflow files and action files below a folder, as paths relative to it. */
export function workflowFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(\.github\/workflows\/[^/]+\.yml|action\.yml)$/.test(file) && !file.includes('node_modules/'))
    .sort()
}

/**
 * A copy of the workflows that a checker which does not know `$/` can read: `$/` and `./` have the same width,
 * so that lines and columns stay right.
 */
export function copyForCheckers(folder: string, files: readonly string[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'workflows-'))
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), readFileSync(join(folder, file), 'utf8').replaceAll('uses: $/', 'uses: ./'))
  }
  return copy
}

/** Runs a checker that the set-up installed; a checker that is not there is a failure with the cure, never a skip. */
export function check(tool: string, args: readonly string[], cwd: string): { readonly code: number; readonly output: string } {
  const folder = join(root, '.cache/tools')
  const found = existsSync(folder)
    ? readdirSync(folder)
        .flatMap((name) => [join(folder, name, tool), join(folder, name, 'bin', tool)])
        .find(existsSync)
    : undefined
  const result = spawnSync(found ?? tool, [...args], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
  if (result.error !== undefined) throw new Error(`${tool} is not there: npm test installs it, and so does npm run lint`)
  return { code: result.status ?? 1, output: `${result.stdout}${result.stderr}` }
}

/** The folder with `dist` beside it, because actionlint looks whether an action's main exists. */
export function withBundles(copy: string): string {
  if (existsSync(join(root, 'dist'))) cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  return copy
}
