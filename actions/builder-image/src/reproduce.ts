import { compareImages, type Difference, detectEngine } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, type Problem, parsePlatform, refuse, unwrap } from '@slipway/kernel'
import { type ImageManifest, type Index, type Repository, renderReference } from '@slipway/oci'
import { copyImage, renderAuthFile } from '@slipway/registry'
import { renderCode, renderTable } from '@slipway/report'
import { type BuildJob, buildLayout } from './build.ts'

/** How many differing files are named. */
const shown = 50

/**
 * Builds a platform's image once more from the same inputs and compares it with the published one, file by file. The time of the image is
 * taken from the published one, since it stems from the commit that first built the key.
 * @returns the differences; empty when the two are the same
 */
export async function verifyReproducible(
  job: Omit<BuildJob, 'handOver'>,
  published: { readonly repository: Repository; readonly index: Index },
  wanted: Platform | undefined,
  ports: Ports,
): Promise<readonly Difference[]> {
  const platform = wanted ?? unwrap(parsePlatform(`linux/${ports.job.platform.split('/')[1] ?? ''}`))
  const digest = published.index.manifests.find((each) => each.platform === platform)?.digest
  if (digest === undefined) throw refuse(notThere(platform, published.index))
  const image = await readImage(job, published.repository, digest)
  const folder = await ports.files.makeTemporary('reproduce')
  try {
    const auth = renderAuthFile([{ location: job.registry.locate(published.repository), credential: job.credential }])
    await using engine = (await detectEngine(ports, { preference: job.engine, auth })).engine
    const epoch = epochOf(image)
    const built = await ports.log.group(`build ${platform} again with ${engine.name}`, () =>
      buildLayout(job, engine, platform, epoch, `${folder}/built`, ports),
    )
    if (built.image.digest === digest) return []
    const from = { kind: 'repository', repository: published.repository, at: digest } as const
    await copyImage(ports, job.registry, { from, to: { kind: 'layout', folder: `${folder}/published` }, fromCredential: job.credential })
    return await compareImages(ports.files, `${folder}/published`, built.folder)
  } finally {
    await ports.files.remove(folder)
  }
}

async function readImage({ registry }: Omit<BuildJob, 'handOver'>, repository: Repository, digest: Digest): Promise<ImageManifest> {
  const manifest = await registry.readManifest({ ...repository, digest })
  if (manifest?.kind === 'image') return manifest
  const message = `${renderReference({ ...repository, digest })} ${manifest === undefined ? 'is not there' : 'is no image'}`
  throw refuse({ code: 'E_BUILDER_CHILD', message, cure: 'Build the image again: delete the tag of its key, and run ensure' })
}

function notThere(platform: Platform, index: Index): Problem {
  const there = index.manifests.flatMap((each) => (each.platform === undefined ? [] : [each.platform])).join(', ')
  return { code: 'E_BUILDER_PLATFORM', message: `the published image has no ${platform}, only ${there}`, cure: 'Name one of them', at: { input: 'platform' } }
}

function epochOf(image: ImageManifest): number {
  const created = Date.parse(image.annotations['org.opencontainers.image.created'] ?? '')
  if (!Number.isNaN(created)) return created / 1000
  const cure = 'Build it anew with this action, which writes down the time that it gave to everything in the image'
  throw refuse({ code: 'E_BUILDER_CHILD', message: 'the published image does not say of which time it is', cure })
}

export function renderDifferences(differences: readonly Difference[]): string {
  const rows = differences.slice(0, shown).map(({ path, what }) => [renderCode(path), what])
  const more = differences.length > shown ? `\n\nand ${differences.length - shown} more` : ''
  return `${renderTable(['file', 'differs in'], rows)}${more}`
}

export function differenceProblem(differences: readonly Difference[]): Problem {
  const named = differences.slice(0, 5).map(({ path, what }) => `${path} (${what})`)
  const message = `two builds of one key differ in ${differences.length === 1 ? 'one file' : `${differences.length} files`}: ${named.join(', ')}`
  const cure = 'See what writes times, random names or the order of files into them; SOURCE_DATE_EPOCH is set in the build'
  return { code: 'E_BUILDER_REPRODUCIBLE', message, cure }
}
