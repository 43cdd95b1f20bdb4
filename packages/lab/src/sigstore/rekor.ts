import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Answer } from './fulcio.ts'
import type { Authorities } from './instance.ts'

type Envelope = { readonly payload: string; readonly payloadType: string; readonly signatures: readonly { readonly sig: string }[] }

/**
 * Rekor's `POST /api/v1/log/entries` for entries of the kind `dsse` 0.0.1 (rekor, pkg/types/dsse/v0.0.1): what is proposed holds the
 * envelope, what is logged only its hashes, signatures and verifiers. A signature that is none is refused, as Rekor does.
 */
export async function createEntry({ log }: Authorities, request: unknown): Promise<Answer> {
  const { kind, apiVersion, spec } = request as {
    kind?: string
    apiVersion?: string
    spec?: { proposedContent?: { envelope?: string; verifiers?: readonly string[] } }
  }
  const { envelope: text, verifiers = [] } = spec?.proposedContent ?? {}
  if (kind !== 'dsse' || apiVersion !== '0.0.1' || text === undefined) return refuse(`no entry of the kind ${kind} ${apiVersion} is taken here`)
  const envelope = JSON.parse(text) as Envelope
  const keys = verifiers.map((verifier) => ({ verifier, key: readKey(Buffer.from(verifier, 'base64').toString('utf8')) }))
  const signatures = envelope.signatures.map(({ sig }) => {
    const by = keys.find(({ key }) => key !== undefined && verify('sha256', encode(envelope), key, Buffer.from(sig, 'base64')))
    return by && { signature: sig, verifier: by.verifier }
  })
  if (signatures.length === 0 || signatures.includes(undefined)) return refuse('a signature of the envelope could not be verified')
  const entry = { apiVersion, kind, spec: { envelopeHash: hash(text), payloadHash: hash(Buffer.from(envelope.payload, 'base64')), signatures } }
  return { status: 201, body: await log(entry) }
}

/** DSSE's Pre-Authentication Encoding (DSSE, protocol.md). */
function encode({ payloadType, payload }: Envelope): Uint8Array {
  const bytes = Buffer.from(payload, 'base64')
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${bytes.length} `), bytes])
}

/** Of a certificate this is the key that it certifies. */
function readKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

function hash(content: string | Uint8Array): { readonly algorithm: string; readonly value: string } {
  return { algorithm: 'sha256', value: createHash('sha256').update(content).digest('hex') }
}

function refuse(message: string): Answer {
  return { status: 400, body: { code: 400, message } }
}
