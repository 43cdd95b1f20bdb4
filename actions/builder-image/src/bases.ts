import { type Digest, type Problem, Refusal, unwrap } from '@slipway/kernel'
import { parseReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import type { Draft } from './recipe.ts'

/**
 * The digest behind the name of every base image: one HEAD each, none where the Containerfile writes the digest itself. A tag that
 * moves is a new input, so the key must not be made of the tag.
 */
export async function resolveBases(registry: Registry, { bases, source }: Draft): Promise<ReadonlyMap<string, Digest>> {
  const digests = new Map<string, Digest>()
  const problems: Problem[] = []
  for (const { name, line } of bases) {
    const reference = unwrap(parseReference(name))
    const digest = reference.digest ?? (await registry.readDigest(reference))
    if (digest !== undefined) digests.set(name, digest)
    else {
      const cure = 'See whether the name and the tag are right, and whether this job may read the repository'
      problems.push({ code: 'E_BUILDER_BASE', message: `the image ${name} is not there`, cure, at: { file: source.containerfile.file, line } })
    }
  }
  if (problems.length > 0) throw new Refusal(problems)
  return digests
}
