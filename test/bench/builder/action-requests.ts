import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderTable } from '@slipway/report'
import type { Entry, Server } from './requests.ts'
import { makeSite, signer, templates } from './site.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

/** What one step asked a registry. */
type Asked = {
  readonly step: string
  readonly requests: number
  /** Challenges (401) and tokens. */
  readonly access: number
  /** Of tags, and of what images of platforms say of themselves. */
  readonly reads: number
  /** PUTs that name a tag for people or for a key. */
  readonly writes: number
  /** Of documents beside the image: its inputs, its statement. */
  readonly besideReads: number
  readonly besideWrites: number
}

const platforms = 2
/** The key's own among them. */
const tags = 1 + templates.split('\n').length

/** Documents beside an image hang on its digest, by the referrers API or by the tag `sha256-…`; images here are asked for by their tags. */
function isBeside({ method, path, kind }: Entry): boolean {
  if (path.includes('?tag=')) return false
  return kind === 'referrer' || kind === 'upload' || /\/manifests\/sha256[:-]/.test(path) || (kind === 'blob' && method !== 'GET')
}

function countAsked(step: string, entries: readonly Entry[], blobsBeside: boolean): Asked {
  const answered = entries.filter(({ kind, status }) => kind !== 'token' && status !== 401)
  const beside = answered.filter((entry) => isBeside(entry) || (blobsBeside && entry.kind === 'blob'))
  const own = answered.filter((entry) => !beside.includes(entry))
  const reads = (list: readonly Entry[]): number => list.filter(({ method }) => method === 'GET' || method === 'HEAD').length
  return {
    step,
    requests: entries.length,
    access: entries.length - answered.length,
    reads: reads(own),
    writes: own.length - reads(own),
    besideReads: reads(beside),
    besideWrites: beside.length - reads(beside),
  }
}

/** The action itself, from the first look to the next key, at one registry. */
async function askRegistry(server: Server, folder: string): Promise<Readonly<Record<'hit' | 'proven' | 'publish' | 'explained' | 'lookAgain', Asked>>> {
  await using site = await makeSite(folder)
  const [plain, signed] = [`${server.host}/octo/plain`, `${server.host}/octo/signed`]
  const ask = async (name: string, image: string, inputs: Readonly<Record<string, string>>, found: 'true' | 'false', blobsBeside = true): Promise<Asked> => {
    const before = server.accesses().length
    await site.run(image, inputs, found)
    return countAsked(name, server.accesses().slice(before), blobsBeside)
  }
  for (const platform of ['linux/amd64', 'linux/arm64']) await site.run(plain, { mode: 'build', platform, tags: templates }, 'false')
  const publish = await ask('publish, and the inputs document', plain, { mode: 'publish', tags: templates }, 'false', false)
  const hit = await ask('plan: a hit', plain, { mode: 'plan' }, 'true')
  const lookAgain = await ask('plan: a hit, and what the tags name', plain, { mode: 'plan', tags: templates }, 'true')
  await site.run(signed, { mode: 'ensure', signer, tags: templates }, 'false')
  const proven = await ask('plan: a hit with a statement', signed, { mode: 'plan', signer }, 'true')
  appendFileSync(join(site.workspace, 'images/builder/patches/0.patch'), 'changed\n')
  const explained = await ask('plan: a miss, explained', plain, { mode: 'plan', tags: templates, 'move-tags': 'true' }, 'false')
  return { hit, lookAgain, proven, explained, publish }
}

/** The requests of the bundle at one registry, against their bars. */
export async function* countActionRequests(meter: Meter, registry: string, server: Server, folder: string, puts: number): AsyncGenerator<unknown> {
  const { hit, lookAgain, proven, explained, publish } = await askRegistry(server, folder)
  const cells = [hit, lookAgain, proven, explained, publish].map(({ step, requests, access, reads, writes, besideReads, besideWrites }) => [
    step,
    ...[requests, access, reads, writes, besideReads, besideWrites].map(String),
  ])
  const headers = ['step of the bundle', 'requests', 'challenge and tokens', 'reads', 'writes', 'reads beside the image', 'writes beside it']
  yield `${registry}: ${platforms} platforms, ${tags} tags\n\n${renderTable(headers, cells)}`
  yield meter.row(`${registry}, hit: all, with the challenge and the token`, hit.requests, 'requests', 3)
  // The list of referrers, the bundle's manifest and blob, one token; and each child, which is looked for when a statement says that it counts.
  yield meter.row(`${registry}, hit with a statement: what it costs more`, proven.requests - hit.requests, 'requests', 4 + platforms)
  yield meter.row(`${registry}, miss: what the explanation costs`, explained.besideReads + explained.besideWrites, 'requests', 4)
  yield meter.row(`${registry}, publish: writes`, publish.writes, 'requests', puts)
  yield meter.row(`${registry}, publish: reads`, publish.reads, 'requests', 2 * platforms + 2 * tags)
}
