import type { Contract } from '@slipway/contract'
import { ok, type Problem, type Result } from '@slipway/kernel'
import { renderActionTypes, renderActionYaml } from './action-yaml.ts'
import { fillMarkers } from './markers.ts'
import { renderActionIndex, renderActionTables } from './tables.ts'
import { renderWorkflowTables } from './workflow-page.ts'

/** A workspace as its package.json describes it; `folder` is relative to the root. */
export type Workspace = { readonly folder: string; readonly name: string; readonly dependencies: readonly string[] }

/** What the repository holds by hand. Texts are by path, relative to the root. */
export type Sources = {
  readonly contracts: readonly Contract[]
  readonly workspaces: readonly Workspace[]
  readonly workflows: Readonly<Record<string, string>>
  /** The README of the project and of each action, and the pages of the workflows. */
  readonly pages: Readonly<Record<string, string>>
}

/** Every generated file with its content, by path; pure, so that a check and a write cannot differ. */
export function generate(sources: Sources): Result<Readonly<Record<string, string>>> {
  const found: Problem[] = []
  const files: Record<string, string> = {}
  const fill = (file: string, parts: Readonly<Record<string, string>>): void => {
    const text = sources.pages[file]
    const filled: Result<string> = text === undefined ? missing(file) : fillMarkers(text, parts, file)
    if (filled.ok) files[file] = filled.value
    else found.push(...filled.error)
  }
  for (const contract of sources.contracts) {
    const folder = `actions/${contract.name}`
    files[`${folder}/action.yml`] = renderActionYaml(contract)
    files[`${folder}/action-types.yml`] = renderActionTypes(contract)
    fill(`${folder}/README.md`, renderActionTables(contract))
  }
  for (const [file, text] of Object.entries(sources.workflows)) fill(file.replace(/\.ya?ml$/, '.md'), renderWorkflowTables(text))
  fill('README.md', { actions: renderActionIndex(sources.contracts) })
  for (const workspace of sources.workspaces) files[`${workspace.folder}/tsconfig.json`] = renderTsconfig(workspace, sources.workspaces)
  return found.length === 0 ? ok(files) : { ok: false, error: found }
}

function missing(file: string): Result<never> {
  return { ok: false, error: [{ code: 'E_CODEGEN_PAGE', message: `${file} is not there`, cure: 'Write it, with the markers that a neighbour shows' }] }
}

/** A project of `tsc -b`: its references are its dependencies, so that a room cannot be compiled against one that it does not declare. */
function renderTsconfig(workspace: Workspace, all: readonly Workspace[]): string {
  const references = workspace.dependencies.flatMap((name) => {
    const target = all.find((other) => other.name === name)
    return target === undefined ? [] : [{ path: `../../${target.folder}` }]
  })
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { rootDir: 'src', outDir: 'build' },
    include: ['src'],
    references,
  }
  return `${JSON.stringify(config, null, 2)}\n`
}
