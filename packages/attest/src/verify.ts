import type * as BundleLibrary from '@sigstore/bundle'
import type * as VerifyLibrary from '@sigstore/verify'
import { type Digest, err, ok, type Problem, problems, type Result } from '@slipway/kernel'
import { type Identity, readIdentity } from './identity.ts'
import { checkIdentity, type Policy } from './policy.ts'
import { parseJson, parseStatement, payloadType, type Statement } from './statement.ts'
import type { Trust } from './trusted-root.ts'

/** Which statement counts. */
export type Wanted = {
  readonly policy: Policy
  readonly predicateType: string
  /** What the statement has to be about. */
  readonly subject: Digest
  /** Says what is wrong with the predicate, if anything is. */
  readonly accept: (predicate: unknown) => Problem | undefined
}

/** A statement that counts, and who signed it. */
export type Verified = { readonly statement: Statement; readonly signer: Identity }

/** The libraries that verification needs; those for signing are several times as large, and stay out. */
export type Verifying = Pick<typeof BundleLibrary, 'bundleFromJSON'> & Pick<typeof VerifyLibrary, 'toSignedEntity' | 'Verifier'>

export async function loadVerifying(): Promise<Verifying> {
  const [{ bundleFromJSON }, { toSignedEntity, Verifier }] = await Promise.all([import('@sigstore/bundle'), import('@sigstore/verify')])
  return { bundleFromJSON, toSignedEntity, Verifier }
}

/** More than this is no statement of a build: 1 MiB. */
export const largestBundle = 1024 * 1024
/** A bundle of ours has one of each; each costs a verification. */
const mostEntries = 8

/**
 * Decides whether a bundle's statement counts. Pure: everything that it believes is in `trust`, and time is what the bundle's own
 * witnesses say. First the signature with its certificate, logs and timestamps; then, all reported together, who signed what.
 */
export function judgeBundle(library: Verifying, bytes: Uint8Array, trust: Trust, wanted: Wanted): Result<Verified> {
  const signed = verifySignature(library, bytes, trust)
  if (!signed.ok) return err([signed.error])
  const statement = parseStatement(signed.value.payload)
  if (!statement.ok) return err([statement.error])
  const identity = readIdentity(signed.value.subject, signed.value.extensions, wanted.policy.server)
  if (!identity.ok) return err([identity.error])
  const found = [...checkIdentity(wanted.policy, identity.value), ...checkStatement(statement.value, wanted)]
  return found.length === 0 ? ok({ statement: statement.value, signer: identity.value }) : problems(...found)
}

function checkStatement(statement: Statement, wanted: Wanted): readonly Problem[] {
  if (statement.predicateType !== wanted.predicateType) {
    const message = `it states ${statement.predicateType}, not ${wanted.predicateType}`
    return [{ code: 'E_ATTEST_PREDICATE_TYPE', message, cure: 'Sign a statement of the type that is asked for' }]
  }
  const found: Problem[] = []
  if (!statement.subjects.some(({ digest }) => digest === wanted.subject)) {
    const message = `it is about ${statement.subjects.map(({ digest }) => digest).join(', ') || 'no digest'}, not about ${wanted.subject}`
    found.push({ code: 'E_ATTEST_SUBJECT', message, cure: 'Sign a statement about this image' })
  }
  const objection = wanted.accept(statement.predicate)
  return objection === undefined ? found : [...found, objection]
}

/** What a verified signature covers, and whose it is. */
export type Signed = { readonly payload: string; readonly subject: string | undefined; readonly extensions: Parameters<typeof readIdentity>[1] }

/** Verifies signature, certificate, transparency log and timestamps, and nothing of what they mean. */
export function verifySignature(library: Verifying, bytes: Uint8Array, trust: Trust): Result<Signed, Problem> {
  const bundle = parseBundle(library, bytes)
  if (!bundle.ok) return bundle
  const { content, verificationMaterial } = bundle.value
  if (content.$case !== 'dsseEnvelope') return unusable('holds no statement, but a bare signature')
  const { dsseEnvelope: envelope } = content
  if (envelope.payloadType !== payloadType) return unusable(`holds a payload of the type ${envelope.payloadType}, not ${payloadType}`)
  if (envelope.signatures.length !== 1) return unusable(`holds ${envelope.signatures.length} signatures, not one`)
  if (verificationMaterial.content.$case === 'publicKey') return unusable('was signed with a key of its own, not with a certificate')
  const entries = Math.max(verificationMaterial.tlogEntries.length, verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0)
  if (entries > mostEntries) return unusable(`holds ${entries} log entries or timestamps, more than ${mostEntries}`)
  try {
    const thresholds = { tlogThreshold: trust.logEntries, ctlogThreshold: trust.certificateLogEntries, timestampThreshold: 1 }
    const { identity } = new library.Verifier(trust.material, thresholds).verify(library.toSignedEntity(bundle.value))
    const extensions = (identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value }))
    return ok({ payload: envelope.payload.toString('utf8'), subject: identity?.subjectAlternativeName, extensions })
  } catch (error) {
    return err(describe(error))
  }
}

function parseBundle(library: Verifying, bytes: Uint8Array): Result<BundleLibrary.Bundle, Problem> {
  if (bytes.length > largestBundle) return unusable(`holds ${bytes.length} bytes, more than ${largestBundle}`)
  const document = parseJson(new TextDecoder().decode(bytes))
  if (document === undefined) return unusable('is no JSON')
  try {
    return ok(library.bundleFromJSON(document))
  } catch (error) {
    return unusable(`is none of Sigstore's: ${messageOf(error)}`)
  }
}

function unusable(what: string) {
  return err({ code: 'E_ATTEST_BUNDLE', message: `the bundle ${what}`, cure: 'Sign the image again with the builder workflow' })
}

const expired = 'certificate is not valid or expired at the specified date'
const again = 'Build and sign the image again with the builder workflow'

/** The library's errors in words that say what follows. Its own codes are in sigstore-js, packages/verify/src/error.ts. */
function describe(error: unknown): Problem {
  const { code = '', cause } = error as { readonly code?: string; readonly cause?: unknown }
  const said = messageOf(error)
  if (code === 'SIGNATURE_ERROR') return { code: 'E_ATTEST_SIGNATURE', message: 'the signature is not one of this payload', cure: again }
  if (code === 'TIMESTAMP_ERROR') {
    return { code: 'E_ATTEST_TIMESTAMP', message: `nobody who is trusted says when it was signed: ${said}`, cure: again }
  }
  if (code.startsWith('TLOG_')) return { code: 'E_ATTEST_LOG', message: `the transparency log does not confirm it: ${said}`, cure: again }
  if (code === 'CERTIFICATE_ERROR' && messageOf(cause) === expired) {
    return { code: 'E_ATTEST_EXPIRED', message: 'the certificate had expired, or was not valid yet, when it was signed', cure: again }
  }
  if (code === 'CERTIFICATE_ERROR') {
    const detail = cause === undefined ? said : `${said} (${messageOf(cause)})`
    const cure = 'Sign with the Sigstore instance that is trusted here, or trust the one that signed'
    return { code: 'E_ATTEST_UNTRUSTED', message: `the certificate is not one of an authority that is trusted: ${detail}`, cure }
  }
  return { code: 'E_ATTEST_BUNDLE', message: `the bundle cannot be verified: ${said}`, cure: again }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
