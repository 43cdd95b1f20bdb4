import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'
import { type InputsOf, parseInputs } from '@slipway/contract'
import type { HttpRequest, Ports } from '@slipway/host'
import { type Call, createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, unwrap } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createRegistryFake, type RegistryFake } from '@slipway/registry/fakes'
import { contract } from './contract.ts'

const scratch = mkdtempSync(join(tmpdir(), 'builder-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const files = {
  'versions.env': 'LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\n',
  'images/builder/Containerfile': 'FROM debian:12\nARG LIBKRUN_VERSION=v1.18.0\nCOPY lib /lib\n',
  'images/builder/lib/a.c': 'int a;\n',
}

export const event = { repository: { default_branch: 'main' } }

/** A registry that has the base image for both platforms. */
export function createRegistryWithBase(): RegistryFake {
  const fake = createRegistryFake()
  const manifests = ['amd64', 'arm64'].map((architecture) => {
    const config = { mediaType: mediaTypes.config, ...fake.putBlob({ os: 'linux', architecture }) }
    const image = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] })
    const digest = fake.put('library/debian', undefined, mediaTypes.manifest, image)
    return { mediaType: mediaTypes.manifest, digest, size: image.length, platform: { os: 'linux', architecture } }
  })
  fake.put('library/debian', '12', mediaTypes.index, { schemaVersion: 2, mediaType: mediaTypes.index, manifests })
  return fake
}

export type World = { readonly fakes: Fakes; readonly fake: RegistryFake; readonly built: string[]; readonly folder: string }

/** A workspace, a registry in memory, and a podman and a skopeo that do just what the action needs of them. */
export function world(
  options: {
    files?: Readonly<Record<string, string>>
    fake?: RegistryFake
    builds?: (platform: string) => string
    /** A label that the build gives to the image. */
    label?: string
    job?: Partial<Ports['job']>
  } = {},
): World {
  const folder = mkdtempSync(join(scratch, 'world-'))
  for (const [name, text] of Object.entries({ ...files, ...options.files })) {
    mkdirSync(dirname(join(folder, 'workspace', name)), { recursive: true })
    writeFileSync(join(folder, 'workspace', name), text)
  }
  const fake = options.fake ?? createRegistryWithBase()
  const built: string[] = []
  const exec = ({ command, args }: Call): { stdout?: string } => {
    if (args[0] === 'info') return { stdout: '5.2.1 linux/amd64' }
    if (args[0] === 'build') built.push(args[args.indexOf('--platform') + 1] ?? '')
    if (args[0] === 'push') writeLayout(args.at(-1)?.slice('oci:'.length) ?? '', options.builds?.(built.at(-1) ?? '') ?? built.at(-1) ?? '', options.label)
    if (command === 'skopeo') copy(fake, args.at(-2) ?? '', args.at(-1) ?? '')
    return {}
  }
  const which = (command: string): string | undefined => (command === 'podman' ? '/usr/bin/podman' : undefined)
  return { fake, built, folder, fakes: createFakes({ folder, job: { event, ...options.job }, http: fake.answer, exec, which }) }
}

const blobAt = (folder: string, digest: string): string => join(folder, 'blobs/sha256', digest.slice('sha256:'.length))

function writeLayout(folder: string, platform: string, label?: string): void {
  const blob = (document: unknown): { digest: string; size: number } => {
    const text = JSON.stringify(document)
    mkdirSync(join(folder, 'blobs/sha256'), { recursive: true })
    writeFileSync(blobAt(folder, digestOf(text)), text)
    return { digest: digestOf(text), size: text.length }
  }
  const [os, architecture] = platform.split('/')
  const config = { mediaType: mediaTypes.config, ...blob({ os, architecture, ...(label === undefined ? {} : { config: { Labels: { label } } }) }) }
  const manifest = blob({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] })
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ manifests: [{ mediaType: mediaTypes.manifest, ...manifest }] }))
}

/** skopeo, for images without layers: from a layout into the registry, or out of it. */
function copy(fake: RegistryFake, from: string, to: string): void {
  if (from.startsWith('oci:')) pushLayout(fake, from.slice('oci:'.length), to)
  else pullLayout(fake, from, to.slice('oci:'.length))
}

const nameIn = (place: string): string => /^docker:\/\/[^/]+\/([^@:]+)/.exec(place)?.[1] ?? ''

function pushLayout(fake: RegistryFake, folder: string, to: string): void {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { manifests: { digest: string }[] }
  const text = readFileSync(blobAt(folder, index.manifests[0]?.digest ?? ''), 'utf8')
  const manifest = JSON.parse(text) as { config: { digest: string } }
  fake.putBlob(readFileSync(blobAt(folder, manifest.config.digest), 'utf8'))
  fake.put(nameIn(to), undefined, mediaTypes.manifest, text)
}

function pullLayout(fake: RegistryFake, from: string, folder: string): void {
  const digest = from.slice(from.indexOf('@') + 1)
  const bytes = fake.manifests.get(nameIn(from))?.get(digest)?.bytes ?? new Uint8Array()
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as { config: { digest: string } }
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true })
  writeFileSync(blobAt(folder, digest), bytes)
  writeFileSync(blobAt(folder, manifest.config.digest), fake.blobs.get(manifest.config.digest) ?? '')
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ manifests: [{ mediaType: mediaTypes.manifest, digest, size: bytes.length }] }))
}

export function inputs(given: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, { image: 'ghcr.io/o/builder', username: 'me', token: 'secret', cache: 'false', tags: 'v{LIBKRUN_VERSION}', ...given }))
}

export const asked = (requests: readonly HttpRequest[]): readonly string[] =>
  requests.map(({ method, url }) => `${method} ${new URL(url).pathname.replace('/v2/o/builder/manifests/', '')}`)
/** Writes of tags; what lies beside an image has no tag that anybody reads. */
export const puts = ({ fakes }: World): readonly string[] => asked(fakes.requests).filter((line) => /^PUT (?!\/v2\/|sha256[:-])/.test(line))
export const digestAt = (fake: RegistryFake, name: string, tag: string): string => digestOf(fake.manifests.get(name)?.get(tag)?.bytes ?? '')
