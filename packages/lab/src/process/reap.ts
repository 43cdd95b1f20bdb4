import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessRow, readProcesses, selectTree } from './process-table.ts'

/** After SIGKILL a process may still hang in the kernel; longer than this it is named instead of awaited. */
const patience = 10_000

/** The processes that belong to the identifier and live now, except `spared` and ourselves. */
export function findTree(identifier: string, spared: readonly number[] = []): readonly ProcessRow[] {
  return selectTree(readProcesses(identifier), [...spared, process.pid])
}

/**
 * Ends every process that belongs to the identifier, whatever it ignores, and resolves when the last one has gone. First all are
 * stopped, again and again until a look finds no new one: a stopped process cannot fork a child that the next look would miss.
 * Returns how many there were. Throws when the kernel does not let one go.
 */
export async function endTree(identifier: string, spared: readonly number[] = []): Promise<number> {
  const ended = new Map<string, ProcessRow>()
  const until = Date.now() + patience
  for (;;) {
    const found = freeze(identifier, spared)
    for (const row of found) ended.set(`${row.pid}/${row.start}`, row)
    for (const row of found) signalRow(row, 'SIGKILL')
    if (found.length === 0) return ended.size
    if (Date.now() > until) throw new Error(`processes survive SIGKILL: ${found.map((row) => row.pid).join(', ')}`)
    await sleep(5)
  }
}

/** Asks every process of the identifier to end by itself, and waits up to `grace` milliseconds. What remains is left to `endTree`. */
export async function askTree(identifier: string, grace: number, spared: readonly number[] = []): Promise<void> {
  const until = Date.now() + grace
  for (const row of findTree(identifier, spared)) signalRow(row, 'SIGTERM')
  while (Date.now() < until && findTree(identifier, spared).length > 0) await sleep(20)
}

function freeze(identifier: string, spared: readonly number[]): readonly ProcessRow[] {
  const frozen = new Set<string>()
  for (;;) {
    const found = findTree(identifier, spared)
    const fresh = found.filter((row) => !frozen.has(`${row.pid}/${row.start}`))
    if (fresh.length === 0) return found
    for (const row of fresh) {
      frozen.add(`${row.pid}/${row.start}`)
      signalRow(row, 'SIGSTOP')
    }
  }
}

function signalRow(row: ProcessRow, signal: NodeJS.Signals): void {
  try {
    // A pid may have been given to another process since we looked.
    if (isAlive(row)) process.kill(row.pid, signal)
  } catch {
    // It has gone by itself, which is what was wanted.
  }
}
