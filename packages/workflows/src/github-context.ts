/** The `github` context of a run: what the event decides, and what follows from it (docs "Contexts reference", github context). */
import type { Json } from './leg.ts'
import type { Workflow } from './model.ts'
import { isObject, type JsonObject, objectAt, textAt } from './values.ts'

export type RunEvent = {
  readonly name: string
  /** The webhook's payload: `github.event`. */
  readonly payload: Json
  /** `refs/heads/main`, `refs/tags/v1.2.3`. */
  readonly ref: string
  readonly sha: string
  readonly actor?: string
  readonly runId?: string
  readonly runNumber?: string
  readonly runAttempt?: string
  /** Further members of `github`, such as `server_url`, or others in place of the derived ones. */
  readonly github?: JsonObject
}

/** Derives the context. Members that only the running job knows (token, workspace, action, …) are not in it. */
export function planGithubContext(event: RunEvent, workflow: Workflow): JsonObject {
  const { repository, path } = workflow.ref
  const actor = event.actor ?? 'slipway'
  const pull = objectAt(event.payload, 'pull_request')
  const branchOf = (side: string): Json => textAt(objectAt(pull, side), 'ref') ?? ''
  return {
    event_name: event.name,
    event: isObject(event.payload) ? event.payload : {},
    ref: event.ref,
    ref_name: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    sha: event.sha,
    base_ref: branchOf('base'),
    head_ref: branchOf('head'),
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    actor,
    triggering_actor: actor,
    run_id: event.runId ?? '1',
    run_number: event.runNumber ?? '1',
    run_attempt: event.runAttempt ?? '1',
    workflow: workflow.name,
    workflow_ref: `${repository}/${path}@${event.ref}`,
    workflow_sha: event.sha,
    ...event.github,
  }
}
