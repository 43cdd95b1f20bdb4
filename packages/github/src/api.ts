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
  /** Who made it: a login. */
  readonly author: string
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
  /** Who sent it: a login. */
  readonly uploader: string
  /** Milliseconds since it was last changed, by the server's own clock. */
  readonly age: number
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
  /** The whole text of a new draft. Of one that is there already, only the table of artifacts is kept up to date. */
  readonly body: string
  readonly prerelease: boolean
}

/**
 * What the transaction needs of GitHub: one request (or one list of pages) a call, without retries.
 * Every method rejects with `ApiFailure` when the server says no or cannot be reached.
 */
export type ReleaseApi = {
  /** All releases that the token may see; with write access, drafts too. What was written a moment ago may be missing. */
  readonly listReleases: () => Promise<readonly ReleaseFact[]>
  /** By number, which is told at once what was written. Undefined where there is none, or none that the token may see. */
  readonly readRelease: (id: number) => Promise<ReleaseFact | undefined>
  /** Without `target_commitish`: with it GitHub asks for the permission to change workflows. */
  readonly createDraft: (draft: DraftRequest) => Promise<ReleaseFact>
  readonly writeBody: (release: Pick<ReleaseFact, 'id' | 'tag'>, body: string) => Promise<ReleaseFact>
  readonly publish: (release: Pick<ReleaseFact, 'id' | 'tag'>, of: { readonly prerelease: boolean; readonly latest: boolean }) => Promise<ReleaseFact>
  /** The number of the latest release; undefined where there is none. */
  readonly readLatest: () => Promise<number | undefined>
  /** Makes a published release the latest one. */
  readonly electLatest: (id: number) => Promise<void>
  readonly deleteRelease: (id: number) => Promise<void>
  /** By release id: the list inside a release leaves out unfinished assets, which block their names all the same. */
  readonly listAssets: (releaseId: number) => Promise<readonly AssetFact[]>
  /** Undefined where there is none. */
  readonly readAsset: (id: number) => Promise<AssetFact | undefined>
  /** `onProgress` hears how many bytes of the file have been handed to the connection. */
  readonly upload: (release: ReleaseFact, asset: LocalAsset, onProgress?: (bytes: number) => void) => Promise<AssetFact>
  readonly deleteAsset: (id: number) => Promise<void>
  /** The commit that a tag finally names; undefined where the tag is not on the server. */
  readonly readTag: (tag: string) => Promise<string | undefined>
  /** GitHub's own notes. Changes nothing, and asks for the permission to write contents. */
  readonly generateNotes: (of: { readonly tag: string; readonly previous: string | undefined }) => Promise<string>
  /** The setting "immutable releases"; `unknown` where the token may not read it, as a job's token never may. */
  readonly readImmutability: () => Promise<'on' | 'off' | 'unknown'>
}
