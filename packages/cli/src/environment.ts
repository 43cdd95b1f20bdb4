import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { versions } from '../setup.mjs'
import { cacheFolder, root } from './repository.ts'

/** What a rehearsal brings along: the programs that the set-up installed, and Go's caches, so that a second run does not build anew. */
export type Environment = {
  readonly cache: string
  readonly act: string
  readonly node: string
  readonly tools: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** @param at `cache` is where the registry keeps what persists; tools and Go's caches, which many may use at once, are the checkout's */
export function createEnvironment(at: { readonly cache: string }): Environment {
  const tool = (name: 'act' | 'task'): string => join(cacheFolder, 'tools', `${name}-${versions[name]}`)
  return {
    cache: at.cache,
    act: join(tool('act'), 'act'),
    node: join(root, 'node_modules/node/bin'),
    tools: [tool('task'), join(goSetting('GOROOT'), 'bin')],
    // Steps have a home of their own, so Go is told where its settings and caches are, as a runner's image would have them.
    environment: {
      GOENV: goSetting('GOENV'),
      GOPROXY: goSetting('GOPROXY'),
      GOSUMDB: goSetting('GOSUMDB'),
      GOTOOLCHAIN: 'local',
      GOCACHE: makeCacheFolder('go-build'),
      GOMODCACHE: makeCacheFolder('go-mod'),
    },
  }
}

/** Never empty, so that no leg unpacks a cache of its own over what others build with: the lab's runner is one that keeps its caches. */
function makeCacheFolder(name: string): string {
  const folder = join(cacheFolder, name)
  mkdirSync(folder, { recursive: true })
  // Cache Directory Tagging Specification (bford.info/cachedir): it also keeps backups away.
  writeFileSync(join(folder, 'CACHEDIR.TAG'), 'Signature: 8a477f597d28d172789f06886806bc55\n# Go keeps here what rehearsals build.\n')
  return folder
}

function goSetting(name: string): string {
  return execFileSync('go', ['env', name], { encoding: 'utf8' }).trim()
}
