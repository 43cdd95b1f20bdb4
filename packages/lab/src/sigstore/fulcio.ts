import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Authorities, CertificateRequest } from './instance.ts'
import type { Issuer } from './issuer.ts'
import type { Claims } from './job-claims.ts'

/** An answer of a service: JSON, or bytes. */
export type Answer = { readonly status: number; readonly body: object | Uint8Array; readonly type?: string }

/** Which claim becomes which extension, and with what before it (fulcio, docs/oid-info.md, "Mapping OIDC token claims to Fulcio OIDs"). */
const arc = '1.3.6.1.4.1.57264.1'
const server = 'https://github.com'
const legacy: Readonly<Record<string, string>> = { '1': 'iss', '2': 'event_name', '3': 'sha', '4': 'workflow', '5': 'repository', '6': 'ref' }
const current: Readonly<Record<string, readonly [claim: string, before: string]>> = {
  '8': ['iss', ''],
  '9': ['job_workflow_ref', `${server}/`],
  '10': ['job_workflow_sha', ''],
  '11': ['runner_environment', ''],
  '12': ['repository', `${server}/`],
  '13': ['sha', ''],
  '14': ['ref', ''],
  '15': ['repository_id', ''],
  '16': ['repository_owner', `${server}/`],
  '17': ['repository_owner_id', ''],
  '18': ['workflow_ref', `${server}/`],
  '19': ['workflow_sha', ''],
  '20': ['event_name', ''],
  '22': ['repository_visibility', ''],
}

/** The extensions of a certificate for a job of GitHub Actions. */
function extensionsOf(claims: Claims): CertificateRequest['extensions'] {
  const of = (claim: string): string => String(claims[claim] ?? '')
  const old = Object.entries(legacy).map(([number, claim]) => ({ oid: `${arc}.${number}`, value: of(claim), legacy: true }))
  const now = Object.entries(current).map(([number, [claim, before]]) => ({ oid: `${arc}.${number}`, value: `${before}${of(claim)}` }))
  const run = `${server}/${of('repository')}/actions/runs/${of('run_id')}/attempts/${of('run_attempt')}`
  return [...old, ...now, { oid: `${arc}.21`, value: run }]
}

/**
 * Fulcio's `POST /api/v2/signingCert` (fulcio, fulcio.proto, CreateSigningCertificate): the token is checked, and so is that the asker
 * holds the key, by its signature over the token's subject. The certificate names the workflow file that holds the job.
 */
export async function createCertificate({ certify, instance }: Authorities, issuer: Pick<Issuer, 'check'>, request: unknown): Promise<Answer> {
  const { credentials, publicKeyRequest } = request as {
    credentials?: { oidcIdentityToken?: string }
    publicKeyRequest?: { publicKey?: { content?: string }; proofOfPossession?: string }
  }
  const claims = issuer.check(credentials?.oidcIdentityToken ?? '', 'sigstore')
  if (typeof claims === 'string') return refuse(401, 16, claims)
  const key = readKey(publicKeyRequest?.publicKey?.content ?? '')
  const proof = Buffer.from(publicKeyRequest?.proofOfPossession ?? '', 'base64')
  if (key === undefined || !verify('sha256', Buffer.from(String(claims['sub'])), key, proof))
    return refuse(400, 3, 'the key is not the one that signed the challenge')
  const certificate = await certify({
    publicKey: new Uint8Array(key.export({ format: 'der', type: 'spki' })),
    subject: `${server}/${claims['job_workflow_ref']}`,
    extensions: extensionsOf(claims),
  })
  const certificates = [certificate, instance.authority].map(renderPem)
  return { status: 201, body: { signedCertificateEmbeddedSct: { chain: { certificates } } } }
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

function renderPem(certificate: Uint8Array): string {
  const text = Buffer.from(certificate).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${text.replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`
}

/** An error as the gRPC gateway writes it. */
function refuse(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, details: [] } }
}
