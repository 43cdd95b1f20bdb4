import { bundleType, publishBundle } from '@slipway/attest'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, type Problem, Refusal } from '@slipway/kernel'
import type { Descriptor, Repository } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { checkPredicate, type Proof, predicateType } from '../proof.ts'
import type { Recipe } from '../recipe.ts'

/**
 * Statements without a signature: they lie beside images, are looked for and read as the real ones are, so that the registry sees the same
 * requests. Who signed is the business of other tests.
 */
export function createUnsignedProof(ports: Pick<Ports, 'clock'>, registry: Registry, recipe: Recipe, signer: string | undefined): Proof {
  if (signer === undefined || !recipe.trust.trusted) return { check: async () => [], sign: async () => {} }
  return {
    check: async (repository, subject, platform) => {
      const attached = await registry.readReferrers(repository, subject, bundleType)
      const problems: Problem[] = []
      for (const { digest } of attached) {
        const found = await judge(registry, repository, digest, (said) => judgeStatement(said, subject, recipe.key, platform))
        if (found === undefined) return []
        problems.push(found)
      }
      return problems.length > 0 ? problems : [bad('there is no statement')]
    },
    sign: async (subject: Descriptor, platform?: Platform) => {
      const statement = { subject: subject.digest, predicate: { key: recipe.key, platform } }
      const created = new Date(ports.clock.now()).toISOString()
      const bytes = new TextEncoder().encode(JSON.stringify({ ...statement, created }))
      await publishBundle(registry, recipe.repository, subject, { mediaType: bundleType, bytes, created }, predicateType)
    },
  }
}

function bad(message: string): Problem {
  return { code: 'E_ATTEST_NONE', message, cure: 'Build the image anew' }
}

/** What cannot be read is a reason among others. */
async function judge(
  registry: Registry,
  repository: Repository,
  digest: Digest,
  accept: (said: { readonly subject?: unknown; readonly predicate?: unknown }) => Problem | undefined,
): Promise<Problem | undefined> {
  try {
    const manifest = await registry.readManifest({ ...repository, digest })
    const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined
    if (layer === undefined) return bad('it is listed, but holds nothing')
    return accept(JSON.parse(new TextDecoder().decode(await registry.readBlob(repository, layer))) as object)
  } catch (error) {
    if (error instanceof Refusal) return error.problems[0]
    throw error
  }
}

function judgeStatement(
  said: { readonly subject?: unknown; readonly predicate?: unknown },
  subject: Digest,
  key: string,
  platform: Platform | undefined,
): Problem | undefined {
  return said.subject === subject ? checkPredicate(said.predicate, key, platform) : bad('the statement is about something else')
}
