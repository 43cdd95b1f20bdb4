import type { Problem } from '@slipway/kernel'
import type { ContentEntry, OpenFile } from './content.ts'
import { isLibrary, isProgram, readHead } from './file-kind.ts'
import type { FileLine } from './file-line.ts'

/** What is needed of a file system; the files port of an action has it. */
export type TreeReader = {
  readonly info: (
    path: string,
  ) => Promise<{ readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly size?: number; readonly target?: string } | undefined>
  /** Everything below a folder; the order does not matter. */
  readonly readTree: (folder: string) => Promise<readonly TreeNode[]>
  readonly open: (path: string) => OpenFile
}

type TreeNode = { readonly path: string; readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly target?: string }

/** What was found, and what is missing or empty. */
export type Gathered = { readonly entries: readonly ContentEntry[]; readonly problems: readonly Problem[] }

/** Gets each file while it is open, with the path that it has in the archive and its first bytes, which hold until the next file. */
export type LookAtFile = (file: OpenFile, path: string, head: Uint8Array) => void

type Found = { readonly entries: ContentEntry[]; readonly problems: Problem[]; readonly look: LookAtFile }

/** Looks up every declared file below `root`; folders are taken with all that they hold. Each file is opened once, and `look` sees it then. */
export async function gatherFiles(lines: readonly FileLine[], root: string, reader: TreeReader, look: LookAtFile = () => {}): Promise<Gathered> {
  const found: Found = { entries: [], problems: [], look }
  for (const line of lines) {
    if (line.kind === 'link') found.entries.push({ kind: 'link', path: line.name, target: line.target })
    else await gather(line, root, reader, found)
  }
  return { entries: found.entries, problems: found.problems }
}

type SourceLine = Extract<FileLine, { kind: 'source' }>

async function gather(line: SourceLine, root: string, reader: TreeReader, found: Found): Promise<void> {
  const source = line.source.replace(/(?<=.)\/+$/, '')
  const place = root === '' || source.startsWith('/') ? source : `${root}/${source}`
  const info = await reader.info(place)
  if (info === undefined)
    found.problems.push(lacking('MISSING', `"${line.source}" is not there`, 'Look at the step that makes it, and at the folder that `root` names'))
  else if (info.kind === 'directory') await gatherFolder({ ...line, source }, place, reader, found)
  else gatherNode({ ...info, path: line.name }, line, place, reader, found)
}

async function gatherFolder(line: SourceLine, place: string, reader: TreeReader, found: Found): Promise<void> {
  const nodes = await reader.readTree(place)
  const parents = new Set(nodes.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))))
  const hollow = [
    ...(nodes.length === 0 ? [''] : []),
    ...nodes.filter(({ kind, path }) => kind === 'directory' && !parents.has(path)).map(({ path }) => `/${path}`),
  ]
  for (const path of hollow) found.problems.push(lacking('EMPTY_FILE', `the folder "${line.source}${path}" is empty`, 'Look at the step that fills it'))
  const prefix = line.name === '.' ? '' : `${line.name}/`
  for (const node of nodes) {
    const inside = { ...line, source: `${line.source}/${node.path}` }
    if (node.kind !== 'directory') gatherNode({ ...node, path: `${prefix}${node.path}` }, inside, `${place}/${node.path}`, reader, found)
  }
}

function gatherNode({ kind, path, target = '' }: TreeNode, { source, mode }: SourceLine, place: string, reader: TreeReader, found: Found): void {
  if (kind === 'link') found.entries.push({ kind: 'link', path, target })
  else if (kind !== 'file') found.entries.push({ kind: 'other', path })
  else {
    const file = reader.open(place)
    try {
      if (file.size === 0) return void found.problems.push(lacking('EMPTY_FILE', `"${source}" is empty`, 'Look at the step that makes it: nothing was written'))
      const head = readHead(file)
      // Artifacts of a run, and Windows, keep no mode: what a file holds is the same everywhere.
      const own = isProgram(head) && !isLibrary(path) ? 0o755 : 0o644
      found.look(file, path, head)
      found.entries.push({ kind: 'file', path, mode: mode ?? own, content: { open: () => reader.open(place), size: file.size } })
    } finally {
      file.close()
    }
  }
}

function lacking(code: string, message: string, cure: string): Problem {
  return { code: `E_ARCHIVE_${code}`, message, cure, at: { input: 'files' } }
}
