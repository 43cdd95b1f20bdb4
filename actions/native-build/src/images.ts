import { artifactName, type ImageSource, imageArchive, platformOfArtifact, type RunRequest, renderSource, unpackLayout } from '@slipway/engine'
import { type Artifact, missingArtifact, type Ports } from '@slipway/host'
import { type Platform, type Problem, Refusal, type Result, refuse, unwrap } from '@slipway/kernel'
import { parseReference, type Reference } from '@slipway/oci'
import { openRegistry, renderAuthFile } from '@slipway/registry'
import type { Inputs } from './plan.ts'

/** One platform's image: in a registry, or in an artifact of this run, which is fetched only when it is needed. */
export type Child = { readonly platform: Platform; readonly from: Reference | Artifact }

/** What the input `container` names: an image for each platform, and what signs in to where they are. */
export type Images = { readonly children: readonly Child[]; readonly auth: string | undefined }

const at = { input: 'container' }
const prefix = 'artifact:'

/** Finds out for which platforms there are images, without pulling any. */
export function findImages(text: string, inputs: Inputs, ports: Ports): Promise<Images> {
  return text.startsWith(prefix) ? findArtifacts(text.slice(prefix.length), inputs.platform, ports) : readIndex(text, inputs, ports)
}

/** Artifacts that a builder job of this run called `<name>-<architecture>`: what a pull request of a fork has in the place of a registry. */
async function findArtifacts(name: string, platform: Platform, ports: Ports): Promise<Images> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    const cure = 'Write artifact: and the name from the output container of the job that built the image'
    throw refuse({ code: 'E_NATIVE_CONTAINER', message: `"${name}" is no name of artifacts that hold an image`, cure, at })
  }
  const there = await ports.artifacts.list()
  const children = there.flatMap((artifact): readonly Child[] => {
    const found = platformOfArtifact(name, artifact.name)
    return found === undefined ? [] : [{ platform: found, from: artifact }]
  })
  if (children.length === 0) throw refuse(missingArtifact(artifactName(name, platform), there, at.input))
  return { children, auth: undefined }
}

/** Reads the index behind a digest. */
async function readIndex(text: string, inputs: Inputs, ports: Ports): Promise<Images> {
  const reference = unwrap(located(parseReference(text)))
  if (reference.digest === undefined) {
    const message = `${text} names no digest, so it may be another image tomorrow`
    throw refuse({ code: 'E_NATIVE_TAG', message, cure: 'Write repository@sha256:…, from the outputs of the job that made the image', at })
  }
  const credential = { username: inputs.username, password: inputs.token }
  const registry = await openRegistry(ports, credential)
  const manifest = await registry.readManifest(reference)
  if (manifest === undefined) {
    const cure = 'Let the job that makes the image run first, and grant "packages: read"'
    throw refuse({ code: 'E_NATIVE_IMAGE', message: `${text} is not there`, cure, at })
  }
  const children: readonly Child[] =
    manifest.kind === 'image'
      ? [{ platform: (await registry.readConfig(reference, manifest)).platform, from: reference }]
      : manifest.manifests.flatMap(({ platform, digest }) =>
          platform === undefined ? [] : [{ platform, from: { registry: reference.registry, name: reference.name, digest } }],
        )
  return { children, auth: renderAuthFile([{ location: registry.locate(reference), credential }]) }
}

export function located<T>(result: Result<T, Problem>): Result<T, Problem> {
  return result.ok ? result : { ok: false, error: { ...result.error, at } }
}

/** For the log. */
export function renderChild({ from }: Child): string {
  return isArtifact(from) ? `the artifact ${from.name}` : renderSource(from)
}

function isArtifact(from: Child['from']): from is Artifact {
  return 'id' in from
}

/** What an engine is given to run, and how the record of the build calls it. */
export type Provided = Pick<RunRequest, 'image' | 'platform' | 'sysroot'> & { readonly name: string }

/** Fetches what comes as artifacts, and takes it away again at the end. */
export async function withImages<T>(
  { image, sysroot }: { readonly image: Child; readonly sysroot: Child | undefined },
  ports: Ports,
  body: (provided: Provided) => Promise<T>,
): Promise<T> {
  const folder = await ports.files.makeTemporary('images')
  const provide = async ({ platform, from }: Child): Promise<{ image: ImageSource; platform: Platform }> => ({
    image: isArtifact(from) ? await fetchImage(from, platform, `${folder}/${from.name}`, ports) : from,
    platform,
  })
  try {
    const provided = await provide(image)
    const foreign = sysroot === undefined ? undefined : await provide(sysroot)
    const name = isArtifact(image.from) ? `${prefix}${image.from.name}@${provided.image.digest ?? ''}` : renderSource(provided.image)
    return await body({ ...provided, sysroot: foreign, name })
  } finally {
    await ports.files.remove(folder)
  }
}

/** The artifact was made by a job of this run, but from sources that anybody may have proposed: nothing of it is believed. */
async function fetchImage(artifact: Artifact, platform: Platform, folder: string, ports: Ports): Promise<ImageSource> {
  await ports.artifacts.download(artifact, folder)
  const archive = `${folder}/${imageArchive}`
  if ((await ports.files.info(archive))?.kind !== 'file') throw refuse(bad(artifact, `holds no ${imageArchive}`))
  try {
    const image = await unpackLayout(ports.files, archive, `${folder}/layout`)
    await ports.files.remove(archive)
    if (image.platform !== platform) throw refuse(bad(artifact, `holds an image that says it is ${image.platform}, not ${platform}`))
    ports.log.info(`${artifact.name}: ${image.digest}, whole`)
    return { layout: image.layout, digest: image.digest }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problems = error.problems.map((problem) =>
      problem.at === undefined ? { ...problem, message: `the artifact ${artifact.name}: ${problem.message}`, at } : problem,
    )
    throw new Refusal(problems, { cause: error })
  }
}

function bad({ name }: Artifact, what: string): Problem {
  return { code: 'E_NATIVE_CONTAINER', message: `the artifact ${name} ${what}`, cure: 'Hand the image on with builder-image', at }
}
