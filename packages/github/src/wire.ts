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

export type RawRelease = {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable?: boolean
  readonly body?: string | null
  readonly html_url: string
  readonly upload_url: string
}

export function releaseOf(raw: RawRelease): ReleaseFact {
  const { id, draft, prerelease, immutable = false } = raw
  return { id, tag: raw.tag_name, draft, prerelease, immutable, body: raw.body ?? '', url: raw.html_url, uploadUrl: raw.upload_url.replace(/\{.*$/, '') }
}

export type RawAsset = { readonly id: number; readonly name: string; readonly size: number; readonly state: string; readonly digest?: string | null }

export function assetOf({ id, name, size, state, digest }: RawAsset): AssetFact {
  return { id, name, size, state, digest: typeof digest === 'string' && isDigest(digest) ? digest : undefined }
}
