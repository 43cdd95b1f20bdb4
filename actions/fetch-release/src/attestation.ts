import { findStatement, githubIssuer, openSigstore, type Policy, parsePolicy, type RefRule, type Sigstore } from '@slipway/attest'
import { ApiFailure, type ReleaseReader } from '@slipway/github/fetch'
import type { Ports } from '@slipway/host'
import { type Digest, type Problem, Refusal, unwrap } from '@slipway/kernel'
import { asReferrers, type Bundle, nowhere, type Places, readAttached, readBundleAssets, readStored } from './bundles.ts'
import { judgeOwn, ownPolicy, type Standing, type Subject } from './own-statements.ts'
import type { Signing } from './request.ts'

/** A file, and the checksum file where that lists it: a statement may be about either. */
export type Signable = { readonly file: Subject; readonly checksums: Subject | undefined }

/** Says who signed for a file. Throws a Refusal that names it where somebody has to, and nobody did who counts. */
export type Notary = (one: Signable) => Promise<Standing>

export type Matter = { readonly repository: string; readonly tag: string /** What is fetched. */; readonly files: readonly Signable[] }

/**
 * Opens the proof of signatures. Where workflows are named, one of them has to have signed for each file, in a run of this repository for
 * the default branch or for the very tag that is fetched: what was signed for another version is none of this one. Where none is named,
 * every statement that is there has to be one of a run of this repository; whether there has to be one is the caller's wish.
 */
export async function openNotary(signing: Signing, matter: Matter, places: Places, ports: Ports): Promise<Notary> {
  const sigstore = await openSigstore(ports)
  const names = matter.files.flatMap(({ file, checksums }) => [file.name, ...(checksums === undefined ? [] : [checksums.name])])
  const inRelease = await readBundleAssets(places, names)
  const { signers } = signing
  if (signers === undefined) return openOwn(signing, matter, places, inRelease, sigstore, ports)
  return openNamed({ ...signing, signers }, matter, places, inRelease, sigstore, ports)
}

function serverOf({ job: { serverUrl } }: Ports): Pick<Policy, 'issuer' | 'server'> {
  return { server: serverUrl, issuer: serverUrl === 'https://github.com' ? githubIssuer : `${serverUrl}/_services/token` }
}

function openOwn(signing: Signing, { repository }: Matter, places: Places, inRelease: readonly Bundle[], sigstore: Sigstore, ports: Ports): Notary {
  const { predicateType } = signing
  const judge = { policy: ownPolicy({ ...serverOf(ports), repository }), predicateType, sigstore }
  const teller = createTeller(signing, ports)
  const settle = async (subject: Subject, bundles: readonly Bundle[]): Promise<Standing> => {
    const standing = await judgeOwn(subject, bundles, judge)
    if (standing.kind === 'unjudged') teller.unjudged(subject.name, standing)
    return standing
  }
  const stored = createStore(places.reader, predicateType)
  const known = new Map<string, Promise<Standing>>()
  const look = (subject: Subject): Promise<Standing> => {
    const standing = known.get(subject.name) ?? stored(subject.digest).then((found) => settle(subject, [...teller.read(found), ...inRelease]))
    known.set(subject.name, standing)
    return standing
  }
  return async ({ file, checksums }) => {
    const standings = [await look(file), ...(checksums === undefined ? [] : [await look(checksums)])]
    if (places.artifact !== undefined) {
      const { digest } = places.artifact
      standings.push(await settle({ name: file.name, digest }, teller.read(await readAttached(places.artifact))))
    }
    const best = standings.find(({ kind }) => kind === 'signed') ?? standings.find(({ kind }) => kind === 'unjudged') ?? { kind: 'none' }
    if (best.kind === 'none') teller.none(file)
    return best
  }
}

/** Says what could not be had, each thing once; where somebody has to have signed, it is a refusal. */
function createTeller({ required, predicateType }: Signing, { log }: Ports) {
  const told = new Set<string>()
  const unread = new Set<string>()
  const once = (message: string, tell: () => void): void => {
    if (!told.has(message)) tell()
    told.add(message)
  }
  return {
    unjudged: (name: string, { reason, cure }: Extract<Standing, { kind: 'unjudged' }>): void => {
      const problem = { code: 'E_FETCH_UNJUDGED', message: `an attestation is there, and was not judged: ${reason}`, cure }
      if (required) throw new Refusal([unsigned(name), { ...problem, at: { file: name } }])
      once(reason, () => log.warning(problem))
    },
    /** The bundles that were found; a place that cannot be read has none. */
    read: (found: readonly Bundle[] | string): readonly Bundle[] => {
      if (typeof found !== 'string') return found
      unread.add(found)
      once(found, () => log.notice(`attestations were not looked for everywhere: ${found}. ${readCure}`))
      return []
    },
    none: ({ name, digest }: Subject): void => {
      if (required) throw new Refusal([unsigned(name), none(predicateType, digest), ...[...unread].map((message) => describeUnread(message, name))])
    },
  }
}

const readCure = 'Give the token `attestations: read`, or attestation: off where that cannot be'

function describeUnread(message: string, file: string): Problem {
  return { code: 'E_FETCH_STORE', message, cure: readCure, at: { file } }
}

/** The store, which is asked until it does not answer: it would not answer for the next file either. */
function createStore(reader: ReleaseReader, predicateType: string): (digest: Digest) => Promise<readonly Bundle[] | string> {
  let silent: string | undefined
  return async (digest) => {
    if (silent !== undefined) return silent
    const found = await readStored(reader, digest, predicateType)
    if (typeof found === 'string') silent = found
    return found
  }
}

type Named = Signing & { readonly signers: readonly string[] }

async function openNamed(signing: Named, matter: Matter, places: Places, inRelease: readonly Bundle[], sigstore: Sigstore, ports: Ports): Promise<Notary> {
  const policy = await readPolicy(signing, matter, places.reader, ports)
  const { predicateType } = signing
  const search = { policy, predicateType, accept: () => undefined, sigstore }
  const stored = createStore(places.reader, predicateType)
  return async ({ file, checksums }) => {
    const found: Problem[] = []
    for (const { digest } of [file, ...(checksums === undefined ? [] : [checksums])]) {
      const kept = await stored(digest)
      if (typeof kept === 'string') found.push(describeUnread(kept, file.name))
      const bundles = [...(typeof kept === 'string' ? [] : kept), ...inRelease]
      const finding = await findStatement(asReferrers(bundles), nowhere, digest, search)
      if (finding.ok) return { kind: 'signed', signer: finding.signer.signer }
      found.push(...(bundles.length === 0 ? [none(predicateType, digest)] : finding.problems))
    }
    if (places.artifact !== undefined) {
      const { registry, repository, digest } = places.artifact
      const finding = await findStatement(registry, repository, digest, search)
      if (finding.ok) return { kind: 'signed', signer: finding.signer.signer }
      found.push(...finding.problems)
    }
    throw new Refusal([unsigned(file.name), ...found.map((problem) => ({ ...problem, at: { file: file.name } }))])
  }
}

async function readPolicy({ signers, events }: Named, { repository, tag }: Matter, reader: ReleaseReader, ports: Ports): Promise<Policy> {
  const defaultBranch = await reader.readDefaultBranch().catch((error: unknown) => {
    // Where GitHub does not answer, only the tag counts: no branch has such a name (git-check-ref-format(1)).
    if (error instanceof ApiFailure && error.kind === 'transient') return '.none'
    throw error
  })
  const policy = unwrap(parsePolicy({ signers, repository, defaultBranch, triggers: events, ...serverOf(ports) }))
  const ref: string = `refs/tags/${tag}`
  return { ...policy, sourceRefs: [...policy.sourceRefs.filter((rule) => rule !== 'tags'), ref as RefRule] }
}

function unsigned(name: string): Problem {
  return { code: 'E_FETCH_UNSIGNED', message: `nobody who counts has signed for "${name}"`, cure: 'See the reasons beside this', at: { file: name } }
}

function none(predicateType: string, digest: Digest): Problem {
  const message = `no signed statement of the type ${predicateType} about ${digest} is known`
  return { code: 'E_ATTEST_NONE', message, cure: 'Sign it in the workflow that makes the release, as with actions/attest' }
}
