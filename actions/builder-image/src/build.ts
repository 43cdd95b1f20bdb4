import { artifactName, detectEngine, type Engine, imageArchive, packLayout } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Platform, parsePlatform, refuse, unwrap } from '@slipway/kernel'
import { annotateManifest, describeManifest, type ImageManifest, openLayout, readLayoutImage, renderLayoutImage, renderReference } from '@slipway/oci'
import { type Credential, copyImage, type Registry, renderAuthFile } from '@slipway/registry'
import { renderSeconds } from '@slipway/report'
import { checkArchitecture } from './architecture.ts'
import { readAnchor } from './facts.ts'
import type { Proof } from './proof.ts'
import { provenanceOf, readEpoch } from './provenance.ts'
import { anchorTag, artifactOf, type Recipe } from './recipe.ts'
import { stageContext } from './stage.ts'

export type BuildJob = {
  readonly recipe: Recipe
  readonly registry: Registry
  readonly proof: Proof
  readonly credential: Credential
  readonly engine: 'auto' | 'docker' | 'podman' | 'buildah'
  readonly cache: boolean
  readonly licenses: string | undefined
  readonly handOver: 'registry' | 'artifact'
  /** Absolute. */
  readonly context: string
}

/** Builds platforms one after the other and hands each on. */
export async function buildPlatforms(job: BuildJob, platforms: readonly Platform[], ports: Ports): Promise<ReadonlyMap<Platform, ImageManifest>> {
  const images = new Map<Platform, ImageManifest>()
  if (platforms.length === 0) return images
  await using opened = await openEngine(job, ports)
  for (const platform of platforms) {
    const started = ports.clock.now()
    const image = await ports.log.group(`build ${platform} with ${opened.engine.name}`, () => buildOne(job, opened.engine, platform, ports))
    images.set(platform, image)
    ports.log.info(`${platform} was built in ${renderSeconds((ports.clock.now() - started) / 1000)}: ${image.digest}`)
  }
  return images
}

type OpenEngine = { readonly engine: Engine } & AsyncDisposable

async function openEngine(job: BuildJob, ports: Ports): Promise<OpenEngine> {
  const auth = renderAuthFile([{ location: job.registry.locate(job.recipe.repository), credential: job.credential }])
  const { engine } = await detectEngine(ports, { preference: job.engine, auth })
  return { engine, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() }
}

async function buildOne(job: BuildJob, engine: Engine, platform: Platform, ports: Ports): Promise<ImageManifest> {
  const folder = await ports.files.makeTemporary('builder')
  try {
    const layout = await buildLayout(job, engine, platform, await readEpoch(ports), folder, ports)
    return job.handOver === 'artifact' ? await upload(job, layout, platform, ports) : await push(job, layout, platform, ports)
  } finally {
    await ports.files.remove(folder)
  }
}

export type BuiltLayout = { readonly folder: string; readonly image: ImageManifest }

/**
 * Builds one platform from a stage of its own, and says in the image's manifest where it comes from.
 * @param folder empty; holds the stage and the layout afterwards
 */
export async function buildLayout(
  job: Omit<BuildJob, 'handOver'>,
  engine: Engine,
  platform: Platform,
  epoch: number,
  folder: string,
  ports: Ports,
): Promise<BuiltLayout> {
  const { recipe, context } = job
  const host = unwrap(parsePlatform(`linux/${ports.job.platform.split('/')[1] ?? ''}`))
  const stage = await stageContext(recipe, { folder: `${folder}/stage`, context, platform, host }, job.registry, ports.files)
  const built = await engine.build({
    ...stage,
    platform,
    buildArguments: recipe.buildArguments,
    sourceDateEpoch: epoch,
    output: folder,
    ...(job.cache ? { cache: { scope: `${recipe.repository.name}-${platform.split('/').slice(1).join('-')}` } } : {}),
  })
  const layout = built.kind === 'layout' ? built.folder : `${folder}/compressed`
  // An archive has no digest yet: writing it as a layout compresses the layers and gives it one.
  if (built.kind !== 'layout') await copyImage(ports, job.registry, { from: built, to: { kind: 'layout', folder: layout } })
  const { manifest, config } = await readLayoutImage(await openLayout((path) => ports.files.readBytes(`${layout}/${path}`)))
  if (config.platform !== platform) {
    const cure = `Take care that the base image has ${platform}, and that FROM names no other platform for the last stage`
    throw refuse({ code: 'E_BUILDER_BUILT', message: `the image that was built for ${platform} says that it is ${config.platform}`, cure })
  }
  await checkArchitecture(layout, platform, ports)
  const image = annotateManifest(manifest, provenanceOf(recipe, platform, ports.job, epoch, job.licenses))
  for (const [path, bytes] of renderLayoutImage(image)) await ports.files.write(`${layout}/${path}`, bytes)
  return { folder: layout, image }
}

/**
 * Pushes an image by its digest, signs it, and anchors it by a tag last: what is anchored has its proof. An image that somebody else
 * anchored meanwhile is taken instead, so that one key has one image.
 */
async function push(job: BuildJob, { folder, image }: BuiltLayout, platform: Platform, ports: Ports): Promise<ImageManifest> {
  const { recipe, registry, proof } = job
  const { repository, key } = recipe
  const meanwhile = await readAnchor(registry, recipe, proof, platform)
  if (meanwhile.manifest !== undefined) {
    ports.log.info(`${platform} was built by another run meanwhile: ${meanwhile.manifest.digest} is taken, and what was built here is dropped`)
    return meanwhile.manifest
  }
  const to = { kind: 'repository', repository, at: image.digest } as const
  await copyImage(ports, registry, { from: { kind: 'layout', folder }, to, toCredential: job.credential })
  await proof.sign(describeManifest(image), platform)
  const tag = anchorTag(key, platform)
  await registry.putTags(repository, image, [tag])
  ports.log.info(`${renderReference({ ...repository, tag })} is ${image.digest}`)
  return image
}

async function upload({ recipe }: BuildJob, { folder, image }: BuiltLayout, platform: Platform, ports: Ports): Promise<ImageManifest> {
  const name = artifactName(artifactOf(recipe), platform)
  const archive = `${folder}/../archive`
  await packLayout(ports.files, folder, `${archive}/${imageArchive}`)
  const artifact = await ports.artifacts.upload(name, [imageArchive], archive)
  ports.log.info(`the artifact ${artifact.name} holds ${image.digest} (${platform})`)
  return image
}
