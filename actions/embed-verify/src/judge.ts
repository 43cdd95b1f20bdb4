import { checkPlatform } from '@slipway/binary'
import type { Problem } from '@slipway/kernel'
import type { AssetFacts, EmbedFacts, Facts } from './facts.ts'
import { checkFile, type Fault, kindCure } from './judge-asset.ts'
import { checkPlace, checkProven } from './judge-place.ts'
import type { Issue, Policy, Subject } from './policy.ts'

type Found = Problem & { readonly subject: Subject /** What is wrong with it, for its line in tables. */; readonly of?: string }

/** `packed`: nothing can be said of the assets that were not seen, because the binary is packed or encrypted. */
export type Verdict = 'proven' | 'refused' | 'packed'

export type Judgement = {
  readonly verdict: Verdict
  /** False when an issue fails the step. */
  readonly passed: boolean
  readonly issues: readonly (Issue & { readonly of?: string })[]
}

/** Everything that is wrong, at once. Of an asset that is wrong in itself it is not said as well that the binary lacks it. */
export function judge(facts: Facts, policy: Policy): Judgement {
  const found: Found[] = [
    ...checkBinary(facts),
    ...facts.assets.flatMap((one) => checkAsset(facts, one)),
    ...checkProof(facts),
    ...checkEmbeds(facts),
    ...checkExtras(facts),
    ...checkNothing(facts),
  ]
  // What stands there altered or cut was seen; what is absent may be hidden.
  const hidden = facts.binary.packing.length === 0 ? [] : found.filter(({ code }) => code === 'E_EMBED_ABSENT')
  const told = hidden.length === 0 ? found : [packedProblem(facts, hidden.length), ...found.filter((one) => !hidden.includes(one))]
  const issues = told.map((one) => ({ ...one, level: policy[one.subject] }))
  const others = told.some(({ subject }) => subject !== 'packed')
  return { verdict: told.length === 0 ? 'proven' : others ? 'refused' : 'packed', passed: issues.every(({ level }) => level === 'warn'), issues }
}

/** A gate that looked at nothing must not pass. */
function checkNothing({ declared, assets, proof, embeds, binary }: Facts): readonly Found[] {
  const files = embeds?.files.filter(({ entry }) => entry.kind === 'file') ?? []
  if (assets.length > 0 || (proof?.checked ?? []).length > 0 || (!declared && files.length > 0)) return []
  const message = declared ? 'no asset is declared for this binary' : `nothing is declared, and ${binary.path} has no Go table that names what it embeds`
  return [{ code: 'E_EMBED_NOTHING', message: `${message}, so nothing would be proven`, cure: 'Declare what the binary must embed', subject: 'asset' }]
}

function packedProblem({ binary }: Facts, count: number): Found {
  const seen = binary.packing.map(({ packer, certainty, evidence }) => {
    const what = packer === 'encryption' ? 'encrypted' : packer === 'unknown' ? 'packed or encrypted' : `packed by ${packer}`
    return `${certainty === 'sure' ? 'is' : 'looks'} ${what} (${evidence.join(', ')})`
  })
  return {
    code: 'E_EMBED_PACKED',
    message: `${binary.path} ${seen.join(' and ')}, so nothing can be said of ${count === 1 ? 'one asset' : `${count} assets`} that would stand in it`,
    cure: 'Verify the binary before it is packed, and write a proof of it there',
    at: { input: 'binary' },
    subject: 'packed',
  }
}

function checkBinary({ binary, platform }: Facts): readonly Found[] {
  const at = { input: 'binary' }
  const about = (fault: Fault): Found => ({ ...fault, message: `${binary.path} ${fault.message}`, at, subject: 'binary' })
  if (!binary.native.ok) return [about(binary.native.error)]
  const wrong = platform === undefined ? undefined : checkPlatform(binary.native.value, platform)
  const end = binary.native.value.images.reduce((far, image) => Math.max(far, image.end), 0)
  const message = `is truncated: its headers promise ${end} bytes, and it has ${binary.size}`
  return [
    ...(wrong === undefined ? [] : [about(wrong)]),
    ...(end > binary.size ? [about({ code: 'E_BINARY_TRUNCATED', message, cure: 'Build it again' })] : []),
  ]
}

function checkAsset(facts: Facts, { asset, file, places, named }: AssetFacts): readonly Found[] {
  const about = <T extends Fault>(fault: T): T & { readonly at: Problem['at']; readonly of: string } => ({
    ...fault,
    message: `the asset ${asset.path} ${fault.message}`,
    at: ('at' in fault ? (fault.at as Problem['at']) : undefined) ?? asset.at,
    of: asset.path,
  })
  if (!file.ok) return [{ ...about(file.error), subject: 'asset' }]
  const own = checkFile(facts, asset, file.value)
  if (own.length > 0) return own.map((fault) => ({ ...about(fault), subject: 'asset' as const }))
  return places.flatMap((place) => {
    const fault = checkPlace(placeName(facts, place.image), file.value.size, place, named)
    return fault === undefined ? [] : [about(fault)]
  })
}

function placeName({ binary }: Facts, image: string): string {
  return image === '' ? binary.path : `${binary.path} (${image})`
}

function checkProof(facts: Facts): readonly Found[] {
  return (facts.proof?.checked ?? []).flatMap(({ path, image, size, finding }) => {
    const fault = checkProven(placeName(facts, image), size, finding)
    return fault === undefined
      ? []
      : [{ ...fault, message: `the asset ${path} ${fault.message}`, at: { input: 'proof' }, subject: 'content' as const, of: path }]
  })
}

function checkEmbeds({ embeds, binary }: Facts): readonly Found[] {
  if (embeds === undefined) return []
  const at = { input: 'binary' }
  const doubts = embeds.doubts.map((doubt): Found => ({ ...doubt, message: `${binary.path} ${doubt.message}`, at, subject: 'binary' }))
  const known = embeds.files.some(({ state }) => state === 'same')
  const files = embeds.files.flatMap((one) => {
    const fault = checkEmbed(one, known)
    return fault === undefined
      ? []
      : [{ ...fault, message: `${binary.path} embeds ${one.entry.name}, which ${fault.message}`, at, subject: 'embed' as const, of: one.entry.name }]
  })
  return [...doubts, ...files]
}

/** Git keeps no empty folder, so a file such as `.gitkeep` is empty by intention. */
const keepsFolder = /(^|\/)\.[^/]*$/

function checkEmbed({ entry, sniffed, state, declared }: EmbedFacts, known: boolean): Fault | undefined {
  if (entry.kind === 'directory' || declared || keepsFolder.test(entry.name)) return undefined
  if (entry.size === 0) {
    const cure = 'Build or download the real file before the binary is built; declare it with min-size 0 where it is meant to be empty'
    return { code: 'E_EMBED_EMPTY', message: 'is empty (0 bytes): it compiles so and cannot be used', cure }
  }
  if (sniffed?.kind === 'lfs-pointer')
    return { code: 'E_EMBED_KIND', message: 'is a Git LFS pointer, not the file that it stands for', cure: kindCure(sniffed) }
  if (state !== 'differs' || !known) return undefined
  return { code: 'E_EMBED_CHANGED', message: 'has other bytes than those that the compiler embedded', cure: 'Build it again: it was changed afterwards' }
}

function checkExtras({ extras, binary }: Facts): readonly Found[] {
  return extras.flatMap(({ path, size, places }): readonly Found[] => {
    const whole = places.find(({ finding }) => finding.state === 'whole')?.finding
    if (whole === undefined || !('offset' in whole)) return []
    const message = `${binary.path} embeds ${path} too (${size} bytes at offset ${whole.offset}), which matches a pattern of extra and is not declared`
    return [
      {
        code: 'E_EMBED_EXTRA',
        message,
        cure: 'Remove the old version before the binary is built, or declare it in assets or the manifest',
        at: { input: 'extra' },
        subject: 'extra',
        of: path,
      },
    ]
  })
}
