import { createHash } from 'node:crypto'
import type { Problem } from './problem.ts'
import { err, ok, type Result } from './result.ts'

declare const brand: unique symbol

/** `algorithm:hex` as the OCI image specification writes it (descriptor.md, "Digests"); only the registered sha256 and sha512. */
export type Digest = string & { readonly [brand]: 'Digest' }

const pattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/

export function isDigest(text: string): text is Digest {
  return pattern.test(text)
}

export function parseDigest(text: string): Result<Digest, Problem> {
  if (isDigest(text)) return ok(text)
  return err({
    code: 'E_KERNEL_DIGEST',
    message: `"${text}" is no digest`,
    cure: 'Write sha256: and 64 hexadecimal digits in lower case',
  })
}

/** The sha256 digest of bytes that are already in memory. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest
}

/** The hexadecimal part of a digest. */
export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1)
}
