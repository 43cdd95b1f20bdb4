import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JsonObject, Permissions } from '@slipway/workflows'
import { parse } from 'yaml'
import { readExamples } from './examples.ts'
import { highest } from './loading.ts'
import { root } from './rooms.ts'
import { permissionsOf } from './uses.ts'
import { slug, type Texts } from './workflows.ts'

const generated = ['node_modules', '.cache', '.git', 'build', 'dist', 'rehearsal']

/** Every page of the repository, by its path. */
export const pages: Texts = Object.fromEntries(
  ['*.md', '.github/**/*.md', 'actions/**/*.md', 'packages/**/*.md', 'test/**/*.md']
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => generated.includes(name) }))
    .sort()
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
)

export type Example = { readonly name: string; readonly text: string }

/** Every YAML block of a page as a whole workflow that can be loaded. */
export function examplesOf(page: string, text: string): readonly Example[] {
  return readExamples(text).map((block, index) => ({ name: `${page}#${index + 1}`, text: completeExample(block) }))
}

/** Steps get a job that grants what their actions need, jobs get a head, and a whole workflow stays as it is. */
function completeExample(block: string): string {
  const value = parse(block) as JsonObject | readonly JsonObject[]
  const head = 'on: push\npermissions: {}\n'
  if (!Array.isArray(value)) return 'on' in value ? block : `${head}${block}`
  const grants = Object.entries(stepGrants(value)).map(([scope, access]) => `      ${scope}: ${access} # what the actions say\n`)
  const permissions = grants.length === 0 ? ' {}\n' : `\n${grants.join('')}`
  const job = `jobs:\n  example:\n    runs-on: ubuntu-24.04\n    permissions:${permissions}    steps:\n`
  return `${head}${job}${block.replaceAll(/^(?=.)/gm, '      ')}`
}

function stepGrants(steps: readonly JsonObject[]): Permissions {
  return highest(
    steps.map(({ uses, with: given }) => {
      const action = new RegExp(`^${slug}/([^@]+)@`).exec(String(uses))?.[1]
      return permissionsOf({ action, uses: String(uses), given: (given ?? {}) as JsonObject })
    }),
  )
}

const fences = /^(```|~~~)[\s\S]*?^\1/gm

/** Relative links of a page that lead nowhere: to no file, or to no heading of a page. */
export function brokenLinks(file: string, text: string): readonly string[] {
  const prose = text.replaceAll(fences, '').replaceAll(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)/gm)].map((match) => match[1] ?? match[2] ?? '')
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#')
      const found = path === '' ? file : join(dirname(file), decodeURIComponent(path))
      if (found !== file && !existsSync(join(root, found))) return true
      return anchor !== undefined && !anchorsOf(found === file ? text : readFileSync(join(root, found), 'utf8')).includes(anchor)
    })
    .map((target) => `${file}: ${target} leads nowhere`)
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.replaceAll(fences, '').matchAll(/^#{1,6} +(.+?)\s*$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The names of the npm scripts that a page tells its reader to run. */
export function scriptsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map((match) => match[1] ?? match[2] ?? ''))]
}

/** The flags that the rows of a page's tables name. */
export function flagsInTables(text: string): readonly string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| `--'))
  return [...new Set(rows.flatMap((row) => [...row.matchAll(/--([a-z][a-z-]*)/g)].map((match) => match[1] ?? '')))].sort()
}

/** The flags that the source of a command declares for `parseArgs`. */
export function flagsInSource(source: string): readonly string[] {
  const declared = /^const flags = \{\n([\s\S]*?)^\}/m.exec(source)?.[1] ?? ''
  return [...declared.matchAll(/^ {2}'?([a-z][a-z-]*)'?: \{/gm)].map((match) => match[1] ?? '').sort()
}
