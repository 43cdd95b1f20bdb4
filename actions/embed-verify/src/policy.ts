import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** What a problem is about, for the policy. */
export type Subject = (typeof subjects)[number]

export const subjects = [
  /** The binary itself: its format, its platform, its size. */
  'binary',
  /** It is packed or encrypted, so that nobody can see what it embeds. */
  'packed',
  /** An asset itself, whatever the binary holds. */
  'asset',
  /** An asset that does not stand in the binary as it is. */
  'content',
  /** An asset that stands in a part of the binary that is never loaded. */
  'unloaded',
  /** A file in a Go program's tables that nobody declared. */
  'embed',
  /** A file that matches a pattern of `extra` and is not declared. */
  'extra',
] as const

export type Level = 'refuse' | 'warn'
export type Policy = Readonly<Record<Subject, Level>>

/** One thing that is wrong, and whether it fails the step. */
export type Issue = Problem & { readonly subject: Subject; readonly level: Level }

const strict = Object.fromEntries(subjects.map((subject) => [subject, 'refuse'])) as Record<Subject, Level>

/** Reads `subject=level` pairs; later ones win, and `all` stands for every subject. */
export function parsePolicy(text: string): Result<Policy> {
  const found: Problem[] = []
  const policy = { ...strict }
  for (const pair of text.split(/[,\n]/).map((one) => one.trim())) {
    if (pair === '') continue
    const [name = '', level = ''] = pair.split('=').map((one) => one.trim())
    const meant = subjects.filter((subject) => name === 'all' || name === subject)
    if (meant.length === 0 || (level !== 'refuse' && level !== 'warn')) {
      const cure = `Write one of ${subjects.join(', ')} or all, and =refuse or =warn`
      found.push({ code: 'E_EMBED_POLICY', message: `"${pair}" is no policy`, cure, at: { input: 'policy' } })
    } else for (const subject of meant) policy[subject] = level
  }
  return found.length > 0 ? err(found) : ok(policy)
}
