import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js'
import { initializeTLog } from '@sigstore/mock/dist/rekor/index.js'
import { initializeTSA, tsaHandler } from '@sigstore/mock/dist/timestamp/index.js'
import type { Instance } from './trust-files.ts'

/** What a certificate is asked for with; the key is DER (SPKI). */
export type CertificateRequest = {
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** A URI. */
  readonly subject: string
  readonly extensions: readonly { readonly oid: string; readonly value: string; readonly legacy?: boolean }[]
}

/** The authorities behind the services, each with a key of its own. */
export type Authorities = {
  readonly instance: Instance
  /** A certificate (DER) that lives for ten minutes, with the timestamp of a certificate log in it. */
  readonly certify: (request: CertificateRequest) => Promise<Uint8Array>
  /** Writes an entry as it stands, and answers as Rekor does, with the proofs. */
  readonly log: (entry: object) => Promise<object>
  /** A request of the timestamp authority's JSON API; its answer is a timestamp response (RFC 3161, DER). */
  readonly stamp: (request: string) => Promise<Uint8Array>
}

/**
 * Makes the authorities of an instance at `url`, with the cryptography of @sigstore/mock (not its main entry, which patches node's http
 * for the whole process). `certifiedAt` (milliseconds since 1970) stops the clock of the certificate authority, for certificates that
 * have expired when they are used.
 */
export async function createAuthorities(url: string, certifiedAt: number | undefined): Promise<Authorities> {
  const certificateLog = await initializeCTLog(await keys())
  const authority = await initializeCA(await keys(), certificateLog, certifiedAt === undefined ? undefined : new Date(certifiedAt))
  const log = await initializeTLog(url, await keys())
  // Whole seconds, as the public authority's: of a fraction DER leaves out zeros at the end, which sigstore-js does not read.
  const clock = new Date()
  const tsa = await initializeTSA(await keys(), clock)
  const { fn: stamp } = tsaHandler(tsa)
  const tick = (): number => clock.setTime(Math.floor(Date.now() / 1000) * 1000)
  return {
    instance: {
      url,
      authority: bytesOf(authority.rootCertificate),
      certificateLog: certificateLog.publicKey,
      log: log.publicKey,
      timestamps: [tsa.intCertificate, tsa.rootCertificate].map(bytesOf),
      since: Math.min(Date.now(), certifiedAt ?? Number.POSITIVE_INFINITY) - 60_000,
    },
    certify: async ({ publicKey, subject, extensions }) =>
      bytesOf(await authority.issueCertificate({ publicKey, subjectAltName: subject, extensions: [...extensions] })),
    log: (entry) => log.log(entry),
    stamp: async (request) => {
      tick()
      const { statusCode, response } = await stamp(request)
      if (statusCode !== 201 || typeof response === 'string') throw new Error(typeof response === 'string' ? response : `answer ${statusCode}`)
      return bytesOf(response)
    },
  }
}

function keys() {
  return promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice()
}
