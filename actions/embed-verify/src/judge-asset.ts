import { type Sniffed, saysArchitecture, wrongKind } from '@slipway/binary'
import { architectureOf, osOf, type Platform, type Problem } from '@slipway/kernel'
import type { Asset, Member } from './declare.ts'
import type { AssetFile, Facts, MemberFacts } from './facts.ts'

/** A problem whose message follows the name of what it is about. */
export type Fault = Omit<Problem, 'at'>

/** What is wrong with an asset itself, whatever the binary holds; the problem of a member stands where the member was declared. */
export function checkFile(facts: Facts, asset: Asset, file: AssetFile): readonly (Fault & Pick<Problem, 'at'>)[] {
  const { size, sniffed } = file
  const least = asset.minSize ?? facts.floor
  if (size === 0) return least === 0 ? [] : [empty]
  const kind = wrongKind(asset.kind, sniffed)
  if (kind !== undefined) return [{ code: 'E_EMBED_KIND', message: kind, cure: kindCure(sniffed) }]
  if (sniffed.problem !== undefined) return [sniffed.problem]
  return [...checkSize(size, least), ...checkDigest(asset, file), ...checkPlatformOf(facts, asset, sniffed), ...checkMembers(facts, file)]
}

const empty: Fault = {
  code: 'E_EMBED_EMPTY',
  message: 'is empty (0 bytes): the binary compiles with it and cannot run',
  cure: 'Build or download the real file before the binary is built',
}

function checkSize(size: number, least: number): readonly Fault[] {
  const cure = 'Put the real file in place of the placeholder, or lower its min-size'
  return size >= least ? [] : [{ code: 'E_EMBED_SMALL', message: `has ${size} bytes, fewer than ${least}`, cure }]
}

function checkDigest({ sha256: due }: Asset, { sha256 }: AssetFile): readonly Fault[] {
  if (due === undefined || sha256 === undefined || due === sha256) return []
  const cure = 'Fetch the version that is declared, or declare the one that is meant'
  return [{ code: 'E_EMBED_DIGEST', message: `has the sha256 ${sha256}, not ${due}`, cure }]
}

export function kindCure({ kind }: Sniffed): string {
  if (kind === 'lfs-pointer') return 'Check out with lfs: true, or run git lfs pull'
  if (kind === 'html') return 'Look at its first lines: a download that failed often leaves the page of the error'
  if (kind === 'text') return 'Put the real file in place of the placeholder, or declare the kind text where text is meant'
  return 'Put the file that is meant there, or declare its kind'
}

/** The architectures that the binary itself is for: what its headers say, else what was said of it. */
function ownArchitectures({ binary, platform }: Facts): readonly string[] {
  if (platform !== undefined) return [architectureOf(platform)]
  return binary.native.ok ? binary.native.value.images.flatMap(({ architecture }) => architecture ?? []) : []
}

/** A declared platform has to be provable. Without one the binary's architecture is due, of files that tell theirs. */
function checkPlatformOf(facts: Facts, { platform, kind }: Asset | Member, sniffed: Sniffed): readonly Fault[] {
  if (!saysArchitecture(sniffed)) {
    if (platform === undefined) return []
    const message = `is declared to be of ${platform}, but a ${sniffed.kind} file does not say it`
    return [{ code: 'E_EMBED_UNTOLD', message, cure: 'Leave its platform out: only executables, libraries and kernels tell theirs' }]
  }
  const declared = platform ?? facts.guest
  const wanted = declared === undefined ? ownArchitectures(facts) : [architectureOf(declared)]
  if (wanted.length === 0) return []
  const named = wanted.join(' or ')
  const cure = `Build or fetch it for ${declared ?? named}, or declare the platform that it is for`
  if (!sniffed.architectures.some((one) => wanted.includes(one))) {
    return [{ code: 'E_EMBED_ARCHITECTURE', message: `is of ${sniffed.architectures.join(' and ') || 'an unknown architecture'}, not of ${named}`, cure }]
  }
  return checkSystem(declared, kind, sniffed, cure)
}

/** Kernels have no system of their own: as EFI programs they say "uefi", as ELF files what their linker wrote. */
function checkSystem(declared: Platform | undefined, kind: string, { os }: Sniffed, cure: string): readonly Fault[] {
  if (declared === undefined || kind === 'kernel' || os === undefined || os === osOf(declared)) return []
  return [{ code: 'E_EMBED_SYSTEM', message: `is for ${os}, not for ${osOf(declared)}`, cure }]
}

function checkMembers(facts: Facts, { members }: AssetFile): readonly (Fault & Pick<Problem, 'at'>)[] {
  if (!members.ok) return [members.error]
  return members.value.flatMap((one) => checkMember(facts, one).map((fault) => ({ ...fault, at: one.member.at })))
}

function checkMember(facts: Facts, { member, size, sniffed }: MemberFacts): readonly Fault[] {
  const about = (fault: Fault): Fault => ({ ...fault, message: `holds ${member.path}, which ${fault.message}` })
  if (sniffed === undefined) {
    const cure = 'Fetch or pack the archive that is meant, or name the member as the archive does'
    return [{ code: 'E_EMBED_MEMBER', message: `holds no file ${member.path}`, cure }]
  }
  if (size === 0) return [about({ ...empty, message: 'is empty (0 bytes)' })]
  if (sniffed.problem !== undefined) return [about(sniffed.problem)]
  const kind = wrongKind(member.kind, sniffed)
  if (kind !== undefined) return [about({ code: 'E_EMBED_KIND', message: kind, cure: kindCure(sniffed) })]
  return checkPlatformOf(facts, member, sniffed).map(about)
}
