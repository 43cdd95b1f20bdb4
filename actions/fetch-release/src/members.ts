import { createHash } from 'node:crypto'
import { type UnpackRules, type UnpackStep, unpackArchive } from '@slipway/archive/streams'
import type { Ports } from '@slipway/host'
import { type Digest, Refusal } from '@slipway/kernel'
import type { Obtained } from './obtain.ts'

/** Something that is to be put down, where its archive has it. */
export type Member =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly mode: 0o644 | 0o755; readonly digest: Digest }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

/** The members of one archive; of a plain file, itself. */
export type Content = { readonly from: Obtained; readonly isArchive: boolean; readonly members: readonly Member[]; readonly licenses: readonly LicenseFile[] }

/** A file that should hold a licence, by its name. */
export type LicenseFile = { readonly path: string; readonly text: string }

/** What archives may hold together. */
export type Budget = { readonly bytes: number; readonly entries: number }

const archives = /\.(tar\.gz|tgz|tar\.zst|tar|zip)$/i
const licenseName = /^(?:[^/]+\/)?(?:LICEN[CS]E|COPYING)(?:[._-][^/]*)?$/i
const largestLicense = 2 ** 20

export function isArchive(name: string): boolean {
  return archives.test(name)
}

/** Reads archives to their ends without writing anything: what is hostile, damaged or too much is known before the first file is put down. */
export async function readContents(files: readonly Obtained[], unpack: boolean, budget: Budget, ports: Ports): Promise<readonly Content[]> {
  const contents: Content[] = []
  let left = budget
  for (const from of files) {
    if (!unpack || !isArchive(from.name)) {
      contents.push({ from, isArchive: false, members: [{ kind: 'file', path: from.name, mode: 0o644, digest: from.digest }], licenses: [] })
      continue
    }
    const read = await readMembers(from, left, ports)
    left = { bytes: left.bytes - read.size, entries: left.entries - read.content.members.length }
    contents.push(read.content)
  }
  return contents
}

async function readMembers(from: Obtained, limits: Budget, ports: Ports): Promise<{ readonly content: Content; readonly size: number }> {
  const members: Member[] = []
  const licenses: LicenseFile[] = []
  let size = 0
  for await (const step of openArchive(from, limits, ports)) {
    if (step.kind !== 'file') {
      members.push(step)
      continue
    }
    const isLicense = licenseName.test(step.path) && step.size <= largestLicense
    const { digest, bytes } = await digestBody(step.body, isLicense)
    size += step.size
    members.push({ kind: 'file', path: step.path, mode: step.mode, digest })
    if (isLicense) licenses.push({ path: step.path, text: Buffer.concat(bytes).toString('utf8') })
  }
  return { content: { from, isArchive: true, members, licenses }, size }
}

async function digestBody(body: AsyncIterable<Uint8Array>, keep: boolean): Promise<{ readonly digest: Digest; readonly bytes: readonly Uint8Array[] }> {
  const hash = createHash('sha256')
  const bytes: Uint8Array[] = []
  for await (const part of body) {
    hash.update(part)
    if (keep) bytes.push(part)
  }
  return { digest: `sha256:${hash.digest('hex')}` as Digest, bytes }
}

/** The steps of an archive. What is refused names the archive. */
export async function* openArchive({ name, path }: Obtained, limits: Budget, ports: Ports): AsyncGenerator<UnpackStep> {
  const file = ports.files.open(path)
  const rules: UnpackRules = { windows: ports.job.platform.startsWith('windows/') }
  try {
    yield* unpackArchive(file, { ...limits, ...rules })
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.problems.map((problem) => ({ ...problem, at: { file: name } }))) : error
  } finally {
    file.close()
  }
}
