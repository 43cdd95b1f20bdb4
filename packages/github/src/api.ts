import type { Digest } from '@slipway/kernel'

/** A release as GitHub holds it (REST, "Releases"). */
export type ReleaseFact = {
  readonly id: number
  readonly tag: string
  readonly draft: boolean
  readonly prerelease: boolean
  /** Its assets and its tag are frozen for ever. */
  readonly immutable: boolean
  readonly body: string
  /** The page for people. A draft's changes when it is published. */
  readonly url: string
  /** Where assets are sent, without the URI template behind it. */
  readonly uploadUrl: string
}

/** An asset as GitHub holds it (REST, "Release assets"). Everything that is not `uploaded` is what a broken upload left. */
export type AssetFact = {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly state: string
  /** Computed by GitHub; absent for a moment after an upload, and for what was uploaded before June 2025. */
  readonly digest: Digest | undefined
}

/** A file that shall be an asset. `stream` yields exactly `size` bytes each time it is called. */
export type LocalAsset = {
  readonly name: string
  readonly size: number
  readonly digest: Digest
  readonly contentType: string
  readonly stream: () => AsyncIterable<Uint8Array>
}

export type DraftRequest = {
  readonly tag: string
  readonly title: string
  readonly body: string
  readonly prerelease: boolean
  readonly generateNotes: boolean
}

/**
 * What the transaction needs of GitHub: one request (or one list of pages) a call, without retries.
 * Every method rejects with `ApiFailure` when the server says no or cannot be reached.
 */
export type ReleaseApi = {
  /** All releases that the token may see; with write access, drafts too. */
  readonly listReleases: () => Promise<readonly ReleaseFact[]>
  readonly readRelease: (id: number) => Promise<ReleaseFact>
  /** Without `target_commitish`: with it GitHub asks for the permission to change workflows. */
  readonly createDraft: (draft: DraftRequest) => Promise<ReleaseFact>
  readonly publish: (id: number, of: { readonly prerelease: boolean; readonly latest: boolean }) => Promise<ReleaseFact>
  /** Makes a published release the latest one. */
  readonly electLatest: (id: number) => Promise<void>
  readonly deleteRelease: (id: number) => Promise<void>
  /** By release id: the list inside a release leaves out unfinished assets, which block their names all the same. */
  readonly listAssets: (releaseId: number) => Promise<readonly AssetFact[]>
  readonly upload: (release: ReleaseFact, asset: LocalAsset) => Promise<AssetFact>
  readonly deleteAsset: (id: number) => Promise<void>
  readonly hasTag: (tag: string) => Promise<boolean>
}
