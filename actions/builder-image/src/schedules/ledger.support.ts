import { bundleType } from '@slipway/attest'
import { digestOf, type Platform, type Tag } from '@slipway/kernel'
import { type Manifest, parseManifest } from '@slipway/oci'
import type { RegistryFake } from '@slipway/registry/fakes'
import { keyAnnotation } from '../plan.ts'
import { anchorTag } from '../recipe.ts'
import { own, type RunPlan, type Schedule, shadow } from './plan.support.ts'
import { type Move, wrongMove, wrongTag } from './rules.support.ts'

/** One job of one attempt of a run, as the registry sees it. */
export type Client = {
  readonly name: string
  readonly run: RunPlan
  /** The key of its sources. */
  readonly key: string
  readonly mode: 'plan' | 'build' | 'publish' | 'ensure'
  readonly platform: string | undefined
  /** Where it may write. */
  readonly repository: string
  /** The stamp at which its run's attempts began; a job that is run again relies on what the jobs before it found. */
  readonly began: number
  /** The stamp and the time at which it began itself. */
  readonly started: number
  readonly at: number
  /** What it last read of each tag, and when. */
  readonly seen: Map<string, { readonly digest: string | undefined; readonly stamp: number }>
  /** When it last wrote each tag. */
  readonly written: Map<string, number>
  /** When its last build ended, and the configs of what it built. */
  built: number
  readonly configs: Set<string>
  builds: number
  writes: number
  /** It was told something wrong on purpose, so that whatever it refuses is right. */
  misled: boolean
}

/** What a tag named since when, and who made it so. */
export type Change = { readonly stamp: number; readonly digest: string | undefined; readonly by: string }

/** What an image was really built of, whatever is said of it. */
export type Made = { readonly sources: number; readonly platform: string }

/** Knows everything that ever happened in a registry, and says at once when something is there that must never be. Stamps count its requests. */
export class Ledger {
  /** The first thing that was wrong. */
  failure: string | undefined
  stamp = 0
  lastEviction = -1
  /** How often a version's tag moved between a look and a write with no build between the two: no registry can exclude that. */
  narrowRaces = 0
  /** The time of the last write of each tag, also of one that changed nothing. */
  readonly written = new Map<string, number>()
  /** When a clean-up took a manifest; forgotten when it is there again. */
  readonly evictions = new Map<string, number>()
  /** What a statement was ever attached to. */
  readonly proven = new Set<string>()
  readonly made = new Map<string, Made>()
  readonly schedule: Schedule
  /** By the number of the sources. */
  readonly keys: readonly string[]
  /** Tags for people. */
  readonly tags: readonly string[]
  readonly #fake: RegistryFake
  readonly #history = new Map<string, Change[]>()
  readonly #manifests = new Map<string, Manifest>()
  /** What is stored, once hashed. */
  readonly #digests = new WeakMap<object, string>()
  readonly #builds = new Map<string, number>()
  readonly #incidents = new Map<string, number>()

  constructor(fake: RegistryFake, schedule: Schedule, keys: readonly string[], tags: readonly string[]) {
    this.#fake = fake
    this.schedule = schedule
    this.keys = keys
    this.tags = tags
  }

  /** Keeps the first failure: what follows may be its consequence. */
  check(wrong: string | undefined): void {
    this.failure ??= wrong
  }

  history(repository: string, tag: string): readonly Change[] {
    return this.#history.get(`${repository}:${tag}`) ?? []
  }

  named(repository: string, tag: string): string | undefined {
    return this.history(repository, tag).at(-1)?.digest
  }

  /** A manifest that is there, or was at any time. */
  manifest(digest: string): Manifest | undefined {
    return this.#manifests.get(digest)
  }

  isThere(repository: string, digest: string): boolean {
    return this.#fake.manifests.get(repository)?.has(digest) === true
  }

  keyOf(digest: string | undefined): string | undefined {
    return this.#manifests.get(digest ?? '')?.annotations[keyAnnotation]
  }

  /** Something went wrong on purpose with what belongs to a key: a further build may be right. */
  countIncident(repository: string, key: string): void {
    const place = `${repository}:${key}`
    this.#incidents.set(place, (this.#incidents.get(place) ?? 0) + 1)
  }

  /** A build begins. Under the lock nobody may build what is there. */
  beginBuild(client: Client, platform: string): void {
    const place = `${client.repository}:${client.key}`
    const count = (this.#builds.get(`${place}:${platform}`) ?? 0) + 1
    this.#builds.set(`${place}:${platform}`, count)
    client.builds += 1
    if (!this.schedule.lock || client.misled) return
    const anchor = anchorTag(client.key as Tag, platform as Platform)
    // A statement may be gone while the image is there; then a build is right.
    const isProven = !this.schedule.signed || this.lastEviction < 0
    if (isProven && this.named(client.repository, anchor) !== undefined) this.check(`${client.name} builds ${platform}, although ${anchor} is there`)
    if (count > 1 + (this.#incidents.get(place) ?? 0))
      this.check(`${client.name} builds ${platform} for the ${count}. time under the lock, and nothing went wrong`)
  }

  endBuild(client: Client, config: string, made: Made): void {
    this.made.set(config, made)
    client.configs.add(config)
    client.built = this.stamp
  }

  /** A clean-up deleted manifests or tags. */
  evicted(repository: string, places: readonly string[]): void {
    this.stamp += 1
    this.lastEviction = this.stamp
    for (const place of places) this.evictions.set(`${repository}@${place}`, this.stamp)
    for (const key of this.keys) this.countIncident(repository, key)
    this.look(undefined)
  }

  /** Looks at everything that the registry names, after a client's request or after a clean-up. */
  look(client: Client | undefined): void {
    const moves: Move[] = []
    for (const repository of [own, shadow]) {
      const now = this.#readTags(repository)
      const before = [...this.#history.keys()].filter((place) => place.startsWith(`${repository}:`)).map((place) => place.slice(repository.length + 1))
      for (const tag of new Set([...before, ...now.keys()])) {
        const [from, to] = [this.named(repository, tag), now.get(tag)]
        if (from === to) continue
        const change = { stamp: this.stamp, digest: to, by: client?.name ?? 'the clean-up' }
        this.#history.set(`${repository}:${tag}`, [...this.history(repository, tag), change])
        moves.push({ repository, tag, from, to })
      }
      for (const [tag, digest] of now) this.check(wrongTag(this, repository, tag, digest))
    }
    if (client !== undefined) for (const move of moves) this.check(wrongMove(this, client, move))
  }

  #readTags(repository: string): ReadonlyMap<string, string> {
    const tags = new Map<string, string>()
    for (const [place, stored] of this.#fake.manifests.get(repository) ?? []) {
      const { bytes, mediaType } = stored
      const digest = this.#digests.get(stored) ?? digestOf(bytes)
      this.#digests.set(stored, digest)
      if (!place.includes(':')) tags.set(place, digest)
      else this.evictions.delete(`${repository}@${place}`)
      if (!place.includes(':') || this.#manifests.has(place)) continue
      const parsed = parseManifest(bytes, mediaType)
      if (!parsed.ok) this.check(`${repository} took what is no manifest: ${parsed.error.message}`)
      else this.#manifests.set(place, parsed.value)
      if (parsed.ok && parsed.value.artifactType === bundleType) this.proven.add(`${repository}@${parsed.value.subject?.digest}`)
    }
    return tags
  }
}
