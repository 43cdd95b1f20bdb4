import type { Ports } from '@slipway/host'

/** How far this run's builds reach. */
export type Trust = {
  /** A trusted run writes the image that releases use; every other one only its shadow, `<image>-pr`. */
  readonly trusted: boolean
  readonly onDefaultBranch: boolean
  /** Undefined where the event does not name it. */
  readonly defaultBranch: string | undefined
  /** For people: why. */
  readonly reason: string
}

/** Events whose workflow file and sources both come from the ref that they name. `pull_request_target` runs on the default branch for what a stranger wrote. */
export const trustedEvents = ['push', 'workflow_dispatch', 'schedule', 'release'] as const

/**
 * Decides by the event and its ref whether what this run builds may be used by others. Whoever may open a pull request or push a
 * branch could otherwise plant an image under a key that the default branch meets later.
 */
export function decideTrust({ eventName, ref, event }: Pick<Ports['job'], 'eventName' | 'ref' | 'event'>): Trust {
  const defaultBranch = defaultBranchOf(event)
  const onDefaultBranch = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`
  const say = (trusted: boolean, reason: string): Trust => ({ trusted, onDefaultBranch, defaultBranch, reason })
  if (!(trustedEvents as readonly string[]).includes(eventName)) return say(false, `the event ${eventName} may run what nobody has reviewed`)
  if (ref.startsWith('refs/tags/')) return say(true, `${ref} is a tag`)
  if (onDefaultBranch) return say(true, `${ref} is the default branch`)
  return say(false, `${ref} is neither the default branch${defaultBranch === undefined ? '' : ` (${defaultBranch})`} nor a tag`)
}

function defaultBranchOf(event: unknown): string | undefined {
  const { repository } = (event ?? {}) as { readonly repository?: { readonly default_branch?: unknown } }
  const name = repository?.default_branch
  return typeof name === 'string' && name !== '' ? name : undefined
}
