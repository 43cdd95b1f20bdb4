import { type ArchivePlan, type FileLine, gatherFiles, packArchive, planArchive } from '@slipway/archive/packing'
import type { Ports } from '@slipway/host'
import { hexOf, type Problem, Refusal } from '@slipway/kernel'
import { renderSize } from '@slipway/report'
import type { FileRecord } from './facts.ts'
import type { FileFacts } from './inspect.ts'
import type { ArchiveOrder } from './plan.ts'

/** Packs what came out, or what was named of it and beside it. The bytes depend on the contents, the names and the time of the commit alone. */
export async function packFiles(order: ArchiveOrder, output: string, files: readonly FileFacts[], ports: Ports): Promise<FileRecord> {
  const plan = await gatherPlan(order, files, ports)
  const path = `${output.replace(/\/+$/, '')}/${order.file}`
  await ports.files.writeStream(path, packArchive(plan, order.format))
  const { digest, size } = await ports.files.digest(path)
  ports.log.info(`${path}: ${renderSize(size)}, ${digest}`)
  for (const entry of plan.entries) ports.log.info(`  0${entry.mode.toString(8)}  ${entry.path}`)
  const kind = order.format === 'zip' ? 'zip' : 'gzip'
  return { path, size, mode: '0644', sha256: hexOf(digest), kind, architectures: [], os: undefined, native: undefined, go: undefined }
}

async function gatherPlan({ folder, lines, mtime }: ArchiveOrder, files: readonly FileFacts[], ports: Ports): Promise<ArchivePlan> {
  const wanted = lines.length > 0 ? lines : files.map(({ path }): FileLine => ({ kind: 'source', source: path, name: lastPart(path) }))
  const { entries, problems } = await gatherFiles(wanted, '', ports.files)
  const executable = new Set(files.filter(({ native }) => native?.image.purpose === 'executable').map(({ path }) => lastPart(path)))
  // A program that nobody can start is of no use, whatever the builder's mode for it was.
  const runnable = entries.map((entry) => (lines.length === 0 && entry.kind === 'file' && executable.has(entry.path) ? { ...entry, mode: 0o755 } : entry))
  const plan = problems.length > 0 ? undefined : planArchive({ folder, mtime, entries: runnable })
  const found: readonly Problem[] = plan === undefined ? problems : plan.ok ? [] : plan.error
  if (plan?.ok !== true) throw new Refusal(found.map((problem) => ({ ...problem, at: { input: lines.length > 0 ? 'archive-files' : 'archive' } })))
  return plan.value
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}
