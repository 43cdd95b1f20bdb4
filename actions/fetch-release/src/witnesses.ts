import { createHash } from 'node:crypto'
import type { Digest, Problem, Result } from '@slipway/kernel'

/** Something that says what a file's digest is. */
export type Witness = { readonly by: string; readonly digest: Digest }

/** The digests that a file has to have, at least one. */
export type Expected = { readonly name: string; readonly witnesses: readonly Witness[]; readonly sha256: Digest | undefined }

const damaged = 'Do not use the file; see who changed it, and whether the release is what its makers published'

/** What is expected of a file, by everybody who says something about it. Nobody says anything, or they contradict each other: a refusal. */
export function judgeWitnesses(name: string, witnesses: readonly Witness[]): Result<Expected> {
  if (witnesses.length === 0) {
    const message = `nothing says what the bytes of "${name}" are: no checksum file lists it, and GitHub has no digest of it`
    const cure = 'Fetch a release with a checksum file, or write its checksum into the input pins'
    return { ok: false, error: [{ code: 'E_FETCH_UNPROVEN', message, cure, at: { file: name } }] }
  }
  const found: Problem[] = []
  for (const algorithm of ['sha256', 'sha512']) {
    const [first, ...others] = witnesses.filter(({ digest }) => digest.startsWith(`${algorithm}:`))
    const other = others.find(({ digest }) => digest !== first?.digest)
    if (first === undefined || other === undefined) continue
    const message = `"${name}" is ${first.digest} by ${first.by}, and ${other.digest} by ${other.by}`
    found.push({ code: 'E_FETCH_CHANGED', message, cure: damaged, at: { file: name } })
  }
  const sha256 = witnesses.find(({ digest }) => digest.startsWith('sha256:'))?.digest
  return found.length > 0 ? { ok: false, error: found } : { ok: true, value: { name, witnesses, sha256 } }
}

/** The digests of bytes that come by, by every algorithm that somebody has spoken in; sha256 always. */
export function createProof({ name, witnesses }: Expected) {
  const algorithms = [...new Set(['sha256', ...witnesses.map(({ digest }) => digest.slice(0, digest.indexOf(':')))])]
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }))
  return {
    update: (bytes: Uint8Array): void => {
      for (const { hash } of hashes) hash.update(bytes)
    },
    /** The sha256 digest, and what is wrong. May be called once. */
    finish: (): { readonly digest: Digest; readonly problems: readonly Problem[] } => {
      const digests = hashes.map(({ algorithm, hash }) => `${algorithm}:${hash.digest('hex')}` as Digest)
      const wrong = witnesses.filter(({ digest }) => !digests.includes(digest))
      const problems = wrong.map(({ by, digest }): Problem => {
        const actual = digests.find((one) => one.split(':')[0] === digest.split(':')[0])
        return { code: 'E_FETCH_CHANGED', message: `"${name}" should be ${digest} by ${by}, and is ${actual}`, cure: damaged, at: { file: name } }
      })
      return { digest: digests[0] as Digest, problems }
    },
  }
}
