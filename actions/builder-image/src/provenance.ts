import { finalBase } from '@slipway/chain'
import type { Ports } from '@slipway/host'
import type { Platform } from '@slipway/kernel'
import type { Annotations } from '@slipway/oci'
import { keyAnnotation } from './plan.ts'
import type { Recipe } from './recipe.ts'

/** 1980-01-01, the first day that every archive format can write. */
const fixedEpoch = 315_532_800

/** Seconds since 1970 that every time in the image is: what the job says, or the commit's own time (reproducible-builds.org, SOURCE_DATE_EPOCH). */
export async function readEpoch(ports: Pick<Ports, 'exec' | 'job' | 'log'>): Promise<number> {
  const given = ports.job.variable('SOURCE_DATE_EPOCH') ?? ''
  if (/^[0-9]+$/.test(given)) return Number(given)
  const shown = await ports.exec.run('git', ['log', '-1', '--format=%ct', 'HEAD'], { deadline: 30_000 })
  const said = shown.stdout.trim()
  if (shown.code === 0 && /^[0-9]+$/.test(said)) return Number(said)
  ports.log.info('no commit is known here: the image gets the time 1980-01-01')
  return fixedEpoch
}

/** Where an image comes from, in the names of the OCI image specification (annotations.md). */
export function provenanceOf(recipe: Recipe, platform: Platform, job: Ports['job'], epoch: number, licenses: string | undefined): Annotations {
  const base = finalBase(recipe.containerfile, recipe.buildArguments, platform)
  const digest = base === undefined ? undefined : recipe.inputs.bases[base]
  const version = recipe.versionTags[0]
  return {
    'org.opencontainers.image.source': `${job.serverUrl}/${job.repository}`,
    'org.opencontainers.image.revision': job.sha,
    'org.opencontainers.image.created': new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'),
    ...(version === undefined ? {} : { 'org.opencontainers.image.version': version }),
    ...(licenses === undefined ? {} : { 'org.opencontainers.image.licenses': licenses }),
    ...(base === undefined ? {} : { 'org.opencontainers.image.base.name': base }),
    ...(digest === undefined ? {} : { 'org.opencontainers.image.base.digest': digest }),
    [keyAnnotation]: recipe.key,
  }
}

/**
 * The annotations of the index: what all its images say alike. Nothing of the job that happens to publish enters, so that two jobs that
 * publish the same images write the same bytes.
 */
export function sharedAnnotations(images: ReadonlyMap<Platform, { readonly annotations: Annotations }>, key: string): Annotations {
  const [first, ...others] = [...images.values()].map(({ annotations }) => annotations)
  const shared = Object.entries(first ?? {}).filter(([name, value]) => others.every((other) => other[name] === value))
  return { ...Object.fromEntries(shared), [keyAnnotation]: key }
}
