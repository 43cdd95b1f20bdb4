import { findStatement, type Policy, type Sigstore } from '@slipway/attest'
import { type Digest, type Problem, Refusal } from '@slipway/kernel'
import { asReferrers, type Bundle, nowhere, stemOf } from './bundles.ts'
import { type Sketch, sketchBundle } from './sketch.ts'

/** Something that a statement may be about. */
export type Subject = { readonly name: string; readonly digest: Digest }

/** What became of the statements about a subject: one of a workflow of the repository; none there; or some that nobody here can judge. */
export type Standing =
  | { readonly kind: 'signed'; readonly signer: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unjudged'; readonly reason: string; readonly cure: string }

export type Judge = { readonly policy: Policy; readonly predicateType: string; readonly sigstore: Sigstore }

/** Leaves open which workflow signed, for which ref and event: what is left is a run of this very repository, on the server's own runners. */
export function ownPolicy(of: Pick<Policy, 'issuer' | 'server' | 'repository'>): Policy {
  return { ...of, signers: [], signerRefs: [], sourceRefs: [], triggers: [] }
}

/** What `ownPolicy` leaves open, as the judge says it. Everything else that it says is a reason against a statement. */
const leftOpen = new Set(['E_ATTEST_SIGNER', 'E_ATTEST_SIGNER_REF', 'E_ATTEST_SOURCE_REF', 'E_ATTEST_TRIGGER'])

/** What the judge says of a bundle of an instance of which it knows no authority: neither who certifies, nor who says when it was. */
const nothingKnown = new Set(['E_ATTEST_UNTRUSTED', 'E_ATTEST_TIMESTAMP', 'E_ATTEST_LOG'])

/** More statements than this are not about one file. */
const mostJudged = 32

/**
 * Judges every statement about a subject. One that is there has to be right, as everything else that is said of a file: the signature, the
 * repository whose run signed, the digest. Throws a Refusal that names the subject where one is wrong.
 */
export async function judgeOwn(subject: Subject, bundles: readonly Bundle[], judge: Judge): Promise<Standing> {
  const about = bundles.map((bundle) => ({ bundle, sketch: sketchBundle(bundle.bytes) })).filter((one) => isAbout(one, subject, judge.predicateType))
  let standing: Standing = { kind: 'none' }
  const wrong: Problem[] = []
  for (const { bundle, sketch } of about.slice(0, mostJudged)) {
    const verdict = await judgeOne(bundle, sketch, subject, judge)
    if (!('kind' in verdict)) wrong.push(...describeWrong(subject, bundle, verdict))
    else if (standing.kind !== 'signed') standing = verdict
  }
  if (about.length > mostJudged)
    wrong.push(...describeWrong(subject, { from: 'all places' }, [{ code: 'E_ATTEST_MANY', message: `there are ${about.length}` }]))
  if (wrong.length > 0) throw new Refusal(wrong)
  return standing
}

/** Whether a bundle has to be right for this subject: by what it states, or by its name. What cannot be read may have been about anything. */
function isAbout({ bundle, sketch }: { readonly bundle: Bundle; readonly sketch: Sketch }, { name, digest }: Subject, predicateType: string): boolean {
  if (sketch.kind !== 'statement') return sketch.kind === 'damaged'
  if (sketch.predicateType !== predicateType) return false
  return sketch.digests.includes(digest) || sketch.names.includes(name) || stemOf(bundle.from) === name
}

async function judgeOne(bundle: Bundle, sketch: Sketch, subject: Subject, { policy, predicateType, sigstore }: Judge): Promise<Standing | readonly Problem[]> {
  const signer = sketch.kind === 'statement' ? sketch.signer : ''
  try {
    const finding = await findStatement(asReferrers([bundle]), nowhere, subject.digest, { policy, predicateType, accept: () => undefined, sigstore })
    const against = finding.ok ? [] : finding.problems.filter(({ code }) => !leftOpen.has(code))
    if (against.length === 0) return { kind: 'signed', signer }
    const foreign = sigstore.isPublic && sketch.kind === 'statement' && sketch.ownInstance && against.every(({ code }) => nothingKnown.has(code))
    if (!foreign) return against
    const cure = 'Name the trusted_root.json of that instance in COSIGN_TRUSTED_ROOT; `gh attestation trusted-root` writes it'
    return { kind: 'unjudged', reason: "GitHub's own instance of Sigstore vouches for it, which the public trusted root does not name", cure }
  } catch (error) {
    const unreachable = error instanceof Refusal ? error.problems.find(({ code }) => code === 'E_ATTEST_TUF') : undefined
    if (unreachable === undefined) throw error
    return { kind: 'unjudged', reason: unreachable.message, cure: unreachable.cure ?? 'Run the job again' }
  }
}

function describeWrong({ name }: Subject, { from }: Pick<Bundle, 'from'>, reasons: readonly Problem[]): readonly Problem[] {
  const cure = 'Use nothing of this release; see who changed the file or its attestation. attestation: off does without'
  const message = `an attestation of "${name}" is there (${from}) and does not hold`
  return [
    { code: 'E_FETCH_ATTESTATION', message, cure, at: { file: name } },
    ...reasons.map(({ code, message: said }) => ({ code, message: said, at: { file: name } })),
  ]
}
