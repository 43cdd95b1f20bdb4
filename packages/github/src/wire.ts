import { isDigest } from '@slipway/kernel'
import type { AssetFact, ReleaseFact } from './api.ts'

/** GitHub's error body: a message, and the rules that were broken (REST, "Troubleshooting", validation errors). */
export function readRefusal(data: unknown): { readonly message: string; readonly codes: readonly string[] } {
  if (typeof data !== 'object' || data === null) return { message: String(data ?? '').slice(0, 200), codes: [] }
  const { message, errors } = data as { message?: unknown; errors?: unknown }
  const issues = (Array.isArray(errors) ? errors : []) as readonly unknown[]
  const parts = issues.map((issue) =>
    typeof issue === 'object' && issue !== null ? (issue as { code?: string; message?: string; field?: string }) : { message: String(issue) },
  )
  const details = parts.map((part) => part.message ?? [part.field, part.code].filter(Boolean).join(' ')).join('; ')
  return {
    message: [message, details].filter(Boolean).join(': '),
    codes: parts.flatMap((part) => ('code' in part && part.code !== undefined ? [part.code] : [])),
  }
}

type RawRelease = {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable?: boolean
  readonly body?: string | null
  readonly html_url: string
  readonly upload_url: string
  readonly author?: { readonly login?: unknown } | null
}

/** A release of an answer; undefined for what is none. */
export function releaseOf(data: unknown): ReleaseFact | undefined {
  if (!hasFields(data, { id: 'number', tag_name: 'string', draft: 'boolean', prerelease: 'boolean', html_url: 'string', upload_url: 'string' }))
    return undefined
  const raw = data as RawRelease
  const { id, tag_name: tag, draft, prerelease, immutable = false, html_url: url } = raw
  const author = loginOf(raw.author)
  return { id, tag, draft, prerelease, immutable, body: raw.body ?? '', author, url, uploadUrl: raw.upload_url.replace(/\{.*$/, '') }
}

type RawAsset = {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly state: string
  readonly digest?: string | null
  readonly updated_at?: string
  readonly uploader?: { readonly login?: unknown } | null
}

/** An asset of an answer; undefined for what is none. `now` is the server's time in milliseconds since 1970. */
export function assetOf(data: unknown, now: number): AssetFact | undefined {
  if (!hasFields(data, { id: 'number', name: 'string', size: 'number', state: 'string' })) return undefined
  const { id, name, size, state, digest, updated_at = '', uploader } = data as RawAsset
  const changed = Date.parse(updated_at)
  // What does not say when it was changed may have been changed just now.
  const age = Number.isNaN(changed) ? 0 : Math.max(0, now - changed)
  return { id, name, size, state, digest: typeof digest === 'string' && isDigest(digest) ? digest : undefined, uploader: loginOf(uploader), age }
}

/** Empty for an account that is gone. */
function loginOf(user: { readonly login?: unknown } | null | undefined): string {
  return typeof user?.login === 'string' ? user.login : ''
}

function hasFields(data: unknown, fields: Readonly<Record<string, 'string' | 'number' | 'boolean'>>): boolean {
  if (typeof data !== 'object' || data === null) return false
  return Object.entries(fields).every(([name, type]) => typeof (data as Record<string, unknown>)[name] === type)
}
