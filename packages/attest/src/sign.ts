import type { BundleBuilder, Witness } from '@sigstore/sign'
import { type Problem, type Refusal, refuse } from '@slipway/kernel'
import { type IdentityToken, requestIdentityToken, type TokenPorts } from './identity-token.ts'
import type { Services } from './signing-config.ts'
import type { Sigstore } from './sigstore.ts'
import { payloadType, renderStatement, type Statement } from './statement.ts'
import { loadVerifying, verifySignature } from './verify.ts'

/** The media type of Sigstore bundles of version 0.3 (sigstore, "Sigstore Bundle Format"); as an artifact type it is what cosign looks for. */
export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json'

/** A signed statement with all that a verification needs, as one JSON document. */
export type Bundle = {
  readonly mediaType: typeof bundleType
  readonly bytes: Uint8Array
  /** When it was signed, by the clock of the job: ISO 8601 in seconds. */
  readonly created: string
}

/**
 * Signs a statement with a key that lives for this one signature: Fulcio certifies it for the job's identity, the transparency log and
 * the timestamp authority witness it. What comes out has been verified against the trusted root. Refusals begin with `E_ATTEST_`.
 * Where the public instance would tell everybody the name of a private repository, it refuses before anything is sent (E_ATTEST_PRIVATE).
 */
export async function signStatement(ports: TokenPorts, sigstore: Sigstore, statement: Statement): Promise<Bundle> {
  const token = await requestIdentityToken(ports)
  if (sigstore.isPublic && token.visibility !== undefined && token.visibility !== 'public') throw refuse(describePrivate(token.visibility))
  const bytes = await createBundle(await sigstore.services(), token, statement)
  const verified = verifySignature(await loadVerifying(), bytes, await sigstore.trust())
  if (verified.ok) return { mediaType: bundleType, bytes, created: new Date(ports.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z') }
  const message = `what ${sigstore.name} signed does not verify: ${verified.error.message}`
  throw refuse({ code: 'E_ATTEST_MISMATCH', message, cure: 'See that the signing config and the trusted root are of the same instance' })
}

async function createBundle(services: Services, token: IdentityToken, statement: Statement): Promise<Uint8Array> {
  const [builder, { bundleToJSON }] = await Promise.all([createBuilder(services, token), import('@sigstore/bundle')])
  try {
    const bundle = await builder.create({ data: Buffer.from(renderStatement(statement)), type: payloadType })
    return Buffer.from(JSON.stringify(bundleToJSON(bundle)))
  } catch (error) {
    throw describe(error, services)
  }
}

async function createBuilder({ authority, log, timestamps }: Services, token: IdentityToken): Promise<BundleBuilder> {
  const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = await import('@sigstore/sign')
  // Milliseconds for each try: a log of version 2 answers only once it has published.
  const patience = { timeout: 30_000, retry: { retries: 4, minTimeout: 500, maxTimeout: 8_000 } }
  const identityProvider = { getToken: async () => token.text }
  return new DSSEBundleBuilder({
    signer: new FulcioSigner({ fulcioBaseURL: authority.url, identityProvider, ...patience }),
    witnesses: [
      inTurn([
        ...(timestamps === undefined ? [] : [new TSAWitness({ tsaBaseURL: timestamps.url, ...patience })]),
        ...(log === undefined ? [] : [new RekorWitness({ rekorBaseURL: log.url, majorApiVersion: log.version, ...patience })]),
      ]),
    ],
  })
}

/** The library asks all at once: when one refuses, the tries of the others would go on after the refusal. The log, which forgets nothing, comes last. */
function inTurn(witnesses: readonly Witness[]): Witness {
  return {
    testify: async (content, publicKey) => {
      const said: Awaited<ReturnType<Witness['testify']>>[] = []
      for (const witness of witnesses) said.push(await witness.testify(content, publicKey))
      return {
        tlogEntries: said.flatMap(({ tlogEntries = [] }) => tlogEntries),
        rfc3161Timestamps: said.flatMap(({ rfc3161Timestamps = [] }) => rfc3161Timestamps),
      }
    },
  }
}

function describePrivate(visibility: string): Problem {
  const message = `the repository is ${visibility}, and the log of Sigstore's public instance would show its name, workflow and commits to everybody, for ever`
  const cure =
    'Name a Sigstore instance of your own in COSIGN_TRUSTED_ROOT and COSIGN_SIGNING_CONFIG (naming the public one there means consent), or sign nothing'
  return { code: 'E_ATTEST_PRIVATE', message, cure }
}

/** The library's codes (sigstore-js, packages/sign/src/error.ts) as who failed. Its messages about tokens hold the token. */
function describe(error: unknown, services: Services): Refusal {
  const { code = '', cause } = error as { readonly code?: string; readonly cause?: unknown }
  const status = (cause as { readonly statusCode?: number } | undefined)?.statusCode
  const said = cause instanceof Error ? cause.message : 'no reason was given'
  const again = 'Run the job again later'
  if (code.startsWith('CA_')) {
    const knows = status !== undefined && status < 500 && status !== 429
    const cure = knows ? 'See whether this authority accepts the identity tokens of this GitHub server' : again
    return refusal('E_ATTEST_AUTHORITY', `the certificate authority ${services.authority.url} gave no certificate: ${said}`, cure)
  }
  if (code.startsWith('TLOG_')) return refusal('E_ATTEST_LOG', `the transparency log ${services.log?.url} took no entry: ${said}`, again)
  if (code.startsWith('TSA_')) return refusal('E_ATTEST_TIMESTAMP', `the timestamp authority ${services.timestamps?.url} gave no timestamp: ${said}`, again)
  return refusal('E_ATTEST_SIGNING', 'signing failed', again)

  function refusal(problem: string, message: string, cure: string): Refusal {
    return refuse({ code: problem, message, cure }, { cause: error })
  }
}
