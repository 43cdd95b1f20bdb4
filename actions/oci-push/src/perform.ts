import type { Ports } from '@slipway/host'
import { type Digest, err, hexOf, ok, type Platform, type Problem, Refusal, type Result, refuse, type Tag } from '@slipway/kernel'
import { type ImageManifest, type Index, type Manifest, type Repository, renderReference, renderRepository } from '@slipway/oci'
import { type Credential, copyImage, type Registry } from '@slipway/registry'
import type { Built } from './build.ts'
import { type Order, platformTag, problem } from './plan.ts'

/** One manifest and the tags that shall name it. */
export type Naming = { readonly manifest: Manifest; readonly platform?: Platform; readonly tags: readonly { readonly tag: Tag; readonly moving: boolean }[] }

/** Which tag names what: the platforms first, the whole last, and what moves behind what stays. */
export function planNames(
  order: Order,
  top: Manifest,
  children: readonly { readonly platform: Platform; readonly manifest: Manifest }[],
): Result<readonly Naming[]> {
  const wanted = [...order.tags.map((tag) => ({ tag, moving: false })), ...order.movingTags.map((tag) => ({ tag, moving: true }))]
  const flaws: Problem[] = []
  const namesOf = (platform: Platform): Naming['tags'] =>
    wanted.flatMap(({ tag, moving }) => {
      const named = platformTag(tag, platform)
      if (!named.ok) flaws.push({ ...named.error, at: { input: 'tags' } })
      return named.ok ? [{ tag: named.value, moving }] : []
    })
  const namings: Naming[] = [...children.map(({ platform, manifest }) => ({ manifest, platform, tags: namesOf(platform) })), { manifest: top, tags: wanted }]
  return flaws.length > 0 ? err(flaws) : ok(namings)
}

/** Refuses a fixed tag that names something else already, before anything is pushed. Gives what every tag names now. */
export async function checkNames(order: Order, namings: readonly Naming[], registry: Registry): Promise<ReadonlyMap<Tag, Digest | undefined>> {
  const flaws: Problem[] = []
  const named = new Map<Tag, Digest | undefined>()
  for (const { manifest, tags } of namings) {
    for (const { tag, moving } of tags) {
      const before = await registry.readDigest({ ...order.repository, tag })
      named.set(tag, before)
      if (moving || before === undefined || before === manifest.digest) continue
      const message = `${renderReference({ ...order.repository, tag })} names ${before}, and this is ${manifest.digest}`
      flaws.push(problem('TAG', message, 'Choose another version, or put the tag among the moving tags', 'tags'))
    }
  }
  if (flaws.length > 0) throw new Refusal(flaws)
  return named
}

/** Writes the content as an image layout (image-layout.md): what skopeo takes. */
export async function writeLayout(built: Built, folder: string, ports: Pick<Ports, 'files'>): Promise<void> {
  const at = (digest: Digest): string => `${folder}/blobs/sha256/${hexOf(digest)}`
  const { mediaType, digest, bytes } = built.top
  for (const layer of built.layers) await ports.files.copy(layer.place, at(layer.digest))
  for (const { descriptor, bytes: small } of built.blobs) await ports.files.write(at(descriptor.digest), small)
  for (const { manifest } of [...built.children, { manifest: built.top }]) await ports.files.write(at(manifest.digest), manifest.bytes)
  await ports.files.write(`${folder}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}')
  await ports.files.write(`${folder}/index.json`, JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType, digest, size: bytes.length }] }))
}

/** Pushes by digest and asks the registry for every manifest and every layer again: no tag is set before all of it is there. */
export async function pushBuilt(built: Built, repository: Repository, layout: string, registry: Registry, credential: Credential, ports: Ports): Promise<void> {
  const { digest } = built.top
  await copyImage(ports, registry, { from: { kind: 'layout', folder: layout }, to: { kind: 'repository', repository, at: digest }, toCredential: credential })
  const missing: string[] = []
  for (const { manifest } of [...built.children, { manifest: built.top }])
    if ((await registry.readManifest({ ...repository, digest: manifest.digest })) === undefined) missing.push(manifest.digest)
  for (const layer of built.layers) if (!(await registry.hasBlob(repository, layer.digest))) missing.push(layer.digest)
  if (missing.length === 0) return
  const message = `${renderRepository(repository)} does not have ${missing.join(', ')} after the push`
  throw refuse(problem('PROOF', message, 'Run the job again; if it stays so, the registry loses what it is given'))
}

/** Reads what an earlier step pushed, with its platforms. */
export async function readPushed(
  repository: Repository,
  digest: Digest,
  registry: Registry,
): Promise<{ readonly top: Manifest; readonly children: Built['children'] }> {
  const top = await registry.readManifest({ ...repository, digest })
  if (top === undefined)
    throw refuse(
      problem('DIGEST', `${renderReference({ ...repository, digest })} is not there`, 'Push it first, and give the output digest of that step', 'digest'),
    )
  if (top.kind === 'image') return { top, children: [] }
  return {
    top,
    children: await Promise.all(platformsOf(top).map(async (child) => ({ ...child, manifest: await readChild(repository, child.digest, registry) }))),
  }
}

function platformsOf(index: Index): readonly { readonly platform: Platform; readonly digest: Digest }[] {
  return index.manifests.flatMap(({ platform, digest }) => (platform === undefined ? [] : [{ platform, digest }]))
}

async function readChild(repository: Repository, digest: Digest, registry: Registry): Promise<ImageManifest> {
  const manifest = await registry.readManifest({ ...repository, digest })
  if (manifest?.kind === 'image') return manifest
  throw refuse(problem('DIGEST', `${renderReference({ ...repository, digest })} is not there, although the index names it`, 'Push it again', 'digest'))
}
