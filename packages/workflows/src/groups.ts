/** Concurrency groups within one run (docs "Control the concurrency of workflows and jobs"). */
import type { Cancellation } from './cancellation.ts'

export type GroupRequest = {
  /** Compared without regard to case. */
  readonly group: string
  readonly cancelInProgress: boolean
  /** How many may wait: `single` keeps the newest, `max` up to 100. */
  readonly queue: 'single' | 'max'
  /** Switches the requester off when another takes its place. */
  readonly cancellation: Cancellation
  /** The groups that the requester's own callers hold. */
  readonly held: readonly string[]
}

export type GroupGrant = { readonly release: () => void } | { readonly cancelled: string }

type Waiter = { readonly start: () => void; readonly drop: (reason: string) => void }
type Group = { holder: Cancellation | undefined; waiting: Waiter[] }

const maxQueue = 100

export type Groups = { readonly acquire: (request: GroupRequest) => Promise<GroupGrant> }

export function createGroups(): Groups {
  const groups = new Map<string, Group>()
  return {
    acquire(request) {
      const name = request.group.toLowerCase()
      // A job that waits for its own caller would wait for ever; GitHub cancels it with this sentence.
      if (request.held.includes(name)) {
        return Promise.resolve({
          cancelled: `Canceling since a deadlock was detected for concurrency group: '${request.group}' between a workflow and a job that it runs`,
        })
      }
      const group = groups.get(name) ?? { holder: undefined, waiting: [] }
      groups.set(name, group)
      return enter(group, request)
    },
  }
}

function enter(group: Group, request: GroupRequest): Promise<GroupGrant> {
  return new Promise((resolve) => {
    const start = (): void => {
      group.holder = request.cancellation
      resolve({ release: () => leave(group, request.cancellation) })
    }
    if (request.cancellation.cancelled) return resolve({ cancelled: 'The job was cancelled' })
    if (group.holder === undefined) return start()
    if (request.cancelInProgress) group.holder.cancel()
    const newest = `Canceling since a higher priority waiting request for '${request.group}' exists`
    if (request.queue === 'single') for (const waiter of group.waiting.splice(0)) waiter.drop(newest)
    if (group.waiting.length >= maxQueue) return resolve({ cancelled: `Canceling since ${maxQueue} requests wait for '${request.group}'` })
    const drop = (reason: string): void => {
      forget()
      resolve({ cancelled: reason })
    }
    const waiter: Waiter = { start: () => (forget(), start()), drop }
    const forget = request.cancellation.onCancel(() => {
      group.waiting.splice(group.waiting.indexOf(waiter), 1)
      resolve({ cancelled: 'The job was cancelled' })
    })
    group.waiting.push(waiter)
  })
}

function leave(group: Group, holder: Cancellation): void {
  if (group.holder !== holder) return
  group.holder = undefined
  group.waiting.shift()?.start()
}
