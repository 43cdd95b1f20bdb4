import { posix } from 'node:path'
import { ignoreFiles } from '@slipway/chain'
import type { Ports, TreeEntry } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'

type Text = { readonly file: string; readonly text: string }

/** What was read from the workspace. Of the context only names and kinds: which of its files count is planned first. */
export type Source = {
  readonly versions: Text
  /** `file` for people, `path` relative to the context. */
  readonly containerfile: Text & { readonly path: string }
  /** The ignore file that counts, if there is one. */
  readonly ignore: Text | undefined
  readonly listing: readonly TreeEntry[]
}

export type Paths = { readonly versions: string; readonly context: string; readonly containerfile: string | undefined }

type Files = Ports['files']

export async function readSource(files: Files, paths: Paths): Promise<Source> {
  const containerfile = paths.containerfile ?? (await findContainerfile(files, paths.context))
  const found = [...(await missing(files, paths.versions, 'file', 'versions-file')), ...(await missing(files, paths.context, 'directory', 'context'))]
  found.push(...(await missing(files, containerfile, 'file', 'containerfile')))
  if (found.length > 0) throw new Refusal(found)
  const path = posix.relative(files.resolve(paths.context), files.resolve(containerfile))
  return {
    versions: { file: paths.versions, text: await files.readText(paths.versions) },
    containerfile: { file: containerfile, path, text: await files.readText(containerfile) },
    ignore: await readIgnore(files, paths.context, path),
    listing: await files.readTree(paths.context),
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

async function readIgnore(files: Files, context: string, containerfile: string): Promise<Text | undefined> {
  for (const name of ignoreFiles(containerfile)) {
    const file = posix.join(context, name)
    if ((await files.info(file)) !== undefined) return { file, text: await files.readText(file) }
  }
  return undefined
}
