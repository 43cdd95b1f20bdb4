import { ok, type Problem, problems, type Result } from '@slipway/kernel'
import { isLoopbackRegistry } from '@slipway/oci'
import { isObject, parseJson } from './statement.ts'

export type Service = { readonly url: string; readonly version: number }

/** Where signing goes, decided for one moment. */
export type Services = {
  /** Fulcio. */
  readonly authority: Service
  /** Rekor; undefined where the instance has no transparency log. */
  readonly log: Service | undefined
  /** The timestamp authority, with its path. */
  readonly timestamps: Service | undefined
}

type Json = Readonly<Record<string, unknown>>

const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json'
const kinds = [
  { member: 'caUrls', what: 'certificate authority', newest: 1 },
  { member: 'rekorTlogUrls', what: 'transparency log', newest: 2 },
  { member: 'tsaUrls', what: 'timestamp authority', newest: 1 },
] as const

/**
 * Reads a signing_config.json of version 0.2 (sigstore protobuf-specs, sigstore_trustroot.proto, SigningConfig) and chooses as it asks:
 * of the services that are valid at `now` (milliseconds since 1970) and whose API is known, the newest API, then the latest start.
 * The selectors ANY and EXACT 1 mean one service; others are refused. All problems together, as E_ATTEST_SIGNING_CONFIG.
 */
export function parseSigningConfig(text: string, file: string, now: number): Result<Services> {
  const wrong: Problem[] = []
  const cure = 'Take the signing_config.json of the Sigstore instance, version 0.2; `cosign signing-config create` writes one'
  const say = (what: string): void => void wrong.push({ code: 'E_ATTEST_SIGNING_CONFIG', message: `the signing config ${what}`, cure, at: { file } })
  const document = parseJson(text)
  if (!isObject(document)) {
    say('is no JSON object')
    return problems(...wrong)
  }
  if (document['mediaType'] !== mediaType) say(`has the media type ${JSON.stringify(document['mediaType'])}, not ${mediaType}`)
  const [authority, log, timestamps] = kinds.map((kind) => choose(document, kind, now, say))
  const wantsLog = wants(document, 'rekorTlogConfig', say)
  const wantsTime = wants(document, 'tsaConfig', say)
  if (authority === undefined) say('has no certificate authority (caUrls) that is valid now')
  if (wantsLog && log === undefined) say('has no transparency log (rekorTlogUrls) that is valid now')
  if (wantsTime && timestamps === undefined) say('has no timestamp authority (tsaUrls) that is valid now')
  const timed = wantsTime || (wantsLog && log?.version !== 2)
  if (!timed) say('names nobody who says when something was signed: neither a timestamp authority nor a log of version 1')
  if (authority === undefined || wrong.length > 0) return problems(...wrong)
  return ok({ authority, log: wantsLog ? log : undefined, timestamps: wantsTime ? timestamps : undefined })
}

function wants(document: Json, member: string, say: (what: string) => void): boolean {
  const config = document[member]
  if (config === undefined || config === null) return false
  const { selector, count } = isObject(config) ? config : {}
  if (selector === 'ANY' || (selector === 'EXACT' && (count === undefined || count === 1))) return true
  say(`asks in ${member} for ${JSON.stringify(selector)}; only ANY, or EXACT with 1, is known here`)
  return false
}

function choose(document: Json, kind: (typeof kinds)[number], now: number, say: (what: string) => void): Service | undefined {
  const list = document[kind.member] ?? []
  const known = (Array.isArray(list) ? list : [undefined]).flatMap((service: unknown, position) => {
    const where = `${kind.member}[${position}]`
    const { url, majorApiVersion, validFor } = isObject(service) ? service : {}
    if (typeof url !== 'string' || !isUsable(url)) {
      say(`has in ${where} no https address`)
      return []
    }
    if (typeof majorApiVersion !== 'number') {
      say(`has in ${where} no majorApiVersion`)
      return []
    }
    const start = timeAt(validFor, 'start') ?? Number.NEGATIVE_INFINITY
    const valid = start <= now && now <= (timeAt(validFor, 'end') ?? Number.POSITIVE_INFINITY)
    return valid && majorApiVersion <= kind.newest ? [{ url: url.replace(/\/$/, ''), version: majorApiVersion, start }] : []
  })
  const [best] = known.sort((a, b) => b.version - a.version || b.start - a.start)
  return best && { url: best.url, version: best.version }
}

/** Identity tokens and signatures go there: in the clear only on the machine itself. */
function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, host } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackRegistry(host))
}

function timeAt(value: unknown, name: string): number | undefined {
  const text = isObject(value) ? value[name] : undefined
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
