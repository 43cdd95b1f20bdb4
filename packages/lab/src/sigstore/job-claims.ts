import type { Leg } from '@slipway/workflows'
import { objectOf, textOf } from '../act/document.ts'

/** The job that an identity token speaks of. */
export type SigningJob = {
  /** `OWNER/name`. */
  readonly repository: string
  readonly ref: string
  readonly sha: string
  readonly event: string
  readonly actor: string
  readonly runId: string
  readonly runNumber: string
  readonly runAttempt: string
  /** The name of the workflow that the event started. */
  readonly workflow: string
  /** The file that the event started: `OWNER/name/.github/workflows/ci.yml@refs/heads/main`. */
  readonly workflowRef: string
  /** The file that holds the job, however deep it was called; the same form. */
  readonly jobWorkflowRef: string
  /** The commit of that file. */
  readonly jobWorkflowSha: string
  readonly headRef: string
  readonly baseRef: string
  /** Empty where the job has no environment. */
  readonly environment: string
  readonly visibility: 'public' | 'private' | 'internal'
  readonly runner: 'github-hosted' | 'self-hosted'
}

/** What the lab says of every job, where nothing else is known. */
const usual = { environment: '', visibility: 'public', runner: 'github-hosted' } as const

/**
 * The job of a leg. Of a workflow that is called from another repository GitHub names the full ref; a rehearsal knows only what stands
 * behind the `@`: a name that begins like a version is taken for a tag, every other for a branch, and the commit of either for the run's own.
 */
export function signingJobOf(leg: Pick<Leg, 'source' | 'event' | 'github'>, repository: string, ref: string, runId: string): SigningJob {
  const github = objectOf(leg.github)
  const of = (member: string): string => textOf(github[member]) ?? ''
  const at = of('ref') === '' ? ref : of('ref')
  const jobWorkflowRef = leg.source.file.includes('@') ? expandRef(leg.source.file) : `${repository}/${leg.source.file}@${at}`
  const pinned = /@([0-9a-f]{40})$/.exec(jobWorkflowRef)?.[1]
  return {
    ...usual,
    repository,
    ref: at,
    sha: of('sha'),
    event: leg.event.name,
    actor: of('actor'),
    runId: of('run_id') === '' ? runId : of('run_id'),
    runNumber: of('run_number'),
    runAttempt: of('run_attempt') === '' ? '1' : of('run_attempt'),
    workflow: of('workflow'),
    workflowRef: of('workflow_ref') === '' ? jobWorkflowRef : of('workflow_ref'),
    jobWorkflowRef,
    jobWorkflowSha: pinned ?? of('sha'),
    headRef: of('head_ref'),
    baseRef: of('base_ref'),
  }
}

function expandRef(file: string): string {
  const at = file.indexOf('@')
  const [path, ref] = [file.slice(0, at), file.slice(at + 1)]
  if (/^[0-9a-f]{40}$/.test(ref) || ref.startsWith('refs/')) return file
  return `${path}@refs/${/^v?[0-9]/.test(ref) ? 'tags' : 'heads'}/${ref}`
}

export type Claims = Readonly<Record<string, string | number>>

/** Seconds: GitHub's tokens live for five minutes, and are valid from ten minutes before. */
const [life, early] = [300, 600]

/**
 * The claims of GitHub's identity tokens (GitHub docs, "OpenID Connect reference", "Custom claims provided by GitHub"). `now` is in
 * milliseconds since 1970.
 */
export function renderClaims(
  job: SigningJob,
  token: { readonly issuer: string; readonly audience: string; readonly id: string; readonly now: number },
): Claims {
  const iat = Math.floor(token.now / 1000)
  const [owner = ''] = job.repository.split('/')
  return {
    jti: token.id,
    sub: subjectOf(job),
    aud: token.audience,
    iss: token.issuer,
    iat,
    nbf: iat - early,
    exp: iat + life,
    ref: job.ref,
    ref_type: job.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: 'false',
    sha: job.sha,
    repository: job.repository,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '2',
    repository_visibility: job.visibility,
    run_id: job.runId,
    run_number: job.runNumber,
    run_attempt: job.runAttempt,
    actor: job.actor,
    actor_id: '1',
    workflow: job.workflow,
    workflow_ref: job.workflowRef,
    workflow_sha: job.sha,
    job_workflow_ref: job.jobWorkflowRef,
    job_workflow_sha: job.jobWorkflowSha,
    head_ref: job.headRef,
    base_ref: job.baseRef,
    event_name: job.event,
    runner_environment: job.runner,
    ...(job.environment === '' ? {} : { environment: job.environment }),
  }
}

function subjectOf({ repository, environment, event, ref }: SigningJob): string {
  if (environment !== '') return `repo:${repository}:environment:${environment}`
  return event.startsWith('pull_request') ? `repo:${repository}:pull_request` : `repo:${repository}:ref:${ref}`
}
