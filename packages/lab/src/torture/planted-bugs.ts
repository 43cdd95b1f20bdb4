import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Defect } from '@slipway/kernel'

/** A mistake that others have made, put into a copy of the release transaction: what the torture must find. */
export type PlantedBug = {
  readonly name: string
  /** Among so many seeds from 1 on it is found. */
  readonly seeds: number
  readonly changes: readonly Change[]
}

/** One place in a source. `find` stands in it exactly once: a source that has moved on is noticed. */
type Change = { readonly file: string; readonly find: string; readonly replace: string }

const github = (file: string, find: string, replace: string): Change => ({ file: `packages/github/src/${file}`, find, replace })

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'digest-not-read-after-upload',
    seeds: 800,
    changes: [
      github('plan.ts', 'asset.digest === wanted.digest && asset.size === wanted.size', 'asset.size === wanted.size'),
      github('upload.ts', '(digest ?? asset.digest) === asset.digest', 'digest !== null'),
    ],
  },
  {
    name: 'published-before-the-last-upload',
    seeds: 800,
    changes: [
      github(
        'perform.ts',
        'await inParallel(assets, work.width, (asset) => uploadAsset(sending, asset))',
        `await inParallel(assets.slice(1), work.width, (asset) => uploadAsset(sending, asset))
  if (work.publish) await publishRelease(effects, api, release, plan)
  await inParallel(assets.slice(0, 1), work.width, (asset) => uploadAsset(sending, asset))`,
      ),
    ],
  },
  {
    name: 'starter-not-removed',
    seeds: 800,
    changes: [
      github('upload.ts', 'await removeAsset(sending.effects, sending.api, sending.release, found)\n', '\n'),
      github('upload.ts', 'if (found !== undefined) await removeAsset(effects, api, release, found)', ''),
      github('perform.ts', 'for (const { asset } of plan.remove) await removeAsset(effects, api, release, asset)', ''),
    ],
  },
  {
    name: 'draft-looked-up-by-tag',
    seeds: 800,
    changes: [
      github(
        'facts.ts',
        'releases.filter((release) => release.tag === tag)',
        'releases.filter((release) => release.tag === tag && (!release.draft || release.id === known.release))',
      ),
    ],
  },
  {
    name: 'refusal-tried-again',
    seeds: 800,
    changes: [github('retry.ts', "error.kind !== 'transient' || number", "(error.kind !== 'transient' && error.kind !== 'invalid') || number")],
  },
  {
    name: 'deadline-dropped',
    seeds: 800,
    changes: [github('send-asset.ts', 'deadline: uploadDeadline(asset.size)', 'deadline: 2 ** 40')],
  },
  {
    name: 'lost-reply-sent-twice',
    seeds: 800,
    changes: [
      github(
        'upload.ts',
        "if (isRight(found, asset)) return 'there'\n  if (found.state === 'uploaded') return 'others'",
        "if (found.state === 'uploaded' && !isRight(found, asset)) return 'others'",
      ),
    ],
  },
  {
    name: 'foreign-asset-deleted',
    seeds: 800,
    changes: [
      github('perform.ts', 'for (const { asset } of plan.remove)', 'for (const { asset } of [...plan.remove, ...plan.foreign.map((asset) => ({ asset }))])'),
    ],
  },
  {
    name: 'checksums-before-the-last-file',
    seeds: 800,
    changes: [
      {
        file: 'actions/checksum-release/src/plan.ts',
        find: 'name === names.checksumsFile ? set.files :',
        replace: 'name === names.checksumsFile ? set.files.slice(0, -1) :',
      },
    ],
  },
  {
    name: 'no-quiet-time',
    seeds: 4000,
    changes: [github('remove.ts', 'export const quietTime = 20_000', 'export const quietTime = 0')],
  },
  {
    name: 'published-release-adopted',
    seeds: 800,
    changes: [
      github('plan.ts', 'if (release?.draft === false) return checkPublished(release, compared)', ''),
      github('preflight.ts', 'if (!release.draft) {', 'if (release.draft === undefined) {'),
      github('plan.ts', 'request.replace || own.has(asset.id) ||', 'release?.draft === false || request.replace || own.has(asset.id) ||'),
    ],
  },
]

/** Plants a bug into every module that this process loads from now on; the files stay as they are. */
export function plantBug(root: string, name: string): void {
  const bug = plantedBugs.find((one) => one.name === name)
  if (bug === undefined) throw new Defect(`there is no bug ${name} to plant`)
  const byUrl = Map.groupBy(bug.changes, ({ file }) => pathToFileURL(join(root, file)).href)
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      const changes = byUrl.get(url.split('?')[0] ?? '')
      if (changes === undefined) return loaded
      const text = changes.reduce((source, change) => applyChange(source, change), Buffer.from(loaded.source as Uint8Array).toString('utf8'))
      return { ...loaded, source: text }
    },
  })
}

/** Throws where the text is not there exactly once. */
export function applyChange(source: string, { file, find, replace }: Change): string {
  const parts = source.split(find)
  if (parts.length !== 2) throw new Defect(`${file} holds ${parts.length - 1} times what a planted bug changes: ${find}`)
  return parts.join(replace)
}
