import { chmodSync, constants, copyFileSync, lutimesSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CopiedEntry } from './ports.ts'

/** 1980-01-01: the first day that every archive format can write. */
const fixedTime = 315_532_800

/**
 * Copies chosen entries of a folder into another one, so that the copy depends on nothing but their names, contents and whether they are
 * executable: modes are 0755 and 0644 whatever the umask was when the sources were checked out, and every time is the same.
 * Links are made again, not followed. Where the file system can share blocks, nothing is really copied.
 */
export function copyTree(from: string, to: string, entries: readonly CopiedEntry[]): void {
  const folders = new Set<string>(['.'])
  for (const { path, kind, executable, content } of entries) {
    for (let folder = kind === 'directory' ? path : dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
    const place = join(to, path)
    mkdirSync(kind === 'directory' ? place : dirname(place), { recursive: true })
    if (kind === 'link') {
      symlinkSync(content, place)
      lutimesSync(place, fixedTime, fixedTime)
    } else if (kind === 'file') {
      copyFileSync(join(from, path), place, constants.COPYFILE_FICLONE)
      chmodSync(place, executable ? 0o755 : 0o644)
      utimesSync(place, fixedTime, fixedTime)
    }
  }
  // Deepest first, because every write in a folder changes its time.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    chmodSync(join(to, folder), 0o755)
    utimesSync(join(to, folder), fixedTime, fixedTime)
  }
}
