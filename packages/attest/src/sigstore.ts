import * as http from 'node:http'
import type { Ports } from '@slipway/host'
import { refuse, unwrap } from '@slipway/kernel'
import { parseSigningConfig, type Services } from './signing-config.ts'
import { parseTrustedRoot, type Trust } from './trusted-root.ts'

/** cosign's own names (cosign v3 binds each flag to `COSIGN_` and the flag): files of a Sigstore instance other than the public one. */
export const trustedRootVariable = 'COSIGN_TRUSTED_ROOT'
export const signingConfigVariable = 'COSIGN_SIGNING_CONFIG'

export type SigstorePorts = Pick<Ports, 'job' | 'files' | 'clock'>

/** One Sigstore instance. What only signing needs, and what comes from the network, is taken when it is first asked for, and once. */
export type Sigstore = {
  /** For people. */
  readonly name: string
  /** Whether its log is everybody's to read. */
  readonly isPublic: boolean
  readonly trust: () => Promise<Trust>
  readonly services: () => Promise<Services>
}

/**
 * Opens the instance that the job's environment names in COSIGN_TRUSTED_ROOT (trusted_root.json) and COSIGN_SIGNING_CONFIG
 * (signing_config.json), else Sigstore's public good instance, whose files come through TUF. Verifying alone needs only the root.
 * Refuses a root that cannot be read or used, and a config without a root (E_ATTEST_TRUSTED_ROOT); a config of the same kind when it is
 * asked where to sign (E_ATTEST_SIGNING_CONFIG).
 */
export async function openSigstore(ports: SigstorePorts): Promise<Sigstore> {
  const root = ports.job.variable(trustedRootVariable) ?? ''
  const config = ports.job.variable(signingConfigVariable) ?? ''
  if (root === '' && config === '') return openPublic(ports)
  if (root === '') {
    const message = `${signingConfigVariable} names where to sign, but ${trustedRootVariable} does not say whom to trust`
    throw refuse({ code: 'E_ATTEST_TRUSTED_ROOT', message, cure: `Set ${trustedRootVariable} to the trusted_root.json of the same instance` })
  }
  const trust = unwrap(await parseTrustedRoot(await readNamed(ports, trustedRootVariable, root, 'E_ATTEST_TRUSTED_ROOT'), root))
  return {
    name: `the Sigstore instance of ${root}`,
    isPublic: false,
    trust: async () => trust,
    services: once(async () => {
      if (config === '') {
        const message = `${trustedRootVariable} is set, but ${signingConfigVariable} is not: nothing says where to sign`
        throw refuse({ code: 'E_ATTEST_SIGNING_CONFIG', message, cure: `Set ${signingConfigVariable} to the signing_config.json of the same instance` })
      }
      const text = await readNamed(ports, signingConfigVariable, config, 'E_ATTEST_SIGNING_CONFIG')
      return unwrap(parseSigningConfig(text, config, ports.clock.now()))
    }),
  }
}

async function readNamed(ports: Pick<Ports, 'files'>, variable: string, file: string, code: string): Promise<string> {
  try {
    return await ports.files.readText(file)
  } catch (cause) {
    const cure = 'Name a file that is there, or unset the variable'
    throw refuse({ code, message: `${variable} names ${file}, which cannot be read`, cure }, { cause })
  }
}

type Targets = { readonly getTarget: (name: string) => Promise<string> }

/** The public good instance; `start` opens the client that reads its files. */
export function openPublic(ports: SigstorePorts, start: (ports: SigstorePorts) => Promise<Targets> = startTuf): Sigstore {
  const targets = once(() => start(ports))
  const read = async (name: string): Promise<string> => {
    try {
      return await (await targets()).getTarget(name)
    } catch (cause) {
      const said = cause instanceof Error ? reasonOf(cause) : String(cause)
      const cure = `Run the job again; where the network forbids tuf-repo-cdn.sigstore.dev, name the files in ${trustedRootVariable} and ${signingConfigVariable}`
      throw refuse({ code: 'E_ATTEST_TUF', message: `cannot read Sigstore's ${name}: ${said}`, cure }, { cause })
    }
  }
  const config = 'signing_config.v0.2.json'
  return {
    name: "Sigstore's public good instance",
    isPublic: true,
    trust: once(async () => unwrap(await parseTrustedRoot(await read('trusted_root.json'), 'trusted_root.json'))),
    services: once(async () => unwrap(parseSigningConfig(await read(config), config, ports.clock.now()))),
  }
}

/** The library brings the root of trust of the day it was released, and follows the chain of roots from there. */
async function startTuf(ports: Pick<Ports, 'files'>): Promise<Targets> {
  const { initTUF } = await import('@sigstore/tuf')
  // It uses `fetch`, which goes through the proxy that the environment names only when it is told to (Node.js 24.14).
  http.setGlobalProxyFromEnv?.()
  // A folder of this step's own: a cached root would be believed as it stands.
  return initTUF({ cachePath: await ports.files.makeTemporary('sigstore-'), timeout: 10_000, retry: { retries: 3 } })
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
