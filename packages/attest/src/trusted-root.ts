import { createPublicKey, X509Certificate } from 'node:crypto'
import type { TrustMaterial } from '@sigstore/verify'
import { ok, type Problem, problems, type Result } from '@slipway/kernel'
import { isObject, parseJson } from './statement.ts'

/** Whom a verification believes. */
export type Trust = {
  readonly material: TrustMaterial
  /** How many entries of transparency logs, and of certificate transparency logs, a bundle has to show: none where the root names no log. */
  readonly logEntries: number
  readonly certificateLogEntries: number
}

type Json = Readonly<Record<string, unknown>>

const mediaType = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.1|\.v0\.[0-9]+\+json)$/

/**
 * Reads a trusted_root.json (sigstore protobuf-specs, sigstore_trustroot.proto, TrustedRoot). Every certificate and key is looked at,
 * and all problems are reported together with their places (E_ATTEST_TRUSTED_ROOT). `file` is what problems call it.
 */
export async function parseTrustedRoot(text: string, file: string): Promise<Result<Trust>> {
  const document = parseJson(text)
  if (!isObject(document)) return problems(problem(file, 'is no JSON object'))
  const found = [...checkShape(document), ...checkAuthorities(document), ...checkLogs(document)].map((what) => problem(file, what))
  if (found.length > 0) return problems(...found)
  const [{ TrustedRoot }, { toTrustMaterial }] = await Promise.all([import('@sigstore/protobuf-specs'), import('@sigstore/verify')])
  try {
    const material = toTrustMaterial(TrustedRoot.fromJSON(document))
    return ok({ material, logEntries: Math.min(1, material.tlogs.length), certificateLogEntries: Math.min(1, material.ctlogs.length) })
  } catch (error) {
    return problems(problem(file, `cannot be used: ${error instanceof Error ? error.message : String(error)}`))
  }
}

function checkShape(document: Json): readonly string[] {
  const type = document['mediaType']
  const wrong: string[] = []
  if (typeof type !== 'string' || !mediaType.test(type)) wrong.push(`has the media type ${JSON.stringify(type)}, which is no trusted root's`)
  if (listAt(document, 'certificateAuthorities').length === 0) wrong.push('names no certificate authority (certificateAuthorities)')
  // Without either nobody says when something was signed, and a certificate lives for ten minutes.
  if (listAt(document, 'tlogs').length === 0 && listAt(document, 'timestampAuthorities').length === 0) {
    wrong.push('names neither a transparency log (tlogs) nor a timestamp authority (timestampAuthorities)')
  }
  return wrong
}

function checkAuthorities(document: Json): readonly string[] {
  return ['certificateAuthorities', 'timestampAuthorities'].flatMap((name) =>
    listAt(document, name).flatMap((authority, position) => {
      const where = `${name}[${position}]`
      const certificates = listAt(objectAt(authority, 'certChain'), 'certificates')
      if (certificates.length === 0) return [`${where} has no certificates`]
      return certificates.flatMap((certificate, index) =>
        reads(certificate, (bytes) => new X509Certificate(bytes)) ? [] : [`${where}.certChain.certificates[${index}] is no certificate`],
      )
    }),
  )
}

function checkLogs(document: Json): readonly string[] {
  return ['tlogs', 'ctlogs'].flatMap((name) =>
    listAt(document, name).flatMap((log, position) => {
      const where = `${name}[${position}]`
      const key = objectAt(log, 'publicKey')
      const rsa = String(key['keyDetails']).startsWith('PKCS1_')
      const usable = reads(key, (bytes) => createPublicKey({ key: bytes, format: 'der', type: rsa ? 'pkcs1' : 'spki' }))
      const id = objectAt(log, 'logId')['keyId']
      return [
        ...(usable ? [] : [`${where}.publicKey is no public key`]),
        ...(typeof id === 'string' && id !== '' ? [] : [`${where} has no logId`]),
        ...(name === 'ctlogs' || typeof objectAt({ log }, 'log')['baseUrl'] === 'string' ? [] : [`${where} has no baseUrl`]),
      ]
    }),
  )
}

function reads(holder: unknown, read: (bytes: Buffer) => unknown): boolean {
  const text = isObject(holder) ? holder['rawBytes'] : undefined
  if (typeof text !== 'string' || text === '') return false
  try {
    read(Buffer.from(text, 'base64'))
    return true
  } catch {
    return false
  }
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = isObject(value) ? value[name] : undefined
  return Array.isArray(list) ? list : []
}

function objectAt(value: unknown, name: string): Json {
  const inner = isObject(value) ? value[name] : undefined
  return isObject(inner) ? inner : {}
}

function problem(file: string, what: string): Problem {
  const cure = 'Take the trusted_root.json of the Sigstore instance; `cosign trusted-root create` writes one'
  return { code: 'E_ATTEST_TRUSTED_ROOT', message: `the trusted root ${what}`, cure, at: { file } }
}
