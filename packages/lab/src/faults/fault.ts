/** Something that goes wrong with one request. */
export type Fault =
  /** An error answer; the request has no effect. `retryAfter` is in seconds and becomes the header of that name. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** The connection is reset: `before` the effect, or `after` it, so that only the answer is lost. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** GitHub only: an upload is answered with 502 and leaves an empty asset in the state `starter`, which blocks its name. */
  | { readonly kind: 'starter' }

/** The servers of the lab that ask a fault script. */
export type FaultServer = 'github' | 'registry' | 'results'

export const faultServers: readonly FaultServer[] = ['github', 'registry', 'results']

/** A fault and the requests it meets. */
export type FaultRule = {
  /** The text that the rule was read from, without surrounding blanks. */
  readonly text: string
  readonly server: FaultServer
  /** In capitals; `*` for each method. */
  readonly method: string
  /** A path without query; `*` stands for any run of characters, slashes included. */
  readonly path: string
  /** Which of the matching requests are met, counted from 1, both ends included. */
  readonly first: number
  readonly last: number
  readonly fault: Fault
}

/** What a server tells of a request before it answers it. */
export type FaultRequest = { readonly server: FaultServer; readonly method: string; readonly path: string }
