import { chmodSync, constants, copyFileSync, existsSync, lutimesSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CopiedEntry } from './ports.ts'

/** 1980-01-01: the first day that every archive format can write. */
const fixedTime = 315_532_800

/**
 * Copies chosen entries of a folder into another one, so that the copy depends on nothing but their names, contents and whether they are
 * executable: modes are 0755 and 0644 whatever the umask was when the sources were checked out, and every time is the same.
 * Links are made again, not followed. Where the file system can share blocks, nothing is really copied. Folders that were there before are
 * made the same way as new ones (`fixed`), or are left alone (`kept`).
 */
export function copyTree(from: string, to: string, entries: readonly CopiedEntry[], existing: 'fixed' | 'kept' = 'fixed'): void {
  const folders = new Map<string, boolean>([['.', existing === 'fixed' || !existsSync(to)]])
  for (const { path, kind, executable, content } of entries) {
    for (let folder = kind === 'directory' ? path : dirname(path); !folders.has(folder); folder = dirname(folder)) {
      folders.set(folder, existing === 'fixed' || !existsSync(join(to, folder)))
    }
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
  const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder)
  for (const folder of own.sort((a, b) => b.length - a.length)) {
    chmodSync(join(to, folder), 0o755)
    utimesSync(join(to, folder), fixedTime, fixedTime)
  }
}
