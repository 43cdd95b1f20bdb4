import { measureFetch } from './release/fetch.ts'
import { measurePackages } from './release/packages.ts'
import { measureTorture } from './release/torture.ts'
import { measureUpload } from './release/upload.ts'

type Meter = Parameters<typeof measurePackages>[0] &
  Parameters<typeof measureFetch>[0] &
  Parameters<typeof measureTorture>[0] &
  Parameters<typeof measureUpload>[0]

/** A release: how fast it is sent, whether it ends right whatever fails, what is in it, and what it costs to fetch. */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  yield* measureUpload(meter)
  yield* measureTorture(meter)
  yield* measurePackages(meter)
  yield* measureFetch(meter)
}
