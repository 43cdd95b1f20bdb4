import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { refuse } from '@slipway/kernel'

/**
 * Keeps a second rehearsal off the cache: two registries on one storage would spoil it. The file holds the owner's pid, so that what a killed
 * rehearsal left does not lock anybody out.
 */
export function lockCache(file: string): Disposable {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
  } catch {
    const owner = Number(readFileSync(file, 'utf8'))
    if (isRunning(owner))
      throw refuse({ code: 'E_CLI_LOCKED', message: `another rehearsal (process ${owner}) is at work in this checkout`, cure: 'Wait for its end' })
    writeFileSync(file, String(process.pid))
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
