import { chooseVersion } from '@slipway/github/fetch'
import type { Ports } from '@slipway/host'
import { type Digest, type Problem, type Result, refuse, unwrap } from '@slipway/kernel'
import { type Descriptor, type ImageManifest, type Reference, type Repository, renderReference } from '@slipway/oci'
import { openRegistry, type Registry } from '@slipway/registry'
import type { Source } from './obtain.ts'
import { type Inputs, type Request, readTags } from './request.ts'
import type { Witness } from './witnesses.ts'

/** The same files in a registry. */
export type Artifact = {
  readonly tag: string
  readonly sources: readonly Source[]
  readonly at: { readonly registry: Registry; readonly repository: Repository; readonly digest: Digest }
}

/** What is known already when a registry is asked: the tag of the release, and what it says of its files. */
export type Known = { readonly tag: string | undefined; readonly witnesses: ReadonlyMap<string, readonly Witness[]> }

const titleAnnotation = 'org.opencontainers.image.title'

/** Finds the artifact of the version and platform, and in it the files. Throws a Refusal with what is wrong. */
export async function findArtifact(request: Request, template: Template, known: Known, registry: Registry): Promise<Artifact> {
  const { tag, reference, manifest } = await findManifest(request, template, known, registry)
  const image = await choosePlatform(request, reference, manifest, registry)
  const place = renderReference({ registry: reference.registry, name: reference.name, digest: image.digest })
  const sources = request.wanted.map((names) => {
    const { name, layer } = pickLayer(names(tag), request, image, place)
    if (layer.size > request.largest)
      throw refuse(bad(`"${name}" has ${layer.size} bytes, more than ${request.largest}`, 'Raise max-download-mib if that is right', name))
    const witnesses = [...(known.witnesses.get(name) ?? []), ...pinned(request, name), { by: place, digest: layer.digest }]
    return { name, witnesses, read: () => registry.streamBlob({ registry: reference.registry, name: reference.name }, layer) }
  })
  return { tag, sources, at: { registry, repository: { registry: reference.registry, name: reference.name }, digest: image.digest } }
}

export type Template = (tag: string) => Result<Reference, Problem>

/** Large blobs need longer than a manifest: so long that 50 kB a second are enough. */
export function openFallback(inputs: Inputs, ports: Ports): Promise<Registry> {
  const http: Ports['http'] = { request: (request) => ports.http.request({ ...request, deadline: 60_000 + (request.limit ?? 0) / 50 }) }
  const [username, password] = [inputs['registry-username'], inputs['registry-token']]
  return openRegistry({ ...ports, http }, password === '' ? undefined : { username, password })
}

type Found = { readonly tag: string; readonly reference: Reference; readonly manifest: NonNullable<Awaited<ReturnType<Registry['readManifest']>>> }

async function findManifest(request: Request, template: Template, known: Known, registry: Registry): Promise<Found> {
  const tags = known.tag === undefined ? await candidates(request, template, registry) : [known.tag]
  for (const tag of tags) {
    const reference = unwrap(template(tag))
    const manifest = await registry.readManifest(reference)
    if (manifest !== undefined) return { tag, reference, manifest }
  }
  const places = tags.map((tag) => renderReference(unwrap(template(tag))))
  const message = places.length === 0 ? `no tag of the registry fits the version` : `${places.join(' and ')} ${places.length === 1 ? 'is' : 'are'} not there`
  throw refuse({ code: 'E_FETCH_OCI', message, cure: 'See whether the artifact was pushed, and whether the token may read it', at: { input: 'oci' } })
}

async function candidates({ version, rules }: Request, template: Template, registry: Registry): Promise<readonly string[]> {
  if (version.kind === 'exact') return version.tags
  const tags = readTags(await registry.listTags(unwrap(template('v0.0.0'))), template)
  const chosen = unwrap(
    chooseVersion(
      version,
      [...tags.keys()].map((tag) => ({ tag, draft: false, prerelease: false })),
      rules,
    ),
  )
  return chosen === undefined ? [] : [chosen.tag]
}

async function choosePlatform(request: Request, reference: Reference, manifest: Found['manifest'], registry: Registry): Promise<ImageManifest> {
  if (manifest.kind === 'image') return manifest
  const child = manifest.manifests.find(({ platform }) => platform === request.platform)
  const image = child === undefined ? undefined : await registry.readManifest({ registry: reference.registry, name: reference.name, digest: child.digest })
  if (image?.kind === 'image') return image
  const there = manifest.manifests.map(({ platform }) => platform ?? 'no platform').join(', ')
  throw refuse({
    code: 'E_FETCH_OCI',
    message: `${renderReference(reference)} has nothing for ${request.platform}: it has ${there}`,
    cure: 'Choose another platform',
  })
}

function pickLayer(names: readonly string[], request: Request, image: ImageManifest, place: string): { readonly name: string; readonly layer: Descriptor } {
  for (const name of names) {
    const layers = image.layers.filter(({ annotations }) => annotations?.[titleAnnotation] === name)
    if (layers.length > 1) throw refuse(bad(`${place} has "${name}" ${layers.length} times`, 'See who made the artifact', name))
    if (layers[0] !== undefined) return { name, layer: layers[0] }
  }
  const [only, ...others] = image.layers
  const [name = ''] = names
  // What was pushed without a name can only be one thing.
  if (only !== undefined && others.length === 0 && only.annotations?.[titleAnnotation] === undefined && request.wanted.length === 1)
    return { name, layer: only }
  const there = image.layers.map(({ annotations }) => annotations?.[titleAnnotation] ?? 'a layer without a name').join(', ')
  throw refuse(bad(`"${name}" is not in ${place}: it has ${there}`, 'Name the file as the artifact does', name))
}

function pinned({ pins }: Request, name: string): readonly Witness[] {
  const pin = pins?.find((one) => one.name === name)
  if (pins !== undefined && pin === undefined)
    throw refuse({ code: 'E_FETCH_PIN', message: `"${name}" is not among the pins`, cure: 'Add its line, or leave the input pins out', at: { file: name } })
  return pin === undefined ? [] : [{ by: 'the pins', digest: pin.digest }]
}

function bad(message: string, cure: string, file: string): Problem {
  return { code: 'E_FETCH_OCI', message, cure, at: { file } }
}
