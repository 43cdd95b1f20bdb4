import {
  checkAuthenticode,
  checkCodeSignature,
  compareEntitlements,
  type Entitlement,
  type NativeImage,
  parseEntitlements,
  readNative,
  type SignatureCheck,
} from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'
import type { Fault } from './judge-native.ts'
import type { Signer, Unsigned } from './sign-plan.ts'

const cure = 'Sign it as the last step that writes to it, and look at what the signer wrote above'

/**
 * Reads what was just signed back, on any system: every page and every part is what was signed, by an identity where one was given, with
 * the entitlements of the property list and no others. On a Mac, its own codesign has to agree.
 */
export async function checkSigned(files: readonly Unsigned[], signer: Signer, hasIdentity: boolean, ports: Ports): Promise<void> {
  const found: Problem[] = []
  for (const file of files) {
    const faults = [...(await readBack(file, signer, hasIdentity, ports)), ...(signer === 'codesign' ? await askSystem(file, ports) : [])]
    found.push(...faults.map((fault) => ({ ...fault, message: `${file.path} ${fault.message}`, at: { input: 'sign' } })))
  }
  if (found.length > 0) throw new Refusal(found)
  ports.log.info(`${files.length} ${files.length === 1 ? 'signature' : 'signatures'} read back, and every one fits`)
}

async function readBack({ path, entitlements }: Unsigned, signer: Signer, hasIdentity: boolean, ports: Ports): Promise<readonly Fault[]> {
  const wanted = entitlements === undefined ? undefined : parseEntitlements(await ports.files.readText(entitlements))
  if (wanted?.ok === false) return [{ ...wanted.error, message: `has entitlements in ${entitlements}, which ${wanted.error.message}` }]
  const reader = ports.files.open(path)
  try {
    const native = readNative(reader)
    if (!native.ok) return [native.error]
    if (signer === 'osslsigncode') return native.value.images.flatMap((image) => judgePe(checkAuthenticode(reader, image)))
    return native.value.images.flatMap((image) => judgeMachO(image, checkCodeSignature(reader, image), { hasIdentity, wanted: wanted?.value }))
  } finally {
    reader.close()
  }
}

function judgePe(check: ReturnType<typeof checkAuthenticode>): readonly Fault[] {
  if (!check.ok) return [check.error]
  if (check.value?.signatures.some(({ state }) => state === 'same') === true) return []
  const state = check.value?.signatures[0]?.state
  const message = state === undefined ? 'is not signed, although osslsigncode ended well' : `has an Authenticode signature that does not fit (${state})`
  return [{ code: 'E_NATIVE_SIGNATURE', message, cure }]
}

type Wanted = { readonly hasIdentity: boolean; readonly wanted: Readonly<Record<string, Entitlement>> | undefined }

/** What one image's signature lacks of what was asked of the signer. */
export function judgeMachO(image: NativeImage, check: ReturnType<typeof checkCodeSignature>, { hasIdentity, wanted }: Wanted): readonly Fault[] {
  const fault = (message: string): Fault => ({ code: 'E_NATIVE_SIGNATURE', message, cure })
  if (!check.ok) return [check.error]
  if (check.value === undefined) return [fault(`is not signed for ${image.architecture ?? image.machine}, although the signer ended well`)]
  const { signature, count } = check.value
  return [
    ...(count === 0 ? [] : [fault(`is not what was signed: ${count} pages or parts are others`)]),
    ...(hasIdentity && signature.cms !== 'present' ? [fault('is signed ad hoc, although an identity was given')] : []),
    ...(wanted === undefined
      ? []
      : judgeEntitlements(signature, wanted).map((difference) => fault(`has other entitlements than its property list: ${difference}`))),
  ]
}

/** How a signature's entitlements differ from what was wanted. Old systems read the text, new ones the same in DER: both have to be what was wanted, and one of them has to be there. */
export function judgeEntitlements(signature: SignatureCheck['signature'], wanted: Readonly<Record<string, Entitlement>>): readonly string[] {
  const text = signature.entitlements === undefined ? undefined : parseEntitlements(signature.entitlements)
  if (text?.ok === false) return [text.error.message]
  const der = signature.derEntitlements as Readonly<Record<string, Entitlement>> | undefined
  const forms = [text?.value, der].filter((form) => form !== undefined)
  if (forms.length === 0) return Object.keys(wanted).length === 0 ? [] : ['it has none']
  return [...new Set(forms.flatMap((form) => compareEntitlements(form, wanted)))]
}

async function askSystem({ path }: Unsigned, ports: Ports): Promise<readonly Fault[]> {
  const { code, stderr } = await ports.exec.run('codesign', ['--verify', '--strict', '--verbose=2', ports.files.resolve(path)], { deadline: 60_000 })
  return code === 0 ? [] : [{ code: 'E_NATIVE_SIGNATURE', message: `does not pass codesign --verify: ${stderr.trim().split('\n').at(-1) ?? ''}`, cure }]
}
