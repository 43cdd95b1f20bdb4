import { readElfArchitecture } from '@slipway/binary'
import { findExecutables } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { architectureOf, type Platform, refuse } from '@slipway/kernel'

/** How many programs of the image are looked at. */
const sample = 20

/**
 * Looks at programs in the image itself: the config only repeats what the build was asked for, and an engine that took the wrong base
 * image says the right platform all the same. An image without programs has nothing that could be wrong in this way.
 */
export async function checkArchitecture(layout: string, platform: Platform, ports: Ports): Promise<void> {
  const wanted = architectureOf(platform)
  const found = await findExecutables(ports.files, layout, sample)
  const known = found.map(({ path, head }) => ({ path, architecture: readElfArchitecture(head) })).filter(({ architecture }) => architecture !== undefined)
  const [first] = known
  // A cross compiler's image holds foreign libraries on purpose: only an image without one program of its own is of another platform.
  if (first === undefined || known.some(({ architecture }) => architecture === wanted)) return
  const message = `the image for ${platform} says so in its config, but holds programs for ${first.architecture} (/${first.path.replace(/^\//, '')})`
  throw refuse({ code: 'E_BUILDER_BUILT', message, cure: 'See which base image the last stage really takes: it has to have this platform' })
}
