import type { Finding, ProofFinding } from '@slipway/binary'
import type { AssetFacts, Facts } from './facts.ts'
import type { Judgement, Verdict } from './judge.ts'
import type { Issue } from './policy.ts'

/** What the action found, as JSON. Offsets and sizes are bytes. */
export type Result = {
  readonly version: 1
  readonly verdict: Verdict
  readonly passed: boolean
  readonly binary: {
    readonly path: string
    readonly size: number
    readonly format: string | undefined
    readonly platforms: readonly string[]
    readonly packing: Facts['binary']['packing']
  }
  readonly assets: readonly AssetResult[]
  /** Of a Go program: the files in its tables. */
  readonly embeds: { readonly tables: number; readonly files: readonly EmbedResult[] } | undefined
  readonly extras: readonly { readonly path: string; readonly size: number; readonly state: string }[]
  /** What was proven before, checked again. */
  readonly proof: readonly (ProofFinding & { readonly path: string; readonly image: string; readonly size: number; readonly sha256: string })[]
  readonly problems: readonly Issue[]
}

export type AssetResult = {
  readonly path: string
  readonly ok: boolean
  readonly kind: string | undefined
  readonly architectures: readonly string[]
  readonly size: number | undefined
  readonly sha256: string | undefined
  /** Of each image of a universal binary; of any other binary one. */
  readonly places: readonly (Finding & { readonly image: string; readonly section: string | undefined; readonly loaded: boolean | undefined })[]
}

export type EmbedResult = { readonly name: string; readonly size: number; readonly offset: number | undefined; readonly kind: string | undefined }

export function toResult(facts: Facts, { verdict, passed, issues }: Judgement): Result {
  const { binary, embeds, extras, proof } = facts
  const native = binary.native.ok ? binary.native.value : undefined
  const wrong = new Set(issues.map(({ of }) => of))
  return {
    version: 1,
    verdict,
    passed,
    binary: {
      path: binary.path,
      size: binary.size,
      format: native?.format,
      platforms: (native?.images ?? []).map(({ os, architecture, machine }) => `${os ?? 'unknown'}/${architecture ?? machine}`),
      packing: binary.packing,
    },
    assets: facts.assets.map((one) => toAsset(one, !wrong.has(one.asset.path))),
    embeds:
      embeds === undefined
        ? undefined
        : {
            tables: embeds.tables,
            files: embeds.files.flatMap(({ entry, sniffed }) =>
              entry.kind === 'file' ? [{ name: entry.name, size: entry.size, offset: entry.offset, kind: sniffed?.kind }] : [],
            ),
          },
    extras: extras.map(({ path, size, places }) => ({ path, size, state: places[0]?.finding.state ?? 'absent' })),
    proof: (proof?.checked ?? []).map(({ path, image, size, sha256, finding }) => ({ path, image, size, sha256, ...finding })),
    problems: issues.map(({ of: _, ...issue }) => issue),
  }
}

function toAsset({ asset, file, places }: AssetFacts, right: boolean): AssetResult {
  const found = file.ok ? file.value : undefined
  return {
    path: asset.path,
    ok: right,
    kind: found?.sniffed.kind,
    architectures: found?.sniffed.architectures ?? [],
    size: found?.size,
    sha256: found?.sha256,
    places: places.map(({ finding, ...place }) => ({ ...place, ...finding })),
  }
}

export function renderResult(result: Result): string {
  return `${JSON.stringify(result, undefined, 2)}\n`
}
