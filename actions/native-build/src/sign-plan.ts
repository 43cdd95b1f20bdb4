import { posix } from 'node:path'
import { findForeignPaths, type NativeFile } from '@slipway/binary'
import { err, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'
import type { Inputs } from './plan.ts'

/** A file to be signed, as it is before. */
export type Unsigned = { readonly path: string; readonly native: NativeFile; readonly entitlements: string | undefined }

export type Signer = 'codesign' | 'rcodesign' | 'osslsigncode'

/** What signs; or why nothing can be signed here, which is no failure: `expect` asks for a signature where one has to be. */
export type SignerChoice = { readonly signer: Signer } | { readonly why: string }

export type SignerFacts = { readonly platform: Platform; readonly host: string; readonly has: (program: string) => boolean }

type SignInputs = Pick<Inputs, 'sign-identity' | 'sign-certificate'>

/** Chooses what signs for a platform on this machine. A Mac without its own tools is broken, and that is a problem. */
export function chooseSigner({ platform, host, has }: SignerFacts, inputs: SignInputs): Result<SignerChoice> {
  const target = osOf(platform)
  if (target === 'windows') return ok(chooseForWindows(has, inputs))
  if (target !== 'darwin') return ok({ why: `programs for ${target} have no signature of their own` })
  if (host.startsWith('darwin/')) {
    if (has('codesign')) return ok({ signer: 'codesign' })
    return err([{ code: 'E_NATIVE_SIGN', message: 'codesign is not on this Mac', cure: 'Install the command line tools of Xcode', at: { input: 'sign' } }])
  }
  if (!has('rcodesign')) return ok({ why: `this is ${host}, and rcodesign is not installed (cargo install apple-codesign)` })
  if (inputs['sign-identity'] !== '-' && inputs['sign-certificate'] === undefined)
    return ok({ why: `this is ${host}, where no keychain has the identity ${inputs['sign-identity']}, and sign-certificate is not given` })
  return ok({ signer: 'rcodesign' })
}

function chooseForWindows(has: SignerFacts['has'], inputs: SignInputs): SignerChoice {
  if (inputs['sign-certificate'] === undefined) return { why: 'Authenticode knows no signature without a certificate, and sign-certificate is not given' }
  return has('osslsigncode') ? { signer: 'osslsigncode' } : { why: 'osslsigncode is not installed' }
}

/** Files with the password and the timestamp server's address, where there are any. */
export type SignMaterial = { readonly passwordFile: string | undefined; readonly certificate: string | undefined; readonly timestamp: string | undefined }

/** The words of the command that signs one file. `osslsigncode` writes to `output`; the others change the file itself. Secrets are in files. */
export function signArgs(
  signer: Signer,
  identity: string,
  file: { readonly path: string; readonly entitlements: string | undefined },
  material: SignMaterial,
  output: string,
): readonly string[] {
  const { path, entitlements } = file
  if (signer === 'codesign') {
    // What Apple notarizes has the hardened runtime and a timestamp; an ad-hoc signature can have no timestamp.
    const clock = material.timestamp === undefined ? '--timestamp' : `--timestamp=${material.timestamp}`
    const lasting = identity === '-' ? [] : ['--options', 'runtime', clock]
    return ['--force', '--sign', identity, ...lasting, ...(entitlements === undefined ? [] : ['--entitlements', entitlements]), path]
  }
  const { certificate, passwordFile, timestamp } = material
  if (signer === 'rcodesign') {
    const clock = timestamp === undefined ? [] : ['--timestamp-url', timestamp]
    const key = ['--p12-file', certificate ?? '', '--p12-password-file', passwordFile ?? '', '--code-signature-flags', 'runtime', ...clock]
    return ['sign', ...(certificate === undefined ? [] : key), ...(entitlements === undefined ? [] : ['--entitlements-xml-path', entitlements]), path]
  }
  const clock = timestamp === undefined || timestamp === 'none' ? [] : ['-ts', timestamp]
  return ['sign', '-pkcs12', certificate ?? '', '-readpass', passwordFile ?? '', '-h', 'sha256', ...clock, '-in', path, '-out', output]
}

/** How one Mach-O file is changed so that it finds the others beside itself: arguments of install_name_tool, without the file's own path. */
export type Rewrite = { readonly path: string; readonly args: readonly string[]; readonly says: readonly string[] }

/**
 * Plans how Mach-O files that are shipped together find each other: a name of its own that leads to the build machine becomes one beside the
 * loader, a needed library that is among them is named by its place from there, and search paths that no user has are dropped.
 */
export function planRewrites(files: readonly Unsigned[], workspace: string): readonly Rewrite[] {
  return files.flatMap((file): readonly Rewrite[] => {
    if (file.native.format !== 'mach-o') return []
    const found = findForeignPaths(file.native, { buildFolders: [workspace] })
    const changes = found.flatMap(({ role, path }): readonly (readonly string[])[] => {
      if (role === 'own name') return [['-id', `@loader_path/${posix.basename(path)}`]]
      if (role === 'run path') return [['-delete_rpath', path]]
      const other = role === 'needed' ? files.find((one) => isMeant(one, path)) : undefined
      return other === undefined ? [] : [['-change', path, `@loader_path/${posix.relative(posix.dirname(file.path), other.path)}`]]
    })
    return changes.length === 0 ? [] : [{ path: file.path, args: changes.flat(), says: changes.map((words) => words.join(' ')) }]
  })
}

function isMeant({ path, native }: Unsigned, needed: string): boolean {
  return native.images.some(({ soname }) => soname === needed) || posix.basename(path) === posix.basename(needed)
}

/** Every pattern has to match something, and every file is signed once, where it was named first. */
export function orderFiles(
  lines: readonly { readonly pattern: string; readonly entitlements: string | undefined; readonly paths: readonly string[] }[],
): Result<readonly { readonly path: string; readonly entitlements: string | undefined }[]> {
  const found: Problem[] = []
  const ordered = new Map<string, string | undefined>()
  for (const { pattern, entitlements, paths } of lines) {
    if (paths.length === 0)
      found.push({
        code: 'E_NATIVE_SIGN',
        message: `${pattern} matches no file after the build`,
        cure: 'See where the command writes, and name that',
        at: { input: 'sign' },
      })
    for (const path of paths) ordered.set(path, ordered.get(path) ?? entitlements)
  }
  return found.length > 0 ? err(found) : ok([...ordered].map(([path, entitlements]) => ({ path, entitlements })))
}
