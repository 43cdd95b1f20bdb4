import type { AuthenticodeCheck, SignatureCheck, SignatureDifference } from '@slipway/binary'
import type { NativeFacts } from './inspect.ts'
import type { Fault } from './judge-native.ts'

const cure = 'Sign it as the last step that writes to it: see the input sign'

/**
 * What holds of signatures without being asked for: one that is there fits the bytes, and what macOS starts only when it is signed is.
 * Whether who signed can be trusted is for Apple's and Microsoft's own tools to say.
 */
export function judgeSignatures(native: NativeFacts): readonly Fault[] {
  const machO = native.signatures.flatMap(({ image, check }): readonly Fault[] => {
    const part = native.signatures.length > 1 ? ` (its part for ${image.architecture ?? image.machine})` : ''
    if (!check.ok) return [{ ...check.error, message: `${check.error.message}${part}` }]
    if (check.value !== undefined) return brokenSeal(check.value).map((fault) => ({ ...fault, message: `${fault.message}${part}` }))
    const needed = image.architecture === 'arm64' && image.os === 'darwin' && (image.purpose === 'executable' || image.purpose === 'library')
    return needed ? [{ code: 'E_NATIVE_UNSIGNED', message: `is not signed, and macOS on arm64 does not load it${part}`, cure }] : []
  })
  return [...machO, ...judgeAuthenticode(native)]
}

/** Why the bytes are not what was signed. */
function brokenSeal({ differences, count }: SignatureCheck): readonly Fault[] {
  const [first] = differences
  if (first === undefined) return []
  const more = count > 1 ? `, and ${count - 1} more` : ''
  return [{ code: 'E_NATIVE_SIGNATURE', message: `is not what was signed: ${describeDifference(first)}${more}`, cure }]
}

function describeDifference(one: SignatureDifference): string {
  if (one.what === 'page') return `page ${one.page}, ${one.size} bytes from offset ${one.offset}, is another`
  if (one.what === 'part') return `the ${one.part} in its signature are ${one.state}`
  return `${one.size} bytes from offset ${one.offset} are not covered`
}

function judgeAuthenticode({ authenticode }: NativeFacts): readonly Fault[] {
  if (authenticode === undefined) return []
  if (!authenticode.ok) return [authenticode.error]
  return (authenticode.value?.signatures ?? [])
    .filter(({ state }) => state === 'altered' || state === 'unsealed')
    .map(({ state }) => ({
      code: 'E_NATIVE_SIGNATURE',
      message: state === 'altered' ? 'is not what was signed: its Authenticode digest is another' : 'has an Authenticode signature of another digest',
      cure,
    }))
}

/** How a file is signed, as `expect` calls it. */
export type Signing = 'no' | 'ad-hoc' | 'identity'

/** Of a universal file, the least of its parts. */
export function signingOf({ signatures, authenticode }: NativeFacts): Signing {
  if (authenticode !== undefined) return authenticode.ok && isSigned(authenticode.value) ? 'identity' : 'no'
  const parts = signatures.map(
    ({ check }): Signing => (!check.ok || check.value === undefined ? 'no' : check.value.signature.cms === 'present' ? 'identity' : 'ad-hoc'),
  )
  return (['no', 'ad-hoc', 'identity'] as const).find((one) => parts.includes(one)) ?? 'no'
}

function isSigned(check: AuthenticodeCheck | undefined): boolean {
  return check?.signatures.some(({ state }) => state === 'same') === true
}
