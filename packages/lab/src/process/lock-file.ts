import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lock that somebody else holds. */
export type Holder = { readonly pid: string }

/**
 * Takes a lock between processes, or says who has it. The file names its owner by pid and start, so that what a killed process left locks
 * nobody out, not even when its pid has been given to another one.
 */
export function takeLock(file: string): Disposable | Holder {
  mkdirSync(dirname(file), { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}`)
  try {
    while (!take(own, file)) {
      const holder = dropStale(file)
      if (holder !== undefined) return holder
    }
  } finally {
    rmSync(own, { force: true })
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
}

/** Takes the lock as soon as nobody has it; looks again after some milliseconds. Rejects when the signal is aborted. */
export async function waitForLock(file: string, signal: AbortSignal, pause = 200): Promise<Disposable> {
  for (;;) {
    signal.throwIfAborted()
    const lock = takeLock(file)
    if (Symbol.dispose in lock) return lock
    await sleep(pause, undefined, { signal })
  }
}

/** By a link, so that the file is never seen without its content. */
function take(own: string, file: string): boolean {
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The owner, where it lives; else the lock goes. It is moved before it is judged again: in between somebody may have taken it. */
function dropStale(file: string): Holder | undefined {
  const holder = livingOwner(read(file))
  if (holder !== undefined) return holder
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return undefined
  }
  try {
    const moved = livingOwner(read(aside))
    if (moved !== undefined) take(aside, file)
    return moved
  } finally {
    rmSync(aside, { force: true })
  }
}

function livingOwner(text: string): Holder | undefined {
  const [pid = '', start = ''] = text.split(' ')
  return start === '' || startOf(Number(pid)) !== start ? undefined : { pid }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Clock ticks between boot and the start of a process (proc(5), `stat`, fields 3 and 22); empty when it does not live. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  // The second field is the command's name in parentheses, which may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? '' : (fields[19] ?? '')
}
