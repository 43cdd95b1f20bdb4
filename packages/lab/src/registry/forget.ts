import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digest } from '@slipway/kernel'
import { blobFolder, blobSize, listFolders, readBlobs, readNeeds, readRepositories, storagePaths } from './storage.ts'
import { type Inventory, planSweep, type SweepPlan } from './sweep-plan.ts'

/** What is on its way out lies here; the name is never one of the registry's own. */
const trashPrefix = 'forgotten-'

/**
 * Makes a registry's storage forget every repository that `keep` does not want, before the registry starts: links, and the
 * blobs that nothing needs any more. What a killed registry left half-written in the others goes too. Everything leaves by a
 * rename out of the registry's sight, so that a kill at any moment leaves a storage that the registry can serve; the next
 * call finishes the work. No registry may run on the storage meanwhile.
 */
export async function forgetRepositories(storage: string, keep: (repository: string) => boolean): Promise<SweepPlan> {
  await emptyTrash(storage)
  const plan = planSweep(await readInventory(storage), keep)
  const trash = join(storage, `${trashPrefix}${randomBytes(6).toString('hex')}`)
  const folders = [...plan.folders, ...plan.blobs.map((digest) => blobFolder(storage, digest))]
  if (folders.length > 0) await mkdir(trash, { recursive: true })
  for (const [index, folder] of folders.entries()) await moveAway(folder, join(trash, String(index)))
  await emptyTrash(storage)
  await removeEmpty(storagePaths(storage).repositories)
  return plan
}

async function readInventory(storage: string): Promise<Inventory> {
  const repositories = await readRepositories(storage)
  const blobs = new Map<Digest, number | undefined>()
  for (const digest of await readBlobs(storage)) blobs.set(digest, await blobSize(storage, digest))
  const needs = new Map<Digest, Awaited<ReturnType<typeof readNeeds>>>()
  for (const { digest } of repositories.flatMap(({ revisions }) => revisions)) {
    if (digest !== undefined && !needs.has(digest)) needs.set(digest, await readNeeds(storage, digest))
  }
  return { repositories, blobs, needs }
}

async function moveAway(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

async function emptyTrash(storage: string): Promise<void> {
  for (const name of await listFolders(storage)) {
    if (name.startsWith(trashPrefix)) await rm(join(storage, name), { recursive: true, force: true })
  }
}

/** Removes folders that hold nothing, from the leaves up: a repository's name must not outlive it. */
async function removeEmpty(folder: string): Promise<void> {
  for (const name of await listFolders(folder)) {
    if (name.startsWith('_')) continue
    const path = join(folder, name)
    await removeEmpty(path)
    if ((await readdir(path)).length === 0) await rmdir(path)
  }
}
