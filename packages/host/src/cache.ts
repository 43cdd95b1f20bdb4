import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'
import type { Cache } from './ports.ts'

type Client = {
  readonly isFeatureAvailable: typeof isFeatureAvailable
  readonly restoreCache: (paths: string[], key: string, restoreKeys?: string[]) => Promise<string | undefined>
  readonly saveCache: (paths: string[], key: string) => Promise<number>
}

/** The runner's cache through `@actions/cache`: heavy, so only actions that use it import it. */
export function createCache(client: Client = { isFeatureAvailable, restoreCache, saveCache }): Cache {
  return {
    available: () => client.isFeatureAvailable(),
    restore: (paths, key, restoreKeys) => client.restoreCache([...paths], key, [...restoreKeys]),
    save: async (paths, key) => void (await client.saveCache([...paths], key)),
  }
}
