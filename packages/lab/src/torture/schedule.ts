/** How the world looks before the first run. */
export type Scene = {
  readonly tag: string
  readonly publish: boolean
  /** The repository makes releases immutable. */
  readonly immutable: boolean
  /** Sizes of the declared files in bytes; the checksum file comes on top. */
  readonly sizes: readonly number[]
  /** Uploads at once. */
  readonly width: number
  readonly start: Start
  /** Other published releases, by tag. */
  readonly others: readonly string[]
  /** There is an OCI artifact as well, which is to be named when the release is public. */
  readonly oci: boolean
  /** With two clients: the second has built other bytes under the same names. */
  readonly rebuilt: boolean
}

export const starts = [
  /** No release of the tag. */
  'nothing',
  /** The draft of a run that was killed: one file there, one unfinished. */
  'partial',
  /** That draft, and an empty second one. */
  'duplicate',
  /** A draft that a person made, with words in it and no file. */
  'prepared',
  /** A draft of a run, with a file in it that nobody declared. */
  'foreign',
  /** Two drafts that people made. */
  'two-drafts',
  /** A published release with other bytes. */
  'published',
  /** The tag was used by an immutable release that is deleted. */
  'burned',
  /** The tag was never pushed. */
  'no-tag',
] as const

export type Start = (typeof starts)[number]

export const requestKinds = ['list', 'read', 'create', 'upload', 'change', 'delete', 'tag'] as const

export type RequestKind = (typeof requestKinds)[number]

/** Something that befalls one run: a fault of one request, or its end by SIGKILL. */
export type Incident = {
  /** 0, or with two clients 0 or 1. */
  readonly client: number
  /** Its first run is 0; after a kill it is run again. */
  readonly run: number
  /** What is counted: requests of a kind, requests of any kind, or calls of any port. Kills strike at the last, faults at the others. */
  readonly on: RequestKind | 'request' | 'call'
  /** Counted from 0. */
  readonly call: number
  /** A fault as fault scripts write it, or `kill-before`, `kill-during` or `kill-after` the call. */
  readonly what: string
}

/** Everything that decides how a torture goes. It can be written down and played again. */
export type Schedule = {
  readonly seed: number
  readonly scene: Scene
  readonly clients: 1 | 2
  /** The seed of the order in which things happen that happen at once. */
  readonly order: number
  /** How many turns in a row one client has on average while both wait; 1 for a fair order. */
  readonly burst: number
  readonly incidents: readonly Incident[]
}
