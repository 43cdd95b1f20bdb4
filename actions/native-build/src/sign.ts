import { readNative } from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal, refuse, unwrap } from '@slipway/kernel'
import type { Inputs, Plan } from './plan.ts'
import { checkSigned } from './sign-check.ts'
import { chooseSigner, orderFiles, planRewrites, type Signer, signArgs, type Unsigned } from './sign-plan.ts'

/** What was signed, for the record; or why nothing was. */
export type SigningReport =
  | { readonly state: 'signed'; readonly signer: Signer; readonly identity: string; readonly files: readonly string[] }
  | { readonly state: 'nothing'; readonly why: string }

const at = { input: 'sign' }
const patience = 10 * 60_000
const programs = ['codesign', 'rcodesign', 'osslsigncode', 'install_name_tool', 'llvm-install-name-tool'] as const

/** Signs the files in their order, and then reads every signature back: a step that signs can fail. Nothing is asked for: undefined. */
export async function signFiles(plan: Pick<Plan, 'platform' | 'signed'>, inputs: Inputs, ports: Ports): Promise<SigningReport | undefined> {
  if (plan.signed.length === 0) return undefined
  const matched = await Promise.all(plan.signed.map(async (one) => ({ ...one, paths: await ports.files.glob([one.pattern]) })))
  const files = await readUnsigned(unwrap(orderFiles(matched)), ports)
  const there = new Set<string>()
  for (const program of programs) if ((await ports.exec.which(program)) !== undefined) there.add(program)
  const choice = unwrap(chooseSigner({ platform: plan.platform, host: ports.job.platform, has: (program) => there.has(program) }, inputs))
  if ('why' in choice) {
    ports.log.notice(`nothing was signed: ${choice.why}`)
    return { state: 'nothing', why: choice.why }
  }
  const { signer } = choice
  return ports.log.group(`sign with ${signer}`, async () => {
    if (inputs['loader-path'] && signer !== 'osslsigncode') await rewrite(files, there, ports)
    await withMaterial(inputs, ports, (material) => signInOrder(files, signer, inputs, material, ports))
    const identity = signer === 'codesign' ? inputs['sign-identity'] : (inputs['sign-certificate'] ?? '-')
    await checkSigned(files, signer, identity !== '-', ports)
    return { state: 'signed', signer, identity: identity === '-' ? 'ad hoc' : identity, files: files.map(({ path }) => path) }
  })
}

async function readUnsigned(
  files: readonly { readonly path: string; readonly entitlements: string | undefined }[],
  ports: Ports,
): Promise<readonly Unsigned[]> {
  const found: Problem[] = []
  const unsigned: Unsigned[] = []
  for (const { path, entitlements } of files) {
    if (entitlements !== undefined && (await ports.files.info(entitlements))?.kind !== 'file')
      found.push({
        code: 'E_NATIVE_SIGN',
        message: `${entitlements}, the entitlements of ${path}, is not there`,
        cure: 'Name a property list of the workspace',
        at,
      })
    const reader = ports.files.open(path)
    try {
      const native = readNative(reader)
      if (native.ok) unsigned.push({ path, native: native.value, entitlements })
      else found.push({ ...native.error, message: `${path} ${native.error.message}`, at })
    } finally {
      reader.close()
    }
  }
  if (found.length > 0) throw new Refusal(found)
  return unsigned
}

/** What is changed is signed anew afterwards: a signature covers the load commands that are written here. */
async function rewrite(files: readonly Unsigned[], there: ReadonlySet<string>, ports: Ports): Promise<void> {
  const rewrites = planRewrites(files, ports.job.workspace)
  const tool = ['install_name_tool', 'llvm-install-name-tool'].find((program) => there.has(program))
  if (rewrites.length > 0 && tool === undefined) {
    ports.log.notice('paths of the build machine were left as they are: neither install_name_tool nor llvm-install-name-tool is installed')
    return
  }
  for (const { path, args, says } of rewrites) {
    for (const one of says) ports.log.info(`${path}: ${one}`)
    await must(
      tool ?? '',
      [...args, ports.files.resolve(path)],
      `rewrite ${path}`,
      'Link it with -Wl,-headerpad_max_install_names, so that there is room',
      ports,
    )
  }
}

type Material = Parameters<typeof signArgs>[3]

/** The password lies in a file while it is needed, because the words of a command can be read by others. */
async function withMaterial(inputs: Inputs, ports: Ports, body: (material: Material) => Promise<void>): Promise<void> {
  const given = inputs['sign-certificate']
  const timestamp = inputs['sign-timestamp']
  if (given === undefined) return body({ certificate: undefined, passwordFile: undefined, timestamp })
  const certificate = ports.files.resolve(given)
  if ((await ports.files.info(certificate))?.kind !== 'file')
    throw refuse({
      code: 'E_NATIVE_SIGN',
      message: `${given} is not there`,
      cure: 'Write the certificate to that file in a step before',
      at: { input: 'sign-certificate' },
    })
  const folder = await ports.files.makeTemporary('sign')
  try {
    await ports.files.write(`${folder}/password`, inputs['sign-password'] ?? '', 0o600)
    await body({ certificate, passwordFile: `${folder}/password`, timestamp })
  } finally {
    await ports.files.remove(folder)
  }
}

async function signInOrder(files: readonly Unsigned[], signer: Signer, inputs: Inputs, material: Material, ports: Ports): Promise<void> {
  for (const { path, entitlements } of files) {
    const output = `${ports.files.resolve(path)}.signed`
    const file = { path: ports.files.resolve(path), entitlements: entitlements === undefined ? undefined : ports.files.resolve(entitlements) }
    try {
      await must(signer, signArgs(signer, inputs['sign-identity'], file, material, output), `sign ${path}`, 'See what it wrote above', ports)
      if (signer === 'osslsigncode') await ports.files.copy(output, path)
    } finally {
      if (signer === 'osslsigncode') await ports.files.remove(output)
    }
    ports.log.info(`signed: ${path}${entitlements === undefined ? '' : `, with ${entitlements}`}`)
  }
}

async function must(command: string, args: readonly string[], deed: string, cure: string, ports: Ports): Promise<void> {
  const { code, stderr } = await ports.exec.run(command, args, { deadline: patience, output: 'stream' })
  if (code === 0) return
  const said = stderr.trim().split('\n').at(-1) ?? ''
  throw refuse({ code: 'E_NATIVE_SIGN', message: `cannot ${deed}: ${command} ended with ${code}${said === '' ? '' : `: ${said}`}`, cure, at })
}
