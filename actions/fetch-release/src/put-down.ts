import { posix } from 'node:path'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal, refuse } from '@slipway/kernel'
import { type Budget, openArchive } from './members.ts'
import type { Placed } from './place.ts'

/** What is at a place now, and what follows from it. */
type Step = { readonly placed: Placed; readonly path: string; readonly deed: 'write' | 'replace' | 'keep' }

/**
 * Puts the members down in a folder, all or none: what is in the way is found before the first is written, and what was written is taken
 * back when a later one fails. Nothing is ever written through a link.
 */
export async function putDown(
  folder: string,
  placed: readonly Placed[],
  rules: { readonly overwrite: boolean; readonly limits: Budget },
  ports: Ports,
): Promise<void> {
  const root = ports.files
    .resolve(folder)
    .replaceAll('\\', '/')
    .replace(/(?<=.)\/+$/, '')
  const steps = await look(root, placed, rules.overwrite, ports)
  const journal = createJournal(ports)
  try {
    await journal.makeFolder(root)
    for (const { placed: one, path } of steps) if (one.member.kind === 'folder') await journal.makeFolder(path)
    const contents = new Set(steps.map(({ placed: one }) => one.content))
    for (const content of contents) {
      const own = new Map(steps.filter((step) => step.placed.content === content && step.deed !== 'keep').map((step) => [step.placed.member.path, step]))
      if (content.isArchive) await writeArchive(content.from, own, rules.limits, journal, ports)
      else for (const step of own.values()) await journal.copy(step.path, content.from.path)
    }
    for (const { placed: one, path, deed } of steps) if (one.member.kind === 'link' && deed === 'write') await journal.link(path, one.member.target)
  } catch (error) {
    await journal.takeBack()
    throw error
  }
}

async function writeArchive(
  from: Parameters<typeof openArchive>[0],
  own: ReadonlyMap<string, Step>,
  limits: Budget,
  journal: ReturnType<typeof createJournal>,
  ports: Ports,
): Promise<void> {
  for await (const member of openArchive(from, limits, ports)) {
    const step = member.kind === 'file' ? own.get(member.path) : undefined
    if (step === undefined || member.kind !== 'file') continue
    if (ports.signal.aborted) throw refuse({ code: 'E_FETCH_CANCELLED', message: 'the job was cancelled', cure: 'Run it again: nothing was left behind' })
    await journal.write(step.path, member.body, member.mode)
  }
}

async function look(root: string, placed: readonly Placed[], overwrite: boolean, ports: Ports): Promise<readonly Step[]> {
  const steps: Step[] = []
  const found: Problem[] = []
  const folders = new Map<string, boolean>()
  /** Whether a path may be written below: a folder, or nothing yet. The root itself may be anything that leads to a folder, but a link. */
  const isFolder = async (path: string): Promise<boolean> => {
    const known = folders.get(path)
    if (known !== undefined) return known
    const info = await ports.files.info(path)
    const right = info === undefined || info.kind === 'directory'
    folders.set(path, right)
    return right
  }
  if (!(await isFolder(root)))
    throw refuse({ code: 'E_FETCH_PLACE', message: `${root} is no folder`, cure: 'Name a folder, or one that is not there yet', at: { input: 'path' } })
  for (const one of placed) {
    const path = `${root}/${one.path}`
    const blocked = await firstBlocked(root, one.path, isFolder)
    const deed = blocked === undefined ? await compare(path, one, overwrite, ports) : `lies below ${blocked}, which is no folder`
    if (deed === 'write' || deed === 'keep' || deed === 'replace') steps.push({ placed: one, path, deed })
    else
      found.push({ code: 'E_FETCH_PLACE', message: `"${one.path}" ${deed}`, cure: 'Fetch into another folder, or remove what is there', at: { input: 'path' } })
  }
  if (found.length > 0) throw new Refusal(found)
  return steps
}

async function firstBlocked(root: string, path: string, isFolder: (path: string) => Promise<boolean>): Promise<string | undefined> {
  for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
    if (!(await isFolder(`${root}/${path.slice(0, cut)}`))) return path.slice(0, cut)
  }
  return undefined
}

async function compare(path: string, { member }: Placed, overwrite: boolean, ports: Ports): Promise<string> {
  const there = await ports.files.info(path)
  if (there === undefined) return 'write'
  if (member.kind === 'folder') return there.kind === 'directory' ? 'keep' : 'is a folder, and something else is there'
  if (member.kind === 'link') return there.kind === 'link' && there.target === member.target ? 'keep' : 'is a link, and something else is there'
  if (there.kind !== 'file') return `is a file, and a ${there.kind} is there`
  const sameMode = ports.job.platform.startsWith('windows/') || (there.mode & 0o100) === (member.mode & 0o100)
  if (sameMode && (await ports.files.digest(path)).digest === member.digest) return 'keep'
  return overwrite ? 'replace' : 'is there already, and different'
}

/** Writes, and remembers how to take it back. */
function createJournal(ports: Ports) {
  const undo: (() => Promise<void>)[] = []
  const made = new Set<string>()
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return
    made.add(path)
    if ((await ports.files.info(path)) !== undefined) return
    const parent = posix.dirname(path)
    if (parent !== path) await makeFolder(parent)
    undo.push(() => ports.files.remove(path))
    await ports.files.makeFolder(path)
  }
  const write = async (path: string, chunks: AsyncIterable<Uint8Array>, mode: number): Promise<void> => {
    await makeFolder(posix.dirname(path))
    if ((await ports.files.info(path)) === undefined) undo.push(() => ports.files.remove(path))
    else {
      const backup = `${await ports.files.makeTemporary('replaced')}/0`
      await ports.files.copy(path, backup)
      undo.push(() => ports.files.copy(backup, path))
    }
    await ports.files.writeStream(path, chunks, mode)
  }
  return {
    makeFolder,
    write,
    /** A whole file as it is: by the system where nothing is in the way, so that none of its bytes comes by here. */
    copy: async (path: string, from: string): Promise<void> => {
      if ((await ports.files.info(path)) !== undefined) return write(path, ports.files.stream(from), 0o644)
      await makeFolder(posix.dirname(path))
      undo.push(() => ports.files.remove(path))
      await ports.files.copy(from, path)
    },
    /** Fails where something is in the way. */
    link: async (path: string, target: string): Promise<void> => {
      const folder = posix.dirname(path)
      await makeFolder(folder)
      await ports.files.copyTree(folder, folder, [{ path: posix.basename(path), kind: 'link', executable: false, content: target }], 'kept')
      undo.push(() => ports.files.remove(path))
    },
    takeBack: async (): Promise<void> => {
      for (const step of undo.toReversed()) await step()
    },
  }
}
