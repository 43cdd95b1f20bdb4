/** Pull requests of forks: what GitHub takes away from a run that people without write access can start. */
import type { Json } from './leg.ts'
import { isObject, objectAt, textAt } from './values.ts'

/** Every event of a pull request but pull_request_target, which runs what the base branch says (docs "GITHUB_TOKEN reference"). */
const events: readonly string[] = ['pull_request', 'pull_request_review', 'pull_request_review_comment']

/** Whether the head of the pull request is in another repository than its base. A repository that was deleted (`null`) is another one. */
export function isFromFork(event: { readonly name: string; readonly payload: Json }): boolean {
  if (!events.includes(event.name)) return false
  const pull = objectAt(event.payload, 'pull_request')
  const repositoryOf = (side: string): string | undefined => {
    const repository = objectAt(pull, side).repo
    return isObject(repository) ? textAt(repository, 'full_name') : undefined
  }
  return repositoryOf('head')?.toLowerCase() !== repositoryOf('base')?.toLowerCase()
}
