import { readdirSync, readFileSync } from 'node:fs'
import { carriesMarker } from './marker.ts'

/** One process as /proc tells of it (proc(5), `stat`). */
export type ProcessRow = {
  readonly pid: number
  readonly parent: number
  readonly session: number
  /** Clock ticks since boot: with the pid it names one process for ever. */
  readonly start: string
  readonly marked: boolean
}

/** All living processes, and whether each carries the identifier. Processes of other users, whose environment we may not read, are unmarked. */
export function readProcesses(identifier: string): readonly ProcessRow[] {
  const rows: ProcessRow[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue
    const stat = parseStat(readProc(name, 'stat'))
    if (stat === undefined) continue
    rows.push({ pid: Number(name), ...stat, marked: carriesMarker(readProc(name, 'environ'), identifier) })
  }
  return rows
}

/** True while this very process, and not a later one with the same pid, lives. */
export function isAlive(row: ProcessRow): boolean {
  return parseStat(readProc(String(row.pid), 'stat'))?.start === row.start
}

/**
 * What belongs to the identifier: the marked processes, their descendants (a child that cleared its environment is still a child),
 * and the sessions that a marked process leads. `spared` are never chosen.
 */
export function selectTree(rows: readonly ProcessRow[], spared: readonly number[]): readonly ProcessRow[] {
  const candidates = rows.filter((row) => row.pid > 1 && !spared.includes(row.pid))
  const chosen = new Set(candidates.filter((row) => row.marked).map((row) => row.pid))
  for (let before = -1; before !== chosen.size; ) {
    before = chosen.size
    for (const row of candidates) if (chosen.has(row.parent) || chosen.has(row.session)) chosen.add(row.pid)
  }
  return candidates.filter((row) => chosen.has(row.pid))
}

function parseStat(text: string): Pick<ProcessRow, 'parent' | 'session' | 'start'> | undefined {
  // The second field is the command's name in parentheses, which may itself hold blanks and parentheses.
  const [state = '', parent = '', , session = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (state === '' || state === 'Z' || state === 'X') return undefined
  return { parent: Number(parent), session: Number(session), start: rest[15] ?? '' }
}

/** Empty when the process has gone or is not ours to read. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
