import type { LocalAsset } from './api.ts'
import type { Effects } from './retry.ts'

/** Milliseconds between two lines about one upload. */
const every = 10_000

/** Tells how an upload goes: a line each ten seconds, and one at its end, with bytes and rate. */
export function createProgress(
  { clock, log }: Pick<Effects, 'clock' | 'log'>,
  { name, size }: Pick<LocalAsset, 'name' | 'size'>,
): { readonly advance: (bytes: number) => void; readonly finish: () => void } {
  const start = clock.now()
  let told = start
  return {
    advance: (bytes) => {
      const now = clock.now()
      if (now - told < every) return
      told = now
      log.info(`${name}: ${Math.floor((bytes / size) * 100)} %, ${renderBytes(bytes)} of ${renderBytes(size)}, ${renderRate(bytes, now - start)}`)
    },
    finish: () => {
      const took = clock.now() - start
      log.info(`uploaded ${name}, ${size} bytes${took < every ? '' : ` in ${Math.round(took / 1000)} s, ${renderRate(size, took)}`}`)
    },
  }
}

function renderRate(bytes: number, milliseconds: number): string {
  return `${renderBytes(Math.round((bytes * 1000) / Math.max(1, milliseconds)))}/s`
}

function renderBytes(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${['', 'KiB', 'MiB', 'GiB'][power]}`
}
