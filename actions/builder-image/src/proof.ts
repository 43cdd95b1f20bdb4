import { findStatement, openSigstore, parsePolicy, publishBundle, type Sigstore, signStatement } from '@slipway/attest'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, type Problem, unwrap } from '@slipway/kernel'
import { type Descriptor, type Repository, renderReference, renderRepository } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import type { Recipe } from './recipe.ts'
import { trustedEvents } from './trust.ts'

/** What a statement of a builder image says: `{key}` of an index, `{key, platform}` of one platform's image. */
export const predicateType = 'https://slipway.dev/builder/v1'

/** Statements about images of one key. */
export type Proof = {
  /** Why an image does not count here; empty when it does. */
  readonly check: (repository: Repository, subject: Digest, platform?: Platform) => Promise<readonly Problem[]>
  /** Signs what this job has just made. */
  readonly sign: (subject: Descriptor, platform?: Platform) => Promise<void>
}

const nothing: Proof = { check: async () => [], sign: async () => {} }

/**
 * On the default branch and on tags, where a signer is named, an image counts only with the signed statement that this workflow built
 * it for this key; and what is built is signed. In every other run nobody relies on what is hit, and no statement is made.
 */
export function createProof(ports: Ports, registry: Registry, recipe: Recipe, signer: string | undefined): Proof {
  if (signer === undefined || !recipe.trust.trusted) return nothing
  const { repository: own, serverUrl: server } = ports.job
  const policy = unwrap(
    parsePolicy({ signers: [signer], repository: own, server, defaultBranch: recipe.trust.defaultBranch ?? 'main', triggers: trustedEvents }),
  )
  let opened: Promise<Sigstore> | undefined
  const sigstore = (): Promise<Sigstore> => (opened ??= openSigstore(ports))
  return {
    check: async (repository, subject, platform) => {
      const accept = (predicate: unknown): Problem | undefined => checkPredicate(predicate, recipe.key, platform)
      const found = await findStatement(registry, repository, subject, { sigstore: await sigstore(), policy, predicateType, accept })
      if (found.ok) ports.log.info(`${renderReference({ ...repository, digest: subject })} was signed by ${found.signer.signer}`)
      return found.ok ? [] : found.problems
    },
    sign: async (subject, platform) => {
      const predicate = { key: recipe.key, ...(platform === undefined ? {} : { platform }) }
      const name = renderRepository(recipe.repository)
      const bundle = await signStatement(ports, await sigstore(), { subjects: [{ name, digest: subject.digest }], predicateType, predicate })
      await publishBundle(registry, recipe.repository, subject, bundle, predicateType)
      ports.log.info(`signed ${name}@${subject.digest}${platform === undefined ? '' : ` (${platform})`} for the key ${recipe.key}`)
    },
  }
}

/** An image of another key, or of another platform of this key, is as wrong as a stranger's. */
export function checkPredicate(predicate: unknown, key: string, platform: Platform | undefined): Problem | undefined {
  const said = (predicate ?? {}) as { readonly key?: unknown; readonly platform?: unknown }
  const cure = 'It is built anew. See who else writes to this repository'
  if (said.key !== key) return { code: 'E_BUILDER_STATEMENT', message: `the statement is for the key ${String(said.key)}, not for ${key}`, cure }
  if (said.platform === platform) return undefined
  const [is, wanted] = [said.platform, platform].map((each) => (each === undefined ? 'the index' : String(each)))
  return { code: 'E_BUILDER_STATEMENT', message: `the statement is for ${is}, not for ${wanted}`, cure }
}
