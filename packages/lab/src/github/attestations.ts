import { type Answer, type Call, type JsonObject, requireObject } from './call.ts'
import { invalidRequest, notFound } from './errors.ts'
import type { Attestation } from './state.ts'

const defaultSize = 30
const largestSize = 100

/**
 * "Create an attestation". Whoever may write them may store any bundle: nobody verifies it here, as nobody is asked to on GitHub, whose
 * documentation tells readers to do so. It is found by the digests that its statement is about.
 */
export function createAttestation(call: Call): Answer {
  const bundle = requireObject(call.input, 'bundle')
  const statement = readStatement(bundle)
  const subjects = (Array.isArray(statement?.subject) ? (statement.subject as readonly Subject[]) : []).flatMap(({ digest }) =>
    Object.entries(digest ?? {}).map(([algorithm, hex]) => `${algorithm}:${hex}`),
  )
  if (subjects.length === 0) throw invalidRequest('The bundle holds no statement with subjects.')
  const predicateType = typeof statement?.predicateType === 'string' ? statement.predicateType : ''
  const attestation: Attestation = { id: call.world.nextId(), bundle, subjects, predicateType, initiator: call.caller.token?.actor ?? '' }
  call.repository.attestations.push(attestation)
  return { status: 201, body: { id: attestation.id } }
}

type Subject = { readonly digest?: Readonly<Record<string, string>> }
type Statement = { readonly subject?: unknown; readonly predicateType?: unknown }

function readStatement(bundle: JsonObject): Statement | undefined {
  const { payload } = (bundle['dsseEnvelope'] ?? {}) as { readonly payload?: unknown }
  try {
    return (JSON.parse(Buffer.from(String(payload), 'base64').toString()) as Statement | null) ?? undefined
  } catch {
    return undefined
  }
}

/** The names that "List attestations" gives to types of its own. */
const shortTypes: Readonly<Record<string, RegExp>> = {
  provenance: /^https:\/\/slsa\.dev\/provenance\//,
  sbom: /^https:\/\/(spdx\.dev\/Document|cyclonedx\.org\/bom)/,
  release: /^https:\/\/in-toto\.io\/attestation\/release\//,
}

/** "List attestations", newest first. A digest that nothing is about is 404 (aquaproj/aqua-registry#44455, Rul1an/assay#2775). */
export function listAttestations(call: Call): Answer {
  const digest = call.params['subject_digest'] ?? ''
  const about = call.repository.attestations.filter(({ subjects }) => subjects.includes(digest)).reverse()
  if (about.length === 0) throw notFound()
  const type = call.query.get('predicate_type')
  const isWanted = ({ predicateType }: Attestation): boolean => type === null || (shortTypes[type]?.test(predicateType) ?? predicateType === type)
  const { page, links } = cursorPage(call, about.filter(isWanted))
  const attestations = page.map(({ id, bundle, initiator }) => {
    const place = `${call.origins.storage}/attestations/${call.repository.id}/${id}.json.sn`
    return { bundle, repository_id: call.repository.id, bundle_url: place, initiator }
  })
  return { status: 200, body: { attestations }, headers: links.length === 0 ? {} : { link: links.join(', ') } }
}

/** Pages by cursors ("Using pagination in the REST API"): what follows a number, or what comes before it. */
function cursorPage(call: Call, items: readonly Attestation[]): { readonly page: readonly Attestation[]; readonly links: readonly string[] } {
  const asked = Number(call.query.get('per_page') ?? defaultSize)
  const size = Math.min(Number.isInteger(asked) && asked > 0 ? asked : defaultSize, largestSize)
  const [after, before] = [call.query.get('after'), call.query.get('before')]
  const from = after === null ? 0 : items.findIndex(({ id }) => String(id) === after) + 1
  const until = before === null ? items.length : items.findIndex(({ id }) => String(id) === before)
  const start = before === null ? from : Math.max(0, until - size)
  const page = items.slice(start, Math.min(until, start + size))
  const address = (cursor: 'after' | 'before', id: number | undefined): string => {
    const query = new URLSearchParams(call.query)
    for (const name of ['after', 'before']) query.delete(name)
    query.set(cursor, String(id))
    return `<${call.origins.api}${call.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${call.repository.id}`)}?${query}>`
  }
  const links = [
    ...(start > 0 ? [`${address('before', page[0]?.id)}; rel="prev"`] : []),
    ...(start + page.length < items.length ? [`${address('after', page.at(-1)?.id)}; rel="next"`] : []),
  ]
  return { page, links }
}
