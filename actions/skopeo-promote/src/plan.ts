import { type Digest, err, ok, type Platform, type Problem, parseDigest, parseTag, type Result, type Tag } from '@slipway/kernel'
import { isSameRepository, type Manifest, parseRepository, type Reference, type Repository, renderReference, renderRepository } from '@slipway/oci'

/** The inputs that say what moves where, as they were written. */
export type Request = { readonly image: string; readonly from: string; readonly to: readonly Tag[]; readonly target: string | undefined }

/** One hop: what is promoted, and the tags that shall name it. */
export type Hop = {
  /** With a tag or a digest, never both. */
  readonly source: Reference
  readonly target: Repository
  readonly tags: readonly Tag[]
  /** The target is another repository, which the image has to be copied to. */
  readonly copies: boolean
}

/** Reads the hop from the inputs, or says everything that is wrong with them. */
export function planHop({ image, from, to, target }: Request): Result<Hop> {
  const origin = parseRepository(image)
  const start = parseStart(from)
  const other = target === undefined ? origin : parseRepository(target)
  const found = [...problemOf(origin, 'image'), ...problemOf(start, 'from'), ...(target === undefined ? [] : problemOf(other, 'target'))]
  if (!origin.ok || !start.ok || !other.ok) return err(found)
  const copies = !isSameRepository(origin.value, other.value)
  const { tag } = start.value
  if (!copies && tag !== undefined && to.includes(tag)) {
    const message = `${tag} would be promoted to itself`
    return err([{ code: 'E_PROMOTE_SELF', message, cure: 'Name only tags that come after it', at: { input: 'to' } }])
  }
  return ok({ source: { ...origin.value, ...start.value }, target: other.value, tags: [...new Set(to)], copies })
}

function parseStart(from: string): Result<{ readonly tag?: Tag; readonly digest?: Digest }, Problem> {
  if (from.startsWith('sha256:')) {
    const digest = parseDigest(from)
    return digest.ok ? ok({ digest: digest.value }) : digest
  }
  const tag = parseTag(from)
  return tag.ok ? ok({ tag: tag.value }) : tag
}

function problemOf(result: Result<unknown, Problem>, input: string): readonly Problem[] {
  return result.ok ? [] : [{ ...result.error, at: { input } }]
}

/** What the registry says, and what the inputs demand of it. */
export type Facts = {
  readonly hop: Hop
  /** What `from` names. */
  readonly manifest: Manifest | undefined
  readonly expected: Digest | undefined
  readonly platforms: readonly Platform[] | undefined
  /** What each tag names now. */
  readonly named: ReadonlyMap<Tag, Digest | undefined>
}

export type Move = {
  readonly tag: Tag
  readonly deed: 'create' | 'move' | 'leave'
  /** What the tag named before; undefined where it was not there. */
  readonly before: Digest | undefined
}

export type Plan = { readonly manifest: Manifest; readonly moves: readonly Move[] }

/** Decides for each tag, or refuses the whole hop: absent, another digest than was expected, other platforms than were declared. */
export function planMoves({ hop, manifest, expected, platforms, named }: Facts): Result<Plan> {
  const name = renderReference(hop.source)
  if (manifest === undefined) {
    const cure = 'Push it first, or correct `image` and `from`; a registry also answers so where the token may not read'
    return err([{ code: 'E_PROMOTE_ABSENT', message: `${name} is not there`, cure, at: { input: 'from' } }])
  }
  const found = [...checkDigest(manifest.digest, expected, hop), ...(platforms === undefined ? [] : checkPlatforms(name, manifest, platforms))]
  if (found.length > 0) return err(found)
  return ok({ manifest, moves: hop.tags.map((tag) => decide(tag, named.get(tag), manifest.digest)) })
}

function decide(tag: Tag, before: Digest | undefined, digest: Digest): Move {
  if (before === undefined) return { tag, deed: 'create', before }
  return { tag, deed: before === digest ? 'leave' : 'move', before }
}

function checkDigest(found: Digest, expected: Digest | undefined, { source }: Hop): readonly Problem[] {
  if (expected === undefined || expected === found) return []
  const message = `${renderReference(source)} is ${found}, not ${expected}`
  const cure = `To promote what was tested, write from: ${expected}; to promote what is there now, test it and write digest: ${found}`
  return [{ code: 'E_PROMOTE_DIGEST', message, cure, at: { input: 'digest' } }]
}

function checkPlatforms(name: string, manifest: Manifest, declared: readonly Platform[]): readonly Problem[] {
  const bad = (message: string, cure: string): Problem => ({ code: 'E_PROMOTE_PLATFORMS', message, cure, at: { input: 'platforms' } })
  if (manifest.kind === 'image') {
    return [bad(`${name} is a single image, not an index over ${declared.join(', ')}`, 'Push the whole index: skopeo copy leaves it behind without --all')]
  }
  // BuildKit marks its attestations so; their platform is unknown/unknown.
  const images = manifest.manifests.filter(({ annotations }) => annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest')
  const held = images.map(({ platform }) => platform)
  const missing = [...new Set(declared)].filter((platform) => !held.includes(platform))
  const foreign = images.filter(({ platform }) => platform === undefined || !declared.includes(platform))
  const doubled = new Set(held.filter((platform, position) => platform !== undefined && held.indexOf(platform) !== position))
  return [
    ...missing.map((platform) => bad(`${name} holds no image for ${platform}`, `Build ${platform} and push the index again`)),
    ...foreign.map(({ platform, digest }) => bad(`${name} holds ${digest} for ${platform ?? 'no known platform'}`, 'Declare the platform, or do not push it')),
    ...[...doubled].map((platform) => bad(`${name} holds several images for ${platform}`, 'Push an index that holds one image for each platform')),
    ...(declared.length === 0 ? [bad('declares no platform', 'Name the platforms, or leave the input out')] : []),
  ]
}

/** The plan as lines of a log. */
export function renderPlan({ target }: Hop, { manifest, moves }: Plan): readonly string[] {
  return moves.map(({ tag, deed, before }) => {
    const name = `${renderRepository(target)}:${tag}`
    if (deed === 'leave') return `leave ${name}: it is ${manifest.digest} already`
    return deed === 'create' ? `create ${name} as ${manifest.digest}` : `move ${name} from ${before} to ${manifest.digest}`
  })
}
