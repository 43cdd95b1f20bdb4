import type { Digest } from '@slipway/kernel'
import type { Descriptor, StoredLink, StoredRepository } from './storage.ts'

/** What a storage holds, as far as a sweep has to know it. */
export type Inventory = {
  readonly repositories: readonly StoredRepository[]
  /** Every blob with its size; undefined where the folder is there and the bytes are not. */
  readonly blobs: ReadonlyMap<Digest, number | undefined>
  /** What each manifest needs; undefined where its bytes are not those of its digest. */
  readonly needs: ReadonlyMap<Digest, readonly Descriptor[] | undefined>
}

export type SweepPlan = {
  /** Names of the repositories that go. */
  readonly forgotten: readonly string[]
  /** What goes from the repositories that stay, because a killed registry left it half-written: tags and manifests, as `repository: what`. */
  readonly healed: readonly string[]
  /** Folders to remove in this order: what refers to something goes before the thing. */
  readonly folders: readonly string[]
  /** Blobs that nothing refers to any more. */
  readonly blobs: readonly Digest[]
}

const parts = ['_manifests', '_layers', '_uploads']

/**
 * Decides what goes. A repository that stays keeps only what is whole: a manifest whose bytes are those of its digest and whose
 * config, layers and children are there in full, the tags that name such a manifest, and the blobs that it needs. So an image
 * that is found is an image.
 */
export function planSweep(inventory: Inventory, keep: (repository: string) => boolean): SweepPlan {
  const stay = inventory.repositories.filter(({ name }) => keep(name))
  const go = inventory.repositories.filter(({ name }) => !keep(name))
  const kept = stay.map((repository) => ({ repository, ...selectWhole(repository, inventory) }))
  const linked = new Set(kept.flatMap(({ layers, revisions }) => [...layers, ...revisions]))
  const broken = kept.flatMap(({ repository, revisions, tags }) => [
    ...repository.tags.filter((link) => !tags.has(link.tag)).map((link) => ({ folder: link.folder, what: `${repository.name}: tag ${link.tag}` })),
    ...dropped(repository.revisions, revisions).map((folder) => ({ folder, what: `${repository.name}: manifest ${nameOf(folder)}` })),
  ])
  const unneeded = kept.flatMap(({ repository, layers }) => dropped(repository.layers, layers))
  return {
    forgotten: go.map(({ name }) => name),
    healed: broken.map(({ what }) => what),
    folders: [
      ...go.flatMap(({ folder }) => parts.map((part) => `${folder}/${part}`)),
      ...broken.map(({ folder }) => folder),
      ...unneeded,
      ...stay.map(({ folder }) => `${folder}/_uploads`),
    ],
    blobs: [...inventory.blobs.keys()].filter((digest) => !linked.has(digest)),
  }
}

type Whole = { readonly layers: ReadonlySet<Digest>; readonly revisions: ReadonlySet<Digest>; readonly tags: ReadonlySet<string> }

function selectWhole(repository: StoredRepository, { blobs, needs }: Inventory): Whole {
  const layers = digestsOf(repository.layers, (digest) => blobs.get(digest) !== undefined)
  let revisions = digestsOf(repository.revisions, (digest) => needs.get(digest) !== undefined)
  for (;;) {
    const there = (need: Descriptor): boolean => {
      const digest = need.digest as Digest
      return (layers.has(digest) || revisions.has(digest)) && blobs.get(digest) === need.size
    }
    const whole = new Set([...revisions].filter((digest) => needs.get(digest)?.every(there)))
    // An index falls with its child, so it takes as many rounds as indexes nest.
    if (whole.size === revisions.size) break
    revisions = whole
  }
  const tags = new Set(repository.tags.filter(({ digest }) => digest !== undefined && revisions.has(digest)).map(({ tag }) => tag))
  // A blob that no whole manifest vouches for may be cut short, and the registry would never take it again.
  const needed = new Set<string>([...revisions].flatMap((digest) => (needs.get(digest) ?? []).map((need) => need.digest)))
  return { layers: new Set([...layers].filter((digest) => needed.has(digest))), revisions, tags }
}

function digestsOf(links: readonly StoredLink[], fits: (digest: Digest) => boolean): Set<Digest> {
  return new Set(links.flatMap(({ digest }) => (digest !== undefined && fits(digest) ? [digest] : [])))
}

function dropped(links: readonly StoredLink[], kept: ReadonlySet<Digest>): readonly string[] {
  return links.filter(({ digest }) => digest === undefined || !kept.has(digest)).map(({ folder }) => folder)
}

function nameOf(folder: string): string {
  return folder.split('/').slice(-2).join(':')
}
