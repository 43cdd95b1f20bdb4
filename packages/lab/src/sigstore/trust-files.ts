import { createHash } from 'node:crypto'

/** What the instance is made of; keys as DER (SPKI), certificates as DER. */
export type Instance = {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  readonly authority: Uint8Array
  readonly certificateLog: Uint8Array
  readonly log: Uint8Array
  /** The signing certificate first, its root last. */
  readonly timestamps: readonly Uint8Array[]
  /** Milliseconds since 1970. */
  readonly since: number
}

/** Which witnesses a signer is told to ask. */
export type Witnesses = { readonly log: boolean; readonly timestamps: boolean }

/** trusted_root.json (sigstore protobuf-specs, sigstore_trustroot.proto, TrustedRoot). */
export function renderTrustedRoot({ url, authority, certificateLog, log, timestamps, since }: Instance): string {
  const validFor = { start: new Date(since).toISOString() }
  const logAt = (baseUrl: string, key: Uint8Array): object => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(key), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: createHash('sha256').update(key).digest('base64') },
  })
  const authorityAt = (uri: string, commonName: string, chain: readonly Uint8Array[]): object => ({
    subject: { organization: 'sigstore.mock', commonName },
    uri,
    certChain: { certificates: chain.map((bytes) => ({ rawBytes: base64(bytes) })) },
    validFor,
  })
  return renderJson({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logAt(url, log)],
    certificateAuthorities: [authorityAt(url, 'sigstore', [authority])],
    ctlogs: [logAt(`${url}/ctlog`, certificateLog)],
    timestampAuthorities: [authorityAt(`${url}/api/v1/timestamp`, 'tsa', timestamps)],
  })
}

/** signing_config.json, version 0.2 (the same file, SigningConfig). */
export function renderSigningConfig({ url, since }: Instance, witnesses: Witnesses): string {
  const service = (at: string): readonly object[] => [{ url: at, majorApiVersion: 1, validFor: { start: new Date(since).toISOString() }, operator: 'lab' }]
  return renderJson({
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: service(url),
    oidcUrls: [],
    rekorTlogUrls: service(url),
    tsaUrls: service(`${url}/api/v1/timestamp`),
    ...(witnesses.log ? { rekorTlogConfig: { selector: 'ANY' } } : {}),
    ...(witnesses.timestamps ? { tsaConfig: { selector: 'ANY' } } : {}),
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function renderJson(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
