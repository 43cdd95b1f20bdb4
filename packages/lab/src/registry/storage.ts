import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, isDigest } from '@slipway/kernel'

/** A tag of a repository and the digest that it names. */
export type StoredTag = { readonly repository: string; readonly tag: string; readonly digest: Digest }

/** A link file of the filesystem driver: it holds a digest, unless the program was killed while it wrote. */
export type StoredLink = {
  /** The folder that holds the link; removing it removes the thing. */
  readonly folder: string
  readonly digest: Digest | undefined
}

export type StoredRepository = {
  readonly name: string
  readonly folder: string
  readonly layers: readonly StoredLink[]
  readonly revisions: readonly StoredLink[]
  readonly tags: readonly (StoredLink & { readonly tag: string })[]
}

/** Where the filesystem driver of distribution 2 keeps things (registry/storage/paths.go). */
export function storagePaths(storage: string): { readonly repositories: string; readonly blobs: string } {
  const base = join(storage, 'docker', 'registry', 'v2')
  return { repositories: join(base, 'repositories'), blobs: join(base, 'blobs') }
}

/** All repositories, also those of which a deletion left only a part. Names nest: `a` and `a/b` are two repositories. */
export async function readRepositories(storage: string): Promise<readonly StoredRepository[]> {
  const root = storagePaths(storage).repositories
  const found: StoredRepository[] = []
  const walk = async (name: string): Promise<void> => {
    const folder = join(root, name)
    const entries = await listFolders(folder)
    if (name !== '' && entries.some((entry) => entry.startsWith('_'))) found.push(await readRepository(name, folder))
    for (const entry of entries) if (!entry.startsWith('_')) await walk(name === '' ? entry : `${name}/${entry}`)
  }
  await walk('')
  return found
}

async function readRepository(name: string, folder: string): Promise<StoredRepository> {
  const tags = join(folder, '_manifests', 'tags')
  const links = await Promise.all((await listFolders(tags)).map(async (tag) => ({ ...(await readLink(join(tags, tag), 'current')), tag })))
  return {
    name,
    folder,
    layers: await readLinks(join(folder, '_layers')),
    revisions: await readLinks(join(folder, '_manifests', 'revisions')),
    tags: links,
  }
}

/** `<algorithm>/<hex>/link` below a folder. */
async function readLinks(folder: string): Promise<readonly StoredLink[]> {
  const algorithms = await listFolders(folder)
  const folders = await Promise.all(algorithms.map(async (name) => (await listFolders(join(folder, name))).map((hex) => join(folder, name, hex))))
  // A deletion through the registry leaves the folder without its link: that is no link any more.
  const links = await Promise.all(folders.flat().map(async (path) => ((await exists(join(path, 'link'))) ? [await readLink(path)] : [])))
  return links.flat()
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function readLink(folder: string, below = '.'): Promise<StoredLink> {
  const text = await readFile(join(folder, below, 'link'), 'utf8').catch(() => '')
  return { folder, digest: isDigest(text) ? text : undefined }
}

/** Names of the folders in a folder, sorted; none when it is not there. */
export async function listFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The folder of a blob; its bytes are the file `data` in it. */
export function blobFolder(storage: string, digest: Digest): string {
  const [algorithm = '', hex = ''] = digest.split(':')
  return join(storagePaths(storage).blobs, algorithm, hex.slice(0, 2), hex)
}

/** The digests of all blobs that have a folder, whole or not. */
export async function readBlobs(storage: string): Promise<readonly Digest[]> {
  const root = storagePaths(storage).blobs
  const digests: string[] = []
  for (const algorithm of await listFolders(root)) {
    for (const start of await listFolders(join(root, algorithm))) {
      for (const hex of await listFolders(join(root, algorithm, start))) digests.push(`${algorithm}:${hex}`)
    }
  }
  return digests.filter(isDigest)
}

export async function blobSize(storage: string, digest: Digest): Promise<number | undefined> {
  return stat(join(blobFolder(storage, digest), 'data')).then(
    (found) => found.size,
    () => undefined,
  )
}

/** What a manifest needs: its config, layers or children. Undefined when its bytes are not those of its digest. */
export async function readNeeds(storage: string, digest: Digest): Promise<readonly Descriptor[] | undefined> {
  const bytes = await readFile(join(blobFolder(storage, digest), 'data')).catch(() => undefined)
  const [algorithm = ''] = digest.split(':')
  if (bytes === undefined || `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` !== digest) return undefined
  return parseNeeds(bytes.toString('utf8'))
}

export type Descriptor = { readonly digest: string; readonly size: number }

/** The descriptors in a manifest or index that the registry accepted; a form that is unknown here needs nothing. */
export function parseNeeds(text: string): readonly Descriptor[] {
  const manifest = JSON.parse(text) as { readonly config?: Descriptor; readonly layers?: readonly Descriptor[]; readonly manifests?: readonly Descriptor[] }
  const found = [manifest.config, ...(manifest.layers ?? []), ...(manifest.manifests ?? [])]
  return found.filter((item) => item !== undefined && typeof item.digest === 'string' && typeof item.size === 'number') as readonly Descriptor[]
}

export async function readTags(storage: string): Promise<readonly StoredTag[]> {
  const repositories = await readRepositories(storage)
  return repositories.flatMap(({ name, tags }) => tags.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ repository: name, tag, digest }])))
}
