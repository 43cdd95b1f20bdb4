import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { renderPlace, unwrap } from '@slipway/kernel'
import { type JsonObject, readYaml } from '@slipway/workflows'
import { fillExample } from './examples.ts'
import { root } from './rooms.ts'

/** Files by their path. */
export type Texts = Readonly<Record<string, string>>

/** The public slug of the suite: one constant, in package.json. */
export const slug = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly slipway: { readonly slug: string } }).slipway.slug

/** The workflow files and action files in a folder of a repository, by their path in the repository. */
function readWorkflowFiles(repository: string, folder: string): Texts {
  if (!existsSync(join(repository, folder))) return {}
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
  const found = files.filter((file) => /^(\.github\/workflows\/[^/]+\.yml|actions\/[^/]+\/action\.yml)$/.test(file)).sort()
  return Object.fromEntries(found.map((file) => [file, readFileSync(join(repository, file), 'utf8')]))
}

/** The suite's workflows. */
export const workflows = readWorkflowFiles(root, '.github')
/** The suite's actions. */
export const actions = readWorkflowFiles(root, 'actions')
/** Our own CI begins with `_`; the rest is called by others. */
export const callable = Object.keys(workflows).filter((file) => !basename(file).startsWith('_'))

/** The projects of test/projects, and their workflows. */
export const projects = readdirSync(join(root, 'test/projects')).map((name) => {
  const folder = join(root, 'test/projects', name)
  return { name, slug: `example/${name}`, folder, files: readWorkflowFiles(folder, '.github') }
})

/** The end-to-end workflows of the actions, the README's example filled in, as files of one project. A README without one is a finding of its own. */
export const endToEnd: Texts = Object.fromEntries(
  readdirSync(join(root, 'actions')).flatMap((action) => {
    const folder = join(root, 'actions', action)
    if (!existsSync(join(folder, 'test'))) return []
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const fill = (text: string): string => fillExample(text, readme, slug) ?? text
    const files = readdirSync(join(folder, 'test')).filter((file) => file.endsWith('.yml'))
    return files.map((file) => [`.github/workflows/${action}-${file}`, fill(readFileSync(join(folder, 'test', file), 'utf8'))])
  }),
)

/** Writes files into a new folder that a checker takes for the root of a repository; the bundles are in it, because actionlint looks for them. */
export function writeCopy(scratch: string, files: Texts): string {
  const copy = mkdtempSync(join(scratch, 'copy-'))
  for (const [file, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), text)
  }
  if (existsSync(join(root, 'dist'))) symlinkSync(join(root, 'dist'), join(copy, 'dist'))
  return copy
}

/** What checkers do not know yet, as something that they know and that is as wide, so that lines and columns stay right. */
const unknown: readonly (readonly [what: RegExp, known: string])[] = [
  [/uses: \$\//g, 'uses: ./'],
  [/\bjob\.workflow_repository\b/g, 'github.repository'.padEnd('job.workflow_repository'.length)],
  // Only here: where it stands is a test of its own, in templates-builder.test.ts.
  [/^( +)queue: max$/gm, '$1#ueue: max'],
]

/** The files as checkers know their language. */
export function knownReferences(files: Texts): Texts {
  const know = (text: string): string => unknown.reduce((known, [what, by]) => known.replaceAll(what, by), text)
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, know(text)]))
}

/**
 * Files of others beside the suite's own, with what they use of the suite as `./`, so that a checker sees through every reference to its
 * inputs and outputs. Their names begin with `prefix`, which keeps them apart from the suite's.
 */
export function besideSuite(files: Texts, prefix: string): Texts {
  const near = Object.entries(files).map(([file, text]): [string, string] => [
    `.github/workflows/${prefix}-${basename(file)}`,
    text.replaceAll(new RegExp(`uses: ${slug}/(\\S+)@\\S+`, 'g'), 'uses: ./$1'),
  ])
  return knownReferences({ ...workflows, ...actions, ...Object.fromEntries(near) })
}

/** Every permission of a job without a comment behind it, as a sentence. */
export function uncommentedPermissions(file: string, text: string): readonly string[] {
  const yaml = unwrap(readYaml(file, text))
  const lines = text.split('\n')
  const jobs = Object.entries(((yaml.value as JsonObject).jobs ?? {}) as JsonObject)
  return jobs.flatMap(([id, job]) => {
    const permissions = (job as JsonObject).permissions
    const scopes = typeof permissions === 'object' ? Object.keys(permissions ?? {}).map((scope) => [scope]) : [[]]
    const places = permissions === undefined ? [] : scopes.map((scope) => yaml.at(['jobs', id, 'permissions', ...scope]))
    return places
      .filter(({ line = 1 }) => !/\s#\s*\S/.test(lines[line - 1] ?? ''))
      .map((place) => `${renderPlace(place)}: a permission without a comment that says what it is for`)
  })
}

type Finding = { readonly code: number; readonly output: string }

/** Runs a checker that the set-up installed; a checker that is not there is a failure with the cure, never a skip. */
function check(tool: string, args: readonly string[], cwd: string): Finding {
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

/** What actionlint finds in the workflows of a folder, less the sentences that match a pattern of `meant`. */
export function runActionlint(folder: string, meant: readonly string[] = []): Finding {
  return check('actionlint', ['-no-color', '-shellcheck=', '-pyflakes=', ...meant.flatMap((pattern) => ['-ignore', pattern])], folder)
}

/** What zizmor finds as an auditor, offline. */
export function runZizmor(folder: string, args: readonly string[]): Finding {
  return check('zizmor', ['--offline', '--persona', 'auditor', '--strict-collection', '--no-progress', ...args], folder)
}
