import { checkPlatform, type Finding, type NativeFile, type Sniffed, saysArchitecture, wrongKind } from '@slipway/binary'
import { architectureOf, type Digest, hexOf, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'
import type { Asset } from './declare.ts'

/** What was read of one asset; undefined where no file is. */
export type AssetFacts = {
  readonly asset: Asset
  readonly file: { readonly size: number; readonly digest: Digest; readonly sniffed: Sniffed } | undefined
  /** One for each image of the binary: a fat binary has several. Offsets count from the start of the binary. */
  readonly places: readonly Place[]
}

export type Place = { readonly image: string; readonly finding: Finding; readonly section: string | undefined; readonly loaded: boolean | undefined }

export type Facts = {
  readonly binary: { readonly path: string; readonly size: number; readonly digest: Digest; readonly native: Result<NativeFile, Problem> }
  readonly platform: Platform
  /** Where it is absent, assets have to be of the binary's architecture, on any system. */
  readonly guest: Platform | undefined
  readonly floor: number
  readonly assets: readonly AssetFacts[]
}

export type ProvenAsset = {
  readonly path: string
  readonly kind: string
  /** Empty where the kind of file does not say it. */
  readonly architecture: string
  readonly size: number
  readonly sha256: string
  readonly offset: number
  readonly section: string
}

export type Proof = {
  readonly binary: { readonly path: string; readonly platform: string; readonly size: number; readonly sha256: string }
  readonly assets: readonly ProvenAsset[]
}

/** The proof, or every reason why there is none. Of an asset that is wrong in itself it is not said as well that the binary lacks it. */
export function plan(facts: Facts): Result<Proof> {
  const { binary, platform, assets } = facts
  const found = [...checkBinary(facts), ...assets.flatMap((one) => checkAsset(facts, one))]
  if (assets.length === 0)
    found.push({ code: 'E_EMBED_NOTHING', message: 'no asset is declared, so nothing would be proven', cure: 'Declare what the binary must embed' })
  if (found.length > 0) return { ok: false, error: found }
  return ok({ binary: { path: binary.path, platform, size: binary.size, sha256: hexOf(binary.digest) }, assets: assets.flatMap((one) => proven(one) ?? []) })
}

function proven({ asset, file, places }: AssetFacts): ProvenAsset | undefined {
  const place = places[0]
  if (file === undefined || place?.finding.state !== 'whole') return undefined
  const { kind, architectures } = file.sniffed
  return {
    path: asset.path,
    kind,
    architecture: architectures.join(' '),
    size: file.size,
    sha256: hexOf(file.digest),
    offset: place.finding.offset,
    section: place.section ?? '',
  }
}

function checkBinary({ binary, platform }: Facts): readonly Problem[] {
  const at = { input: 'binary' }
  const about = (problem: Omit<Problem, 'at'>): Problem => ({ ...problem, message: `${binary.path} ${problem.message}`, at })
  if (!binary.native.ok) return [about(binary.native.error)]
  const wrong = checkPlatform(binary.native.value, platform)
  const end = Math.max(...binary.native.value.images.map((image) => image.end))
  const cut: Omit<Problem, 'at'> = {
    code: 'E_BINARY_TRUNCATED',
    message: `is truncated: its headers promise ${end} bytes, and it has ${binary.size}`,
    cure: 'Build it again',
  }
  return [...(wrong === undefined ? [] : [about(wrong)]), ...(end > binary.size ? [about(cut)] : [])]
}

function checkAsset(facts: Facts, { asset, file, places }: AssetFacts): readonly Problem[] {
  const about = (problem: Omit<Problem, 'at'>): Problem => ({ ...problem, message: `the asset ${asset.path} ${problem.message}`, at: asset.at })
  if (file === undefined)
    return [
      about({ code: 'E_EMBED_MISSING', message: 'is not there', cure: 'Build or download it before the binary is built, and name its path in the workspace' }),
    ]
  const own = checkFile(facts, asset, file)
  return (own.length > 0 ? own : places.flatMap((place) => checkPlace(facts.binary.path, file.size, place, places.length > 1) ?? [])).map(about)
}

type AssetFile = NonNullable<AssetFacts['file']>

/** What is wrong with the asset itself, whatever the binary holds. */
function checkFile({ guest, platform, floor }: Facts, asset: Asset, { size, digest, sniffed }: AssetFile): readonly Omit<Problem, 'at'>[] {
  const least = Math.max(floor, asset.minSize ?? 0)
  if (size === 0)
    return [
      {
        code: 'E_EMBED_EMPTY',
        message: 'is empty (0 bytes): the binary compiles with it and cannot run',
        cure: 'Build or download the real file before the binary is built',
      },
    ]
  const kind = wrongKind(asset.kind, sniffed)
  if (kind !== undefined) return [{ code: 'E_EMBED_KIND', message: kind, cure: kindCure(sniffed) }]
  if (sniffed.problem !== undefined) return [sniffed.problem]
  const found: Omit<Problem, 'at'>[] = []
  if (size < least)
    found.push({
      code: 'E_EMBED_SMALL',
      message: `has ${size} bytes, fewer than ${least}`,
      cure: 'Put the real file in place of the placeholder, or lower its min-size',
    })
  if (asset.sha256 !== undefined && asset.sha256 !== hexOf(digest)) {
    found.push({
      code: 'E_EMBED_DIGEST',
      message: `has the sha256 ${hexOf(digest)}, not ${asset.sha256}`,
      cure: 'Fetch the version that is declared, or declare the one that is meant',
    })
  }
  const wrong = wrongPlatform(asset.platform ?? guest, platform, asset, sniffed)
  return wrong === undefined ? found : [...found, wrong]
}

function kindCure({ kind }: Sniffed): string {
  if (kind === 'lfs-pointer') return 'Check out with lfs: true, or run git lfs pull'
  if (kind === 'html') return 'Look at its first lines: a download that failed often leaves the page of the error'
  if (kind === 'text') return 'Put the real file in place of the placeholder, or declare the kind text where text is meant'
  return 'Put the file that is meant there, or declare its kind'
}

/** A declared platform has to be provable. Without one the binary's architecture is due, of files that tell theirs. */
function wrongPlatform(declared: Platform | undefined, own: Platform, asset: Asset, sniffed: Sniffed): Omit<Problem, 'at'> | undefined {
  const wanted = architectureOf(declared ?? own)
  if (!saysArchitecture(sniffed)) {
    if (asset.platform === undefined) return undefined
    return {
      code: 'E_EMBED_UNTOLD',
      message: `is declared to be of ${asset.platform}, but a ${sniffed.kind} file does not say it`,
      cure: 'Leave its platform out: only executables, libraries and kernels tell theirs',
    }
  }
  const cure = `Build or fetch it for ${declared ?? wanted}, or declare the platform that it is for`
  if (!sniffed.architectures.includes(wanted)) {
    return { code: 'E_EMBED_ARCHITECTURE', message: `is of ${sniffed.architectures.join(' and ') || 'an unknown architecture'}, not of ${wanted}`, cure }
  }
  // Kernels have no system of their own: as EFI programs they say "uefi", as ELF files what their linker wrote.
  if (declared === undefined || asset.kind === 'kernel' || sniffed.os === undefined || sniffed.os === osOf(declared)) return undefined
  return { code: 'E_EMBED_SYSTEM', message: `is for ${sniffed.os}, not for ${osOf(declared)}`, cure }
}

function checkPlace(binary: string, size: number, { image, finding, section, loaded }: Place, many: boolean): Omit<Problem, 'at'> | undefined {
  const where = many ? `${binary} (${image})` : binary
  switch (finding.state) {
    case 'whole':
      if (loaded !== false) return undefined
      return {
        code: 'E_EMBED_UNLOADED',
        message: `stands in ${where} in the section ${section ?? ''}, which is never loaded`,
        cure: 'Embed it as data of the program',
      }
    case 'truncated':
      return {
        code: 'E_EMBED_TRUNCATED',
        message: `stands in ${where} only with its first ${finding.bytes} of ${size} bytes (at offset ${finding.offset})`,
        cure: 'Build the binary after the asset is complete',
      }
    case 'altered':
      return {
        code: 'E_EMBED_ALTERED',
        message: `stands in ${where} with other bytes, from its byte ${finding.differs} on (at offset ${finding.offset})`,
        cure: 'Build the binary with this very file: it may have changed in between',
      }
    case 'partial':
      return {
        code: 'E_EMBED_PARTIAL',
        message: `stands in ${where} only in part: ${finding.bytes} of ${size} bytes, from its byte ${finding.from} on`,
        cure: 'Build the binary with this very file: another version of it may stand there',
      }
    case 'absent':
      return {
        code: 'E_EMBED_ABSENT',
        message: `does not stand in ${where}`,
        cure: 'See that the program embeds this file, uncompressed, and that the linker does not drop it',
      }
    case 'refused':
      return {
        code: 'E_EMBED_UNIFORM',
        message: 'holds the same byte again and again: such bytes stand in any file',
        cure: 'Put the real file in place of the placeholder',
      }
  }
}
