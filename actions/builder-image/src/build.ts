import { detectEngine, type Engine } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, refuse, type Tag } from '@slipway/kernel'
import { openLayout, readLayoutImage, renderReference } from '@slipway/oci'
import { type Credential, copyImage, type Registry, renderAuthFile } from '@slipway/registry'
import { renderSeconds } from '@slipway/report'
import { anchorTag, type Recipe } from './recipe.ts'

export type BuildJob = {
  readonly recipe: Recipe
  readonly registry: Registry
  readonly credential: Credential
  readonly engine: 'auto' | 'docker' | 'podman' | 'buildah'
  /** Absolute paths. */
  readonly context: string
  readonly containerfile: string
}

/** 1980-01-01, the first day that every archive format can write: times must not make two builds of one key differ. */
const fixedEpoch = 315_532_800

/** Builds platforms one after the other, pushes each by its digest and anchors it by a tag. */
export async function buildPlatforms(job: BuildJob, platforms: readonly Platform[], ports: Ports): Promise<ReadonlyMap<Platform, Digest>> {
  const digests = new Map<Platform, Digest>()
  if (platforms.length === 0) return digests
  const auth = renderAuthFile([{ location: job.registry.locate(job.recipe.repository), credential: job.credential }])
  const detection = await detectEngine(ports, { preference: job.engine, auth })
  await using engine = detection.engine
  for (const platform of platforms) {
    const started = ports.clock.now()
    digests.set(platform, await ports.log.group(`build ${platform} with ${engine.name}`, () => buildOne(job, engine, platform, ports)))
    ports.log.info(`${platform} was built in ${renderSeconds((ports.clock.now() - started) / 1000)}: ${digests.get(platform)}`)
  }
  return digests
}

async function buildOne(job: BuildJob, engine: Engine, platform: Platform, ports: Ports): Promise<Digest> {
  const folder = await ports.files.makeTemporary('builder')
  try {
    const { context, containerfile, recipe } = job
    const request = { context, containerfile, platform, buildArguments: recipe.buildArguments, sourceDateEpoch: epochOf(ports), output: folder }
    const built = await engine.build(request)
    if (built.kind === 'layout') return await push(job, built.folder, platform, ports)
    // An archive has no digest yet: writing it as a layout compresses the layers and gives it one.
    const layout = `${folder}/compressed`
    await copyImage(ports, job.registry, { from: built, to: { kind: 'layout', folder: layout } })
    return await push(job, layout, platform, ports)
  } finally {
    await ports.files.remove(folder)
  }
}

function epochOf(ports: Ports): number {
  const given = ports.job.variable('SOURCE_DATE_EPOCH') ?? ''
  return /^[0-9]+$/.test(given) ? Number(given) : fixedEpoch
}

/** The config is what says the platform, so a build that took the wrong base is caught before it is pushed. */
async function push(job: BuildJob, folder: string, platform: Platform, ports: Ports): Promise<Digest> {
  const { repository, key } = job.recipe
  const { manifest, config } = await readLayoutImage(await openLayout((path) => ports.files.readBytes(`${folder}/${path}`)))
  if (config.platform !== platform) {
    const cure = `Take care that the base image has ${platform}, and that FROM names no other platform for the last stage`
    throw refuse({ code: 'E_BUILDER_BUILT', message: `the image that was built for ${platform} says that it is ${config.platform}`, cure })
  }
  const to = { kind: 'repository', repository, at: manifest.digest } as const
  await copyImage(ports, job.registry, { from: { kind: 'layout', folder }, to, toCredential: job.credential })
  const tag: Tag = anchorTag(key, platform)
  await job.registry.putManifest({ ...repository, tag }, manifest)
  ports.log.info(`${renderReference({ ...repository, tag })} is ${manifest.digest}`)
  return manifest.digest
}
