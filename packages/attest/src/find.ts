import { type Digest, err, type Problem, problems, Refusal, type Result } from '@slipway/kernel'
import { type Descriptor, type Repository, renderReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { createdAnnotation, predicateTypeAnnotation } from './publish.ts'
import { bundleType } from './sign.ts'
import type { Sigstore } from './sigstore.ts'
import type { Trust } from './trusted-root.ts'
import { judgeBundle, largestBundle, loadVerifying, type Verified, type Verifying, type Wanted } from './verify.ts'

/** The part of a registry that shows what refers to an image. */
export type ReferrerReader = Pick<Registry, 'readReferrers' | 'readManifest' | 'readBlob'>

export type Search = Omit<Wanted, 'subject'> & { readonly sigstore: Sigstore }

/** A statement that counts, or of every statement that was looked at why it does not. */
export type Finding = ({ readonly ok: true } & Verified) | { readonly ok: false; readonly problems: readonly Problem[] }

/** Whoever may push may attach as much as they like; this many bundles are looked at, the newest first. */
const mostBundles = 32

/**
 * Looks for a statement about an image that counts: each bundle that is attached to it is judged until one does. What is attached but
 * cannot be read or used is a reason among others, never an error. The registry's own refusal to list them is thrown, and so is a
 * trust root that cannot be had; that is asked for only when there is something to judge.
 */
export async function findStatement(registry: ReferrerReader, repository: Repository, subject: Digest, search: Search): Promise<Finding> {
  const attached = await registry.readReferrers(repository, subject, bundleType)
  const candidates = attached.filter((descriptor) => isCandidate(descriptor, search.predicateType)).sort(byAge)
  if (candidates.length === 0) return { ok: false, problems: [describeNone(repository, subject, search.predicateType)] }
  const [library, trust] = await Promise.all([loadVerifying(), search.sigstore.trust()])
  const found: Problem[] = []
  for (const descriptor of candidates.slice(0, mostBundles)) {
    const verdict = await judge(registry, repository, descriptor, { ...search, subject }, { library, trust })
    if (verdict.ok) return { ok: true, ...verdict.value }
    const file = renderReference({ ...repository, digest: descriptor.digest })
    found.push(...verdict.error.map((problem) => ({ ...problem, at: { file, ...problem.at } })))
  }
  if (candidates.length > mostBundles) {
    const message = `${candidates.length} statements are attached, and only the ${mostBundles} newest were looked at`
    found.push({ code: 'E_ATTEST_MANY', message, cure: 'Remove those that do not count' })
  }
  return { ok: false, problems: found }
}

type Means = { readonly library: Verifying; readonly trust: Trust }

async function judge(
  registry: ReferrerReader,
  repository: Repository,
  descriptor: Descriptor,
  wanted: Wanted,
  { library, trust }: Means,
): Promise<Result<Verified>> {
  try {
    const bundle = await readBundle(registry, repository, descriptor)
    return bundle.ok ? judgeBundle(library, bundle.value, trust, wanted) : err([bundle.error])
  } catch (error) {
    if (error instanceof Refusal) return problems(...error.problems)
    throw error
  }
}

async function readBundle(registry: ReferrerReader, repository: Repository, { digest }: Descriptor): Promise<Result<Uint8Array, Problem>> {
  const manifest = await registry.readManifest({ ...repository, digest })
  const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined
  if (layer === undefined) return unusable('it is listed, but holds no bundle')
  if (layer.size > largestBundle) return unusable(`it holds ${layer.size} bytes, more than ${largestBundle}`)
  return { ok: true, value: await registry.readBlob(repository, layer) }
}

/** A registry without the Referrers API lists only what its index repeats, so what says nothing is looked at too. */
function isCandidate({ artifactType, annotations }: Descriptor, predicateType: string): boolean {
  if (artifactType !== undefined && artifactType !== bundleType) return false
  const stated = annotations?.[predicateTypeAnnotation]
  return stated === undefined || stated === predicateType
}

function byAge(one: Descriptor, other: Descriptor): number {
  const [a, b] = [one, other].map(({ annotations }) => annotations?.[createdAnnotation] ?? '')
  return a === b ? 0 : (a ?? '') < (b ?? '') ? 1 : -1
}

function describeNone(repository: Repository, subject: Digest, predicateType: string): Problem {
  const message = `no signed statement of the type ${predicateType} is attached to ${renderReference({ ...repository, digest: subject })}`
  return { code: 'E_ATTEST_NONE', message, cure: 'Build the image through the builder workflow, which signs it' }
}

function unusable(message: string) {
  return err({ code: 'E_ATTEST_BUNDLE', message, cure: 'Sign the image again with the builder workflow' })
}
