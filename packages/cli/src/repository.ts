import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository that this file lies in. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** What persists between runs, and may be deleted at any time. */
export const cacheFolder = join(root, '.cache')

export type Manifest = { readonly name: string; readonly dependencies?: Readonly<Record<string, string>>; readonly slipway?: { readonly slug: string } }

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}

/** Folders right below `parent` that hold a file, sorted: how rooms and actions are found. */
function foldersWith(parent: string, file: string): readonly string[] {
  const entries = readdirSync(join(root, parent), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, parent, name, file)))
    .sort()
}

/** A folder with a contract is an action. */
export function actionNames(): readonly string[] {
  return foldersWith('actions', 'src/contract.ts')
}

export function workspaceFolders(): readonly string[] {
  return ['packages', 'actions'].flatMap((parent) => foldersWith(parent, 'package.json').map((name) => `${parent}/${name}`))
}

/** The public slug of the suite: one constant, in package.json. */
export function suiteSlug(): string {
  return readManifest('.').slipway?.slug ?? ''
}
