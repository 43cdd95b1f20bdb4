import { type Digest, digestOf, hexOf } from '@slipway/kernel'
import { createRegistryFake, type RegistryFake } from '@slipway/registry/fakes'
import type { ReleaseSeed, RepositorySeed } from '../github/index.ts'
import type { Scene, Schedule } from './schedule.ts'

export const slug = 'octo/microvm'
export const commit = 'c0ffee'.padEnd(40, '0')
export const checksumsName = 'checksums.txt'

/** What a run is to release: file names to their bytes, without the checksum file. */
export type Files = ReadonlyMap<string, Uint8Array>

export type Expected = { readonly name: string; readonly size: number; readonly digest: Digest }

/** The files that a client has built. Those of two clients are the same bytes, unless the second has built anew. */
export function filesOf(scene: Scene, client: number): Files {
  return buildsOf(scene)[scene.rebuilt ? client : 0]?.files ?? new Map()
}

/** The whole set as the server is to hold it, with the checksum file that fits (GNU text mode, sorted by bytes). */
export function expectedOf(scene: Scene, client: number): readonly Expected[] {
  return buildsOf(scene)[scene.rebuilt ? client : 0]?.expected ?? []
}

type Build = { readonly files: Files; readonly expected: readonly Expected[] }

const builds = new WeakMap<Scene, readonly Build[]>()

/** Each is made once: they are looked at after every request. */
function buildsOf(scene: Scene): readonly Build[] {
  const known = builds.get(scene)
  if (known !== undefined) return known
  const made = (scene.rebuilt ? [0, 1] : [0]).map((variant): Build => {
    const files = buildFiles(scene, variant)
    return { files, expected: expect(files) }
  })
  builds.set(scene, made)
  return made
}

function buildFiles({ sizes }: Scene, variant: number): Files {
  return new Map(
    sizes.map((size, index) => {
      const name = `microvm-runtime-linux-${['amd64', 'arm64', 'riscv64', 's390x'][index] ?? index}.tar.gz`
      return [name, Buffer.alloc(size, `${variant} ${name}; `)]
    }),
  )
}

/** The checksum file for files: for programs that do not make it themselves. */
export function checksumsOf(files: Files): string {
  return [...files]
    .toSorted(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map(([name, bytes]) => `${hexOf(digestOf(bytes))}  ${name}\n`)
    .join('')
}

function expect(files: Files): readonly Expected[] {
  const list = [...files].map(([name, bytes]) => ({ name, size: bytes.length, digest: digestOf(bytes) }))
  const text = checksumsOf(files)
  return [...list, { name: checksumsName, size: text.length, digest: digestOf(text) }]
}

/** @param bodyOf what the target writes into the bodies of its drafts */
export function seedOf({ scene }: Schedule, bodyOf: (files: readonly Expected[]) => string): RepositorySeed {
  const [owner = '', name = ''] = slug.split('/')
  const tagged = scene.start === 'no-tag' ? scene.others : [scene.tag, ...scene.others]
  return {
    owner,
    name,
    branches: { main: commit },
    tags: Object.fromEntries(tagged.map((tag) => [tag, commit])),
    immutable: scene.immutable,
    burned: scene.start === 'burned' ? [scene.tag] : [],
    releases: [...scene.others.map(otherRelease), ...ownReleases(scene, bodyOf(expectedOf(scene, 0)))],
  }
}

function otherRelease(tag: string): ReleaseSeed {
  return { tag, body: 'An older release', assets: { 'microvm-runtime-linux-amd64.tar.gz': Buffer.from(`of ${tag}`), [checksumsName]: Buffer.from('sums') } }
}

function ownReleases(scene: Scene, mark: string): readonly ReleaseSeed[] {
  const { tag, start } = scene
  const [first, second] = [...filesOf(scene, 0)]
  const kept = first === undefined ? {} : { [first[0]]: first[1] }
  const unfinished = { [second?.[0] ?? checksumsName]: undefined }
  const ours = { tag, draft: true, body: mark, author: 'github-actions[bot]' }
  const partial: ReleaseSeed = { ...ours, assets: { ...kept, ...unfinished } }
  switch (start) {
    case 'partial':
      return [partial]
    case 'duplicate':
      return [partial, ours]
    case 'prepared':
      return [{ tag, draft: true, body: 'Words by hand' }]
    case 'foreign':
      return [{ ...ours, assets: { ...kept, 'photo.png': Buffer.from('a photo') } }]
    case 'two-drafts':
      return [1, 2].map((number) => ({ tag, draft: true, body: `Words by hand, ${number}` }))
    case 'published':
      return [{ tag, body: 'Out already', assets: { [checksumsName]: Buffer.from('other sums') } }]
    case 'nothing':
    case 'burned':
    case 'no-tag':
      return []
  }
}

/** The repository in a registry, and what is in it: pushed by digest, and without a name. */
export const ociRepository = 'ghcr.io/octo/microvm'

const mediaType = 'application/vnd.oci.image.manifest.v1+json'
const empty = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf('{}'), size: 2 }

export function createOci(): { readonly registry: RegistryFake; readonly digest: string } {
  const registry = createRegistryFake()
  const digest = registry.put('octo/microvm', undefined, mediaType, { schemaVersion: 2, mediaType, config: empty, layers: [empty] })
  return { registry, digest }
}

/** How a run ends that nothing disturbs: with the release, or with a refusal. */
export function endOf({ scene }: Schedule): 'released' | 'refused' {
  const { start, publish } = scene
  if (start === 'two-drafts' || start === 'published' || start === 'no-tag') return 'refused'
  if (start === 'foreign' || start === 'burned') return publish ? 'refused' : 'released'
  return 'released'
}
