import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { refuse } from '@slipway/kernel'

/**
 * Keeps a second rehearsal off the cache: two registries on one storage would spoil it. The file names its owner by pid and start, so that
 * what a killed rehearsal left locks nobody out, not even when its pid has been given to another process.
 */
export function lockCache(file: string): Disposable {
  mkdirSync(dirname(file), { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}`)
  try {
    while (!take(own, file)) dropStale(file)
  } finally {
    rmSync(own, { force: true })
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
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

/** Refuses when the owner lives. The lock is moved before it is judged again: in between another rehearsal may have taken it. */
function dropStale(file: string): void {
  refuseLiving(read(file))
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  try {
    refuseLiving(read(aside))
  } catch (error) {
    take(aside, file)
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function refuseLiving(text: string): void {
  const [pid = '', start = ''] = text.split(' ')
  if (start === '' || startOf(Number(pid)) !== start) return
  throw refuse({
    code: 'E_CLI_LOCKED',
    message: `another rehearsal (process ${pid}) is at work in this cache`,
    cure: 'Wait for its end, or give this one a cache of its own: --cache DIR',
  })
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
