import type { CheckedContent, EmbeddedState, EmbedEntry, Finding, NativeFile, Packing, ProvenContent, Sniffed } from '@slipway/binary'
import type { Platform, Problem, Result } from '@slipway/kernel'
import type { Asset, Member } from './declare.ts'

/** Where an asset stands, or what became of it, in one image of the binary. Offsets count from the start of the binary. */
export type Place = {
  /** The machine of the image; empty where there is only one. */
  readonly image: string
  readonly finding: Finding
  /** Undefined where no section holds it, as behind the end of what the headers describe. */
  readonly section: string | undefined
  /** Whether it reaches memory by itself. Undefined where it does not stand there whole. */
  readonly loaded: boolean | undefined
}

/** A member of an archive; `sniffed` is undefined where the archive does not hold it. */
export type MemberFacts = { readonly member: Member; readonly size: number; readonly sniffed: Sniffed | undefined }

/** What was read of an asset. */
export type AssetFile = {
  readonly size: number
  /** Read only where it is compared with something. */
  readonly sha256: string | undefined
  readonly sniffed: Sniffed
  readonly members: Result<readonly MemberFacts[], Problem>
}

export type AssetFacts = {
  readonly asset: Asset
  /** A Problem where there is no file, or none that can be read. */
  readonly file: Result<AssetFile, Problem>
  readonly places: readonly Place[]
  /** Sizes under which a Go program's tables name it; looked at where it does not stand whole. */
  readonly named: readonly number[]
}

/** A file in one of a Go program's tables. */
export type EmbedFacts = {
  readonly entry: EmbedEntry
  /** Whether it is one of the assets, and was looked at as such. */
  readonly declared: boolean
  readonly sniffed: Sniffed | undefined
  /** Whether its bytes are those that the compiler saw; looked at where nothing else is proven. */
  readonly state: EmbeddedState
}

export type Facts = {
  readonly binary: { readonly path: string; readonly size: number; readonly native: Result<NativeFile, Problem>; readonly packing: readonly Packing[] }
  /** What the binary was said to be for. */
  readonly platform: Platform | undefined
  /** The platform of assets that name none. */
  readonly guest: Platform | undefined
  readonly floor: number
  /** Whether anything was declared; else only what a Go program's tables name is looked at. */
  readonly declared: boolean
  readonly assets: readonly AssetFacts[]
  /** Undefined where the binary is no Go program. */
  readonly embeds: { readonly files: readonly EmbedFacts[]; readonly tables: number; readonly doubts: readonly Problem[] } | undefined
  readonly extras: readonly { readonly path: string; readonly size: number; readonly places: readonly Place[] }[]
  readonly proof:
    | { readonly file: string; readonly checked: readonly (CheckedContent & Pick<ProvenContent, 'size' | 'sha256'> & Pick<Place, 'image'>)[] }
    | undefined
}
