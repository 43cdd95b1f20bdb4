/** References from one workflow file to others and to actions, resolved from the file that they stand in. */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'

/** One workflow file. */
export type WorkflowRef = {
  /** `OWNER/name` of the repository that holds it. */
  readonly repository: string
  readonly path: string
  /** The git ref after `@`; of the project's own files the ref that the run is for. */
  readonly ref: string
  /** True for the files of the project's own working tree. */
  readonly own: boolean
}

/** As messages and `LegSource.file` say it: the path in the project, or `OWNER/name/path@ref`. */
export function renderRef(ref: WorkflowRef): string {
  return ref.own ? ref.path : `${ref.repository}/${ref.path}@${ref.ref}`
}

const remotePattern = /^([A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+)\/([^@]+)@([^@]+)$/
const workflowPattern = /^\.github\/workflows\/[^/]+\.ya?ml$/

/**
 * Resolves `jobs.<id>.uses`. `./` and `$/` mean the repository and the commit of the file that holds the reference
 * (docs "Workflow syntax", jobs.<job_id>.uses). Errors: E_WORKFLOWS_REFERENCE.
 */
export function resolveWorkflow(uses: string, from: WorkflowRef): Result<WorkflowRef, Problem> {
  const local = /^(?:\.|\$)\/(.*)$/.exec(uses)
  const remote = remotePattern.exec(uses)
  const target: WorkflowRef | undefined =
    local !== null
      ? { ...from, path: local[1] ?? '' }
      : remote !== null
        ? { repository: remote[1] ?? '', path: remote[2] ?? '', ref: remote[3] ?? '', own: false }
        : undefined
  if (target === undefined || (local !== null && uses.includes('@'))) {
    return err({
      code: 'E_WORKFLOWS_REFERENCE',
      message: `"${uses}" is no reference to a workflow`,
      cure: 'Write ./.github/workflows/NAME.yml, $/.github/workflows/NAME.yml or OWNER/REPOSITORY/.github/workflows/NAME.yml@REF',
    })
  }
  if (!workflowPattern.test(target.path)) {
    return err({
      code: 'E_WORKFLOWS_REFERENCE',
      message: `"${uses}" is not in .github/workflows`,
      cure: 'Keep reusable workflows in .github/workflows itself; subfolders are not supported',
    })
  }
  return ok(target)
}

export type ActionRef =
  | { readonly kind: 'self'; readonly path: string }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'docker'; readonly image: string }
  | { readonly kind: 'remote'; readonly repository: string; readonly path: string; readonly ref: string }

/** Reads `steps[*].uses`. Errors: E_WORKFLOWS_ACTION, in GitHub's words. */
export function parseAction(uses: string): Result<ActionRef, Problem> {
  if (uses.startsWith('docker://')) return ok({ kind: 'docker', image: uses.slice('docker://'.length) })
  if (uses.startsWith('./') || uses.startsWith('.\\')) return ok({ kind: 'local', path: uses.slice(2) })
  if (uses.startsWith('$/') && !uses.includes('@')) return ok({ kind: 'self', path: uses.slice(2) })
  const match = /^([^/@\s]+\/[^/@\s]+)(?:\/([^@]*))?@([^@\s]+)$/.exec(uses)
  if (match !== null && !uses.startsWith('$/')) return ok({ kind: 'remote', repository: match[1] ?? '', path: match[2] ?? '', ref: match[3] ?? '' })
  return err({
    code: 'E_WORKFLOWS_ACTION',
    message: `Expected format {org}/{repo}[/path]@ref. Actual '${uses}'`,
    cure: uses.startsWith('$/') ? 'Remove the @ref: $/ always means the commit of the workflow itself' : 'Write OWNER/REPOSITORY@REF, $/path or ./path',
  })
}

/** A step's `uses:` as act understands it: `$/path` becomes `OWNER/name/path@ref` of the repository that holds the workflow. */
export function lowerAction(uses: string, from: WorkflowRef): string {
  return uses.startsWith('$/') ? `${from.repository}/${uses.slice(2)}@${from.ref}` : uses
}
