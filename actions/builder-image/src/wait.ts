import type { Ports } from '@slipway/host'
import type { Digest } from '@slipway/kernel'
import { renderReference } from '@slipway/oci'
import { renderSeconds } from '@slipway/report'
import type { Facts } from './plan.ts'
import type { Recipe } from './recipe.ts'

const shortest = 5_000
const longest = 60_000

/**
 * Looks again until another run has published an image that counts here, or the time is over: for pipelines without a lock on the key.
 * Not an error in the end: the image is then built here.
 * @param probe the digest that the key's tag names: one request a place, and all that is asked while nothing is there
 * @param look everything; asked again when the digest is another one, and now and then while it does not count
 * @param patience milliseconds
 */
export async function waitForImage(
  recipe: Recipe,
  { probe, look }: { readonly probe: () => Promise<Digest | undefined>; readonly look: () => Promise<Facts> },
  patience: number,
  ports: Ports,
): Promise<Facts> {
  const { clock, log, signal } = ports
  const start = clock.now()
  const until = start + patience
  const name = renderReference({ ...recipe.repository, tag: recipe.key })
  // In this order: what comes between the two is then in the second.
  let seen = await probe()
  let facts = await look()
  let looked = clock.now()
  for (let pause = shortest; facts.hit === undefined; pause = Math.min(pause * 1.5, longest)) {
    const left = until - clock.now()
    if (left <= 0 || signal.aborted) {
      log.info(`${name} did not come within ${renderSeconds(patience / 1000)}: this run goes on without it`)
      // What was anchored meanwhile need not be built again.
      return look()
    }
    const next = Math.min(pause, left)
    log.info(`${name} is not there after ${renderSeconds((clock.now() - start) / 1000)}; the next look is in ${renderSeconds(next / 1000)}`)
    await clock.sleep(next)
    const digest = await probe()
    // What did not count may count later under the same digest: its statement or an image of it may come back.
    if (digest !== undefined && (digest !== seen || clock.now() - looked >= 5 * longest)) {
      facts = await look()
      looked = clock.now()
    }
    seen = digest
  }
  return facts
}
