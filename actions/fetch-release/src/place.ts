import type { Problem, Result } from '@slipway/kernel'
import type { Content, Member } from './members.ts'

/** A member at its place below the destination. */
export type Placed = { readonly content: Content; readonly member: Member; readonly path: string }

/**
 * Decides where each member goes: paths without their first folders, every path once. What two packages share is put down once if it is
 * the same. Paths and links of one archive have been judged when it was read; a link has to lead to the same when folders are cut off.
 */
export function planPlaces(contents: readonly Content[], strip: number): Result<readonly Placed[]> {
  const placed = new Map<string, Placed>()
  const found: Problem[] = []
  for (const content of contents) {
    for (const member of content.members) {
      const path = content.isArchive ? member.path.split('/').slice(strip).join('/') : member.path
      if (path === '' && member.kind === 'folder') continue
      const wrong = path === '' ? `lies above the folders that strip-components: ${strip} cuts off` : checkLink(member, path, strip)
      if (wrong !== undefined) {
        found.push(problem(member.path, wrong, 'Give a smaller strip-components', content))
        continue
      }
      const key = path.normalize('NFKC').toLowerCase()
      const other = placed.get(key)
      if (other === undefined) placed.set(key, { content, member, path })
      else if (other.path !== path || !isSame(other.member, member)) {
        const message = `would lie where "${other.member.path}" of ${other.content.from.name} lies, and is another file`
        found.push(problem(member.path, message, 'Fetch them into folders of their own', content))
      }
    }
  }
  found.push(...checkParents(placed))
  return found.length === 0 ? { ok: true, value: [...placed.values()] } : { ok: false, error: found }
}

/** The members of one archive fit each other; those of several may not. */
function checkParents(placed: ReadonlyMap<string, Placed>): readonly Problem[] {
  const found: Problem[] = []
  for (const [key, { member, content }] of placed) {
    for (let cut = key.indexOf('/'); cut !== -1; cut = key.indexOf('/', cut + 1)) {
      const above = placed.get(key.slice(0, cut))
      if (above === undefined || above.member.kind === 'folder') continue
      found.push(problem(member.path, `would lie below "${above.path}", which is a ${above.member.kind}`, 'Fetch them into folders of their own', content))
      break
    }
  }
  return found
}

function checkLink(member: Member, path: string, strip: number): string | undefined {
  if (member.kind !== 'link' || strip === 0) return undefined
  const before = resolve(member.path, member.target)
  const after = resolve(path, member.target)
  const wanted = before?.split('/').slice(strip).join('/')
  const same = before !== undefined && before.split('/').length > strip && after === wanted
  return same ? undefined : `is a link to "${member.target}", which leads elsewhere when folders are cut off`
}

function resolve(path: string, target: string): string | undefined {
  const parts = path.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

function isSame(one: Member, other: Member): boolean {
  if (one.kind === 'file' && other.kind === 'file') return one.digest === other.digest && one.mode === other.mode
  if (one.kind === 'link' && other.kind === 'link') return one.target === other.target
  return one.kind === 'folder' && other.kind === 'folder'
}

function problem(path: string, message: string, cure: string, { from }: Content): Problem {
  return { code: 'E_FETCH_PLACE', message: `"${path}" ${message}`, cure, at: { file: from.name } }
}
