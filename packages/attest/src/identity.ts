import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** Who signed, as the certificate says it. Fulcio took every member from the job's identity token. */
export type Identity = {
  /** Who issued the identity token: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string
  /** The workflow file that holds the job, with its ref: `https://github.com/OWNER/name/.github/workflows/file.yml@refs/tags/v1`. */
  readonly signer: string
  /** `https://github.com/OWNER/name` of the repository that the run belongs to. */
  readonly sourceRepository: string
  /** What the run was for: `refs/heads/main`. */
  readonly sourceRef: string
  /** The event: `push`. */
  readonly trigger: string
  /** The commit of the run; empty where the certificate does not say it, like the members below. */
  readonly sourceCommit: string
  /** `github-hosted` or `self-hosted`. */
  readonly runner: string
  /** The page of the run. */
  readonly run: string
}

/** An extension of the certificate by its object identifier; the value is what the extension's OCTET STRING holds. */
export type Extension = { readonly oid: string; readonly value: Uint8Array }

/** Fulcio's extensions (fulcio, docs/oid-info.md): `now` holds a DER UTF8String; `before` is the deprecated one, raw text. */
const arc = '1.3.6.1.4.1.57264.1'
const places = {
  issuer: { now: `${arc}.8`, before: `${arc}.1` },
  signer: { now: `${arc}.9`, before: undefined },
  runner: { now: `${arc}.11`, before: undefined },
  sourceRepository: { now: `${arc}.12`, before: `${arc}.5` },
  sourceCommit: { now: `${arc}.13`, before: `${arc}.3` },
  sourceRef: { now: `${arc}.14`, before: `${arc}.6` },
  trigger: { now: `${arc}.20`, before: `${arc}.2` },
  run: { now: `${arc}.21`, before: undefined },
} as const

type Place = keyof typeof places

/** Certificates without these say too little to be judged. */
const needed: readonly Place[] = ['issuer', 'sourceRepository', 'sourceRef', 'trigger']

/**
 * Reads the identity from a certificate that has been verified. `server` is where the repositories live (`https://github.com`): the
 * deprecated extension names a repository without it. Everything that is missing or doubtful is one problem.
 */
export function readIdentity(subject: string | undefined, extensions: readonly Extension[], server: string): Result<Identity, Problem> {
  const found = new Map<Place, string>()
  for (const place of Object.keys(places) as Place[]) {
    const { now, before } = places[place]
    const values = extensions.filter(({ oid }) => oid === now || oid === before)
    if (new Set(values.map(({ oid }) => oid)).size !== values.length) return bad(`has the extension for ${place} twice`)
    const current = values.find(({ oid }) => oid === now)
    const older = values.find(({ oid }) => oid === before)
    const text = current === undefined ? older && readText(older.value) : readUtf8String(current.value)
    if (current !== undefined && text === undefined) return bad(`has an extension for ${place} that is no text`)
    if (text !== undefined) found.set(place, place === 'sourceRepository' && current === undefined ? `${server}/${text}` : text)
  }
  const missing = needed.filter((place) => (found.get(place) ?? '') === '')
  if (missing.length > 0) return bad(`does not say: ${missing.join(', ')}`)
  if (subject === undefined || subject === '') return bad('names nobody')
  const named = found.get('signer')
  if (named !== undefined && named !== subject) return bad(`names ${subject}, but says that ${named} built`)
  const of = (place: Place): string => found.get(place) ?? ''
  return ok({
    issuer: of('issuer'),
    signer: subject,
    sourceRepository: of('sourceRepository'),
    sourceRef: of('sourceRef'),
    trigger: of('trigger'),
    sourceCommit: of('sourceCommit'),
    runner: of('runner'),
    run: of('run'),
  })
}

/** A DER UTF8String (X.690: tag 0x0C, a definite length) that fills the whole value; anything else is undefined. */
function readUtf8String(value: Uint8Array): string | undefined {
  const [tag, first = 0] = value
  if (tag !== 0x0c) return undefined
  const longer = first > 0x80 ? first - 0x80 : 0
  if (first === 0x80 || longer > 2) return undefined
  const length = longer === 0 ? first : value.slice(2, 2 + longer).reduce((sum, byte) => sum * 256 + byte, 0)
  const text = value.subarray(2 + longer)
  return text.length === length ? readText(text) : undefined
}

function readText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function bad(what: string): Result<Identity, Problem> {
  const cure = 'Sign in a job of GitHub Actions, with its own identity token'
  return err({ code: 'E_ATTEST_IDENTITY', message: `the certificate ${what}`, cure })
}
