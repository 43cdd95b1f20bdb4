import { readdirSync, readFileSync } from 'node:fs'

/** A child of a child that forks again and again is met again in the next round. */
const rounds = 8

/**
 * Kills every process that was started with `NAME=value` in its environment: a daemon that left its parent, its group and its session has
 * that still (proc(5), /proc/pid/environ). Other systems have no such folder; there the runner itself looks for what a job left behind.
 */
export function endMarked(mark: string): void {
  for (let round = 0; round < rounds; round += 1) {
    const found = findMarked(mark)
    if (found.length === 0) return
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  }
}

function findMarked(mark: string): readonly number[] {
  return listNames('/proc')
    .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => readText(`/proc/${name}/environ`).split('\0').includes(mark))
    .map(Number)
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Empty for what has ended, and for what belongs to another user. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
