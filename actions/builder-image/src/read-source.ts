import { posix } from 'node:path'
import type { ContextEntry } from '@slipway/chain'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal, refuse } from '@slipway/kernel'
import type { Source } from './recipe.ts'

export type Paths = { readonly versions: string; readonly context: string; readonly containerfile: string | undefined }

type Files = Ports['files']

/** Reads the version file, the Containerfile and the names, modes and digests of the whole context. */
export async function readSource(files: Files, paths: Paths): Promise<Source> {
  const containerfile = paths.containerfile ?? (await findContainerfile(files, paths.context))
  const found = [...(await missing(files, paths.versions, 'file', 'versions-file')), ...(await missing(files, paths.context, 'directory', 'context'))]
  found.push(...(await missing(files, containerfile, 'file', 'containerfile')))
  if (found.length > 0) throw new Refusal(found)
  const path = posix.relative(files.resolve(paths.context), files.resolve(containerfile))
  const context = await readFolder(files, paths.context, '')
  // A Containerfile that stands outside of its context decides as much as one inside.
  const outside = path.startsWith('../') ? [await readEntry(files, containerfile, path)] : []
  return {
    versions: { file: paths.versions, text: await files.readText(paths.versions) },
    containerfile: { file: containerfile, path, text: await files.readText(containerfile) },
    context: [...context, ...outside],
  }
}

async function findContainerfile(files: Files, context: string): Promise<string> {
  const [first = '', second = ''] = ['Containerfile', 'Dockerfile'].map((name) => `${context}/${name}`)
  return (await files.info(first)) === undefined && (await files.info(second)) !== undefined ? second : first
}

async function missing(files: Files, path: string, kind: 'file' | 'directory', input: string): Promise<readonly Problem[]> {
  const info = await files.info(path)
  if (info?.kind === kind || info?.kind === 'link') return []
  const message = info === undefined ? `${path} is not there` : `${path} is no ${kind === 'file' ? 'file' : 'folder'}`
  return [{ code: 'E_BUILDER_SOURCE', message, cure: 'Check the repository out before this step, and name what is in it', at: { input } }]
}

async function readFolder(files: Files, folder: string, prefix: string): Promise<readonly ContextEntry[]> {
  const entries: ContextEntry[] = []
  for (const name of await files.list(folder)) {
    const info = await files.info(`${folder}/${name}`)
    const path = `${prefix}${name}`
    if (info?.kind === 'directory') entries.push(...(await readFolder(files, `${folder}/${name}`, `${path}/`)))
    else entries.push(await readEntry(files, `${folder}/${name}`, path))
  }
  return entries
}

async function readEntry(files: Files, at: string, path: string): Promise<ContextEntry> {
  const info = await files.info(at)
  if (info?.kind === 'link') return { path, kind: 'link', executable: false, content: info.target ?? '' }
  if (info?.kind === 'file') return { path, kind: 'file', executable: (info.mode & 0o100) !== 0, content: (await files.digest(at)).digest }
  throw refuse({
    code: 'E_BUILDER_SOURCE',
    message: `${at} is neither a file nor a link`,
    cure: 'Keep only files, folders and links in the context',
    at: { file: at },
  })
}
