/** Reading releases, apart from the transaction that makes them. */
export type { AssetFact, ReleaseFact } from './api.ts'
export { ApiFailure } from './failure.ts'
export { readingRefusal } from './fetch-failure.ts'
export { openReleaseReader, type ReleaseReader, type ReleaseReaderOptions } from './fetch-reader.ts'
export * from './fetch-version.ts'
