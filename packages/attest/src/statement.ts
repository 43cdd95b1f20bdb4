import { type Digest, err, hexOf, isDigest, ok, type Problem, type Result } from '@slipway/kernel'

/** in-toto Attestation Framework, "Statement" v1. */
export const statementType = 'https://in-toto.io/Statement/v1'
/** The DSSE payload type of in-toto statements (in-toto Attestation Framework, "Envelope"). */
export const payloadType = 'application/vnd.in-toto+json'

export type Subject = {
  /** For people: what has the digest, such as `ghcr.io/owner/name`. */
  readonly name: string
  readonly digest: Digest
}

/** What is claimed (`predicate`, of the kind `predicateType`) about content that a digest names. */
export type Statement = {
  readonly subjects: readonly Subject[]
  /** A URI. */
  readonly predicateType: string
  /** Plain JSON. */
  readonly predicate: unknown
}

export function renderStatement(statement: Statement): string {
  const subject = statement.subjects.map(({ name, digest }) => ({ name, digest: { [algorithmOf(digest)]: hexOf(digest) } }))
  return JSON.stringify({ _type: statementType, subject, predicateType: statement.predicateType, predicate: statement.predicate })
}

/** Reads a statement. Digests by other algorithms than sha256 and sha512 are left out: nothing here compares them. */
export function parseStatement(text: string): Result<Statement, Problem> {
  const document = parseJson(text)
  if (!isObject(document)) return bad('is no JSON object')
  if (document['_type'] !== statementType) return bad(`has the type ${JSON.stringify(document['_type'])}, not ${statementType}`)
  const { subject, predicateType, predicate } = document
  if (typeof predicateType !== 'string' || predicateType === '') return bad('has no predicateType')
  if (!Array.isArray(subject) || subject.length === 0 || !subject.every(isObject)) return bad('has no subjects')
  return ok({ subjects: subject.flatMap(parseSubject), predicateType, predicate })
}

function parseSubject(subject: Readonly<Record<string, unknown>>): readonly Subject[] {
  const { name, digest } = subject
  if (!isObject(digest)) return []
  const digests = Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${String(hex)}`)
  return digests.filter(isDigest).map((known) => ({ name: typeof name === 'string' ? name : '', digest: known }))
}

function algorithmOf(digest: Digest): string {
  return digest.slice(0, digest.indexOf(':'))
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(what: string) {
  const cure = 'Sign an in-toto statement of version 1'
  return err({ code: 'E_ATTEST_STATEMENT', message: `the signed payload ${what}`, cure })
}
