import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { measureArchives } from './archive.ts'
import { suite } from './bundle.ts'
import { measureDocuments } from './documents.ts'
import { measureHashes } from './hash.ts'
import { measurePulls } from './pull.ts'
import { measureSame } from './same.ts'

type Meter = Parameters<typeof measureArchives>[0]

/** What packages cost, whether their bytes are always the same, and whether others read them, their documents and their OCI side. */
export async function* measurePackages(meter: Meter): AsyncGenerator<unknown> {
  // Compiled, as it is in a bundle.
  execFileSync(join(suite, 'node_modules/.bin/tsc'), ['-b', join(suite, 'packages/archive'), join(suite, 'packages/host')], { stdio: 'inherit' })
  yield* measureArchives(meter)
  yield* measureHashes(meter)
  yield* measureSame(meter)
  yield* measureDocuments(meter)
  yield* measurePulls(meter)
}
