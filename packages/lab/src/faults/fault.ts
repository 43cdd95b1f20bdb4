/** Something that goes wrong with one request. */
export type Fault =
  /** An error answer. The request has no effect, unless `after` is set: then only the answer is wrong. `retryAfter` is in seconds and becomes the header. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly after?: true }
  /** The connection is reset: `before` the effect, or `after` it, so that only the answer is lost. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** An upload is answered with an error and leaves an empty asset in the state `starter`, which blocks its name. */
  | { readonly kind: 'starter'; readonly status: number }
  /** No answer ever comes, and the connection stays open: before the effect (of an upload, with its name taken and its body unread), or after it. */
  | { readonly kind: 'stall'; readonly when: 'before' | 'after' }
  /** An upload's connection breaks in the middle of its body and leaves a `starter`; another request is reset before its effect. */
  | { readonly kind: 'cut' }
  /** Half of the answer comes, then the connection closes. The request has its effect. */
  | { readonly kind: 'truncate' }
  /** Instead of the answer a page for people comes, with status 200. The request has its effect. */
  | { readonly kind: 'page' }
  /** An upload's bytes are kept with one of them changed. */
  | { readonly kind: 'corrupt' }
  /** An uploaded asset has no digest for so many seconds. */
  | { readonly kind: 'undigested'; readonly seconds: number }
  /** The request waits for so many seconds on its way and then has its effect, whether or not its client still waits. */
  | { readonly kind: 'late'; readonly seconds: number }
  /** A list is answered as it was so many seconds ago. */
  | { readonly kind: 'stale'; readonly seconds: number }

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
export type FaultRequest = {
  readonly server: FaultServer
  readonly method: string
  readonly path: string
  /** The secret that came with it; rules do not look at it, but a script of one's own can tell clients by it. */
  readonly token?: string
}
