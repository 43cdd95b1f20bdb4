import type { Problem } from './problem.ts'
import { err, ok, type Result } from './result.ts'

declare const brand: unique symbol

/** A tag of a repository in a registry (OCI distribution specification, "Pulling manifests": at most 128 characters). */
export type Tag = string & { readonly [brand]: 'Tag' }

/** A release's tag: `v` and a semantic version 2.0.0 without build metadata. */
export type ReleaseTag = {
  readonly tag: string
  /** The version without the `v`. */
  readonly version: string
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** Empty for a full release. */
  readonly prerelease: string
}

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
const number = '(0|[1-9][0-9]*)'
const identifier = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)'
const releasePattern = new RegExp(`^v${number}\\.${number}\\.${number}(?:-(${identifier}(?:\\.${identifier})*))?$`)

export function parseTag(text: string): Result<Tag, Problem> {
  if (tagPattern.test(text)) return ok(text as Tag)
  return err({
    code: 'E_KERNEL_TAG',
    message: `"${text}" is no tag of a registry`,
    cure: 'Use at most 128 letters, digits, "_", "." and "-", and begin with a letter, a digit or "_"',
  })
}

export function parseReleaseTag(text: string): Result<ReleaseTag, Problem> {
  const match = releasePattern.exec(text)
  if (match === null) {
    return err({
      code: 'E_KERNEL_RELEASE_TAG',
      message: `"${text}" is no release tag`,
      cure: 'Use v and a semantic version, such as v1.2.3 or v1.2.3-rc.1',
    })
  }
  const [, major = '', minor = '', patch = '', prerelease = ''] = match
  return ok({ tag: text, version: text.slice(1), major: Number(major), minor: Number(minor), patch: Number(patch), prerelease })
}
