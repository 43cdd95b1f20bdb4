import { isDigest } from '@slipway/kernel'
import type { Blob, BlobStore } from './blobs.ts'
import type { Caller } from './tokens.ts'
import { type Fields, optionalText, requiredText, sizeField, TwirpError, type TwirpService } from './twirp.ts'

export type ArtifactEntry = {
  readonly id: number
  readonly name: string
  readonly runId: string
  readonly jobId: string
  readonly attempt: number
  readonly runBackendId: string
  readonly jobBackendId: string
  readonly mimeType: string
  readonly createdAt: Date
  readonly blob: Blob
  /** An artifact is visible to others only when it is finalized. */
  finalized: boolean
}

export type SignBlob = (blob: Blob, right: 'read' | 'write') => string

export type ArtifactContext = {
  readonly entries: ArtifactEntry[]
  readonly blobs: BlobStore
  readonly sign: SignBlob
  readonly now: () => number
  /** The newest attempt for which a job of a run was given a token. */
  readonly newestAttempt: (runId: string, jobId: string) => number
}

/** `github.actions.results.api.v1.ArtifactService`, as the generated client of @actions/artifact 6.2.1 describes it. */
export function createArtifactService(context: ArtifactContext): TwirpService<Caller> {
  const ids = { last: 0 }
  return {
    CreateArtifact: (fields, caller) => {
      checkOwner(fields, caller)
      const entry = createEntry(context, fields, caller, ids)
      context.entries.push(entry)
      return { ok: true, signed_upload_url: context.sign(entry.blob, 'write') }
    },
    FinalizeArtifact: (fields, caller) => {
      checkOwner(fields, caller)
      const entry = findEntry(context, fields, caller)
      if (entry.finalized) throw new TwirpError('already_exists', 'the artifact is finalized already')
      checkContent(entry, sizeField(fields, 'size'), optionalText(fields, 'hash'))
      entry.finalized = true
      entry.blob.sealed = true
      return { ok: true, artifact_id: String(entry.id) }
    },
    ListArtifacts: (fields, caller) => {
      checkOwner(fields, caller)
      const name = optionalText(fields, 'name_filter')
      const id = optionalText(fields, 'id_filter')
      const found = context.entries
        .filter((entry) => entry.finalized && isVisible(context, entry, caller))
        .filter((entry) => (name === undefined || entry.name === name) && (id === undefined || String(entry.id) === id))
      return { artifacts: found.map(renderEntry) }
    },
    GetSignedArtifactURL: (fields, caller) => ({ signed_url: context.sign(findVisible(context, fields, caller).blob, 'read') }),
    DeleteArtifact: async (fields, caller) => {
      const entry = findVisible(context, fields, caller)
      context.entries.splice(context.entries.indexOf(entry), 1)
      await context.blobs.remove(entry.blob)
      return { ok: true, artifact_id: String(entry.id) }
    },
  }
}

function createEntry(context: ArtifactContext, fields: Fields, caller: Caller, ids: { last: number }): ArtifactEntry {
  const name = checkName(requiredText(fields, 'name'))
  const version = Number(fields['version'] ?? 0)
  if (!Number.isInteger(version) || version < 4) {
    throw new TwirpError('invalid_argument', `version ${String(fields['version'])} of the artifact is not supported`)
  }
  const taken = context.entries.some((entry) => entry.runId === caller.runId && entry.attempt === caller.attempt && entry.name === name)
  if (taken) throw new TwirpError('already_exists', 'an artifact with this name already exists on the workflow run')
  const mimeType = optionalText(fields, 'mime_type') ?? 'application/zip'
  const blob = context.blobs.create(mimeType === 'application/zip' && !name.endsWith('.zip') ? `${name}.zip` : name)
  const { runId, jobId, attempt, runBackendId, jobBackendId } = caller
  ids.last += 1
  const createdAt = new Date(context.now())
  return { id: ids.last, name, runId, jobId, attempt, runBackendId, jobBackendId, mimeType, createdAt, blob, finalized: false }
}

/** A job creates, finalizes and lists only in its own name. */
function checkOwner(fields: Fields, caller: Caller): void {
  const run = requiredText(fields, 'workflow_run_backend_id')
  const job = requiredText(fields, 'workflow_job_run_backend_id')
  if (run !== caller.runBackendId || job !== caller.jobBackendId) throw new TwirpError('permission_denied', 'the token speaks for another run or job')
}

/** The characters that @actions/artifact refuses too (path-and-artifact-name-validation). */
function checkName(name: string): string {
  if (/[":<>|*?\r\n\\/]/.test(name)) throw new TwirpError('invalid_argument', `the artifact name is not valid: ${JSON.stringify(name)}`)
  return name
}

/**
 * A job sees the artifacts of its own attempt, and those of an earlier attempt whose job has not run again since: what
 * "Re-run failed jobs" needs, while after "Re-run all jobs" the old ones disappear (actions/upload-artifact#585).
 */
function isVisible(context: ArtifactContext, entry: ArtifactEntry, caller: Caller): boolean {
  if (entry.runId !== caller.runId) return false
  return entry.attempt === caller.attempt || (entry.attempt < caller.attempt && context.newestAttempt(entry.runId, entry.jobId) === entry.attempt)
}

function findEntry(context: ArtifactContext, fields: Fields, caller: Caller): ArtifactEntry {
  const run = requiredText(fields, 'workflow_run_backend_id')
  const job = requiredText(fields, 'workflow_job_run_backend_id')
  const name = requiredText(fields, 'name')
  if (run !== caller.runBackendId) throw new TwirpError('permission_denied', 'the token speaks for another run')
  const entry = context.entries.find((item) => item.runBackendId === run && item.jobBackendId === job && item.name === name)
  if (entry === undefined) throw new TwirpError('not_found', `artifact "${name}" not found`)
  return entry
}

function findVisible(context: ArtifactContext, fields: Fields, caller: Caller): ArtifactEntry {
  const entry = findEntry(context, fields, caller)
  if (!entry.finalized || !isVisible(context, entry, caller)) throw new TwirpError('not_found', `artifact "${entry.name}" not found`)
  return entry
}

/** What the client says that it sent must be what lies here. */
function checkContent(entry: ArtifactEntry, size: number, hash: string | undefined): void {
  const content = entry.blob.content
  if (content === undefined) throw new TwirpError('failed_precondition', 'nothing was uploaded for the artifact')
  if (content.size !== size) throw new TwirpError('invalid_argument', `size mismatch: the client sent ${size} bytes, ${content.size} arrived`)
  if (hash === undefined) return
  if (!isDigest(hash)) throw new TwirpError('invalid_argument', `hash is no digest: ${hash}`)
  if (hash !== content.digest) throw new TwirpError('invalid_argument', `digest mismatch: the client computed ${hash}, the bytes here have ${content.digest}`)
}

function renderEntry(entry: ArtifactEntry): object {
  return {
    workflow_run_backend_id: entry.runBackendId,
    workflow_job_run_backend_id: entry.jobBackendId,
    database_id: String(entry.id),
    name: entry.name,
    size: String(entry.blob.content?.size ?? 0),
    created_at: entry.createdAt.toISOString(),
    digest: entry.blob.content?.digest ?? '',
  }
}
