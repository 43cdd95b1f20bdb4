import { restoreCache, saveCache } from '@actions/cache'

/** The runner's cache through `@actions/cache`. Only for speed: what is restored is checked by whoever uses it. */
export type Cache = {
  /** The key that was hit, or undefined. */
  readonly restore: (paths: readonly string[], key: string, restoreKeys: readonly string[]) => Promise<string | undefined>
  readonly save: (paths: readonly string[], key: string) => Promise<void>
}

export function createCache(): Cache {
  return {
    restore: (paths, key, restoreKeys) => restoreCache([...paths], key, [...restoreKeys]),
    save: async (paths, key) => void (await saveCache([...paths], key)),
  }
}
