import { measureHitPath } from './builder/hit-path.ts'
import { measureKey } from './builder/key.ts'
import { compareRequests } from './builder/requests.ts'

type Meter = Parameters<typeof measureHitPath>[0] & Parameters<typeof measureKey>[0] & Parameters<typeof compareRequests>[0]

/** The builder image: what it asks of registries, what its key costs, and what a run costs that finds it built. */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  yield* measureHitPath(meter)
  yield* measureKey(meter)
  yield* compareRequests(meter)
}
