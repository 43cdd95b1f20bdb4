import { X509Certificate } from 'node:crypto'

/** What a bundle says of itself. Nobody has verified a word of it: it decides what has to be verified, and never whether something is right. */
export type Sketch =
  /** A statement. `signer` is the subject of its certificate, `ownInstance` that GitHub's instance for private repositories issued that. */
  | {
      readonly kind: 'statement'
      readonly predicateType: string
      /** What it is about: names, and digests as `sha256:…`. */
      readonly names: readonly string[]
      readonly digests: readonly string[]
      readonly signer: string
      readonly ownInstance: boolean
    }
  /** A signature over bytes, which states nothing, or a format that came before the bundles. */
  | { readonly kind: 'other' }
  | { readonly kind: 'damaged' }

type Json = Readonly<Record<string, unknown>>

export function sketchBundle(bytes: Uint8Array): Sketch {
  const bundle = parse(Buffer.from(bytes).toString('utf8'))
  if (bundle === undefined) return { kind: 'damaged' }
  const isBundle = 'verificationMaterial' in bundle || 'dsseEnvelope' in bundle || String(bundle['mediaType']).includes('sigstore.bundle')
  if (!isBundle || ('messageSignature' in bundle && !('dsseEnvelope' in bundle))) return { kind: 'other' }
  const payload = objectAt(bundle, 'dsseEnvelope')['payload']
  const statement = typeof payload === 'string' ? parse(Buffer.from(payload, 'base64').toString('utf8')) : undefined
  const { predicateType, subject } = statement ?? {}
  if (typeof predicateType !== 'string' || !Array.isArray(subject)) return { kind: 'damaged' }
  const subjects = (subject as readonly unknown[]).filter(isObject)
  return {
    kind: 'statement',
    predicateType,
    names: subjects.map(({ name }) => String(name ?? '').replace(/^\.\//, '')),
    digests: subjects.flatMap((one) => Object.entries(objectAt(one, 'digest')).map(([algorithm, hex]) => `${algorithm}:${String(hex)}`)),
    ...readCertificate(objectAt(bundle, 'verificationMaterial')),
  }
}

/** In bundles of version 0.3 one certificate, before that a chain (sigstore protobuf-specs, sigstore_bundle.proto). */
function readCertificate(material: Json): { readonly signer: string; readonly ownInstance: boolean } {
  const chain = objectAt(material, 'x509CertificateChain')['certificates']
  const first = Array.isArray(chain) ? (chain as readonly unknown[]).find(isObject) : undefined
  const raw = (first ?? objectAt(material, 'certificate'))['rawBytes']
  try {
    const { subjectAltName = '', issuer } = new X509Certificate(Buffer.from(String(raw), 'base64'))
    return { signer: subjectAltName.replace(/^URI:/, ''), ownInstance: /^O="?GitHub\\?, Inc\."?$/m.test(issuer) }
  } catch {
    return { signer: '', ownInstance: false }
  }
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function objectAt(value: Json, name: string): Json {
  const inner = value[name]
  return isObject(inner) ? inner : {}
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
