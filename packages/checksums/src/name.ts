import type { Problem } from '@slipway/kernel'

/** Orders names as `LC_ALL=C sort` does: by their UTF-8 bytes, not by UTF-16 units. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

/**
 * Says why a name cannot stand in a checksum file as a bare file name.
 * GNU coreutils escapes names that hold a backslash or a line break (md5sum.c, "print_filename"), and a line with a folder in
 * its name only verifies from one place; both are refused instead of written in a way that few readers understand.
 */
export function checkBareName(name: string): Problem | undefined {
  const flaw = flawOf(name)
  if (flaw === undefined) return undefined
  return { code: 'E_CHECKSUMS_NAME', message: `${JSON.stringify(name)} ${flaw}`, cure: 'Use a bare file name without folders or control characters' }
}

function flawOf(name: string): string | undefined {
  if (name === '') return 'is an empty name'
  if (name === '.' || name === '..') return 'names a folder'
  if (name.includes('/')) return 'holds a folder'
  if (name.includes('\\')) return 'holds a backslash'
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return 'holds a control character or a line break'
  if (name !== name.trim()) return 'begins or ends with a blank'
  if (/^[*#]/.test(name)) return `begins with "${name[0]}", which has a meaning of its own in checksum files`
  if (/\p{Surrogate}/u.test(name)) return 'is not valid Unicode'
  return undefined
}
