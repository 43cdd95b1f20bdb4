import type { Exec, ExecResult, HttpRequest, HttpResponse, Ports } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createMemoryFiles } from './files.support.ts'
import type { Made } from './ledger.support.ts'
import { drawSpan } from './time.support.ts'
import { burn, exchange, never, type Wire } from './wire.support.ts'

/** A mistake that is planted between the action and its machine. */
export type Plant = {
  /** In place of the machine's own connection. */
  readonly http?: (request: HttpRequest, wire: Wire) => Promise<HttpResponse>
  /** What a build is really made of. */
  readonly build?: (wanted: Made) => Made
  /** The lock is forgotten. */
  readonly unlocked?: true
}

const place = { workspace: '/home/runner/work/microvm/microvm', temp: '/home/runner/work/_temp' }

const texts = (sources: number): Readonly<Record<string, string>> => ({
  'versions.env': 'LIBKRUN_VERSION=1.18.0\nLIBKRUNFW_VERSION=5.4.0\n',
  'images/builder/Containerfile': 'FROM debian:12\nARG LIBKRUN_VERSION=1.18.0\nCOPY lib /lib\n',
  'images/builder/lib/a.c': `int sources = ${sources};\n`,
})

/** The ports of one job's machine. Everything is in memory and takes the schedule's own time. */
export function createMachine(wire: Wire, plant: Plant): Ports {
  const { world, client, life, draw } = wire
  const files = createMemoryFiles(place, texts(client.run.sources))
  let drawn = 0
  const push = (request: HttpRequest): Promise<HttpResponse> => (plant.http === undefined ? exchange(wire, request) : plant.http(request, wire))
  const say = (line: string): void => void world.trace.push(`    ${client.name}: ${line}`)
  return {
    exec: createPrograms(wire, files, plant),
    files,
    http: { request: push },
    clock: {
      now: world.time.now,
      sleep: async (milliseconds) => {
        await world.time.sleep(milliseconds)
        if (life.dead) await never
      },
    },
    log: {
      info: say,
      debug: () => {},
      notice: say,
      warning: ({ message }) => say(message),
      group: (_, body) => body(),
      mask: () => {},
      exportVariable: () => {},
    },
    summary: { add: () => {} },
    artifacts: { upload: () => never, list: () => never, download: () => never },
    cache: { available: () => false, restore: () => never, save: () => never },
    job: createJob(wire, Math.floor(draw() * 1e9)),
    random: (bytes) => {
      drawn += 1
      return drawn.toString(16).padStart(bytes * 2, '0')
    },
    signal: new AbortController().signal,
  }
}

function createJob({ client, world }: Wire, luck: number): Ports['job'] {
  // Where builds are the same, so are the commits that they are of.
  const sha = (world.schedule.exact ? String(client.run.sources) : luck.toString(16)).padStart(40, '0')
  const { trusted } = client.run
  return {
    repository: 'octo/microvm',
    ref: trusted ? 'refs/heads/main' : 'refs/pull/7/merge',
    refName: trusted ? 'main' : '7/merge',
    refType: 'branch',
    sha,
    eventName: trusted ? 'push' : 'pull_request',
    event: { repository: { default_branch: 'main' } },
    actor: 'octocat',
    runId: '1',
    runAttempt: '1',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    platform: 'linux/amd64',
    variable: () => undefined,
    ...place,
  }
}

type Files = Ports['files']

/** podman, skopeo and git, as far as the action uses them. */
function createPrograms(wire: Wire, files: Files, plant: Plant): Exec {
  const { life } = wire
  const images = new Map<string, { readonly made: Made; readonly config: Uint8Array }>()
  const run = async (command: string, args: readonly string[]): Promise<Partial<ExecResult>> => {
    if (command === 'git') return { stdout: '1700000000\n' }
    if (command === 'skopeo') return copy(wire, files, args)
    if (args[0] === 'info') return { stdout: '5.2.1 linux/amd64' }
    if (args[0] === 'build') return build(wire, files, args, plant, images)
    if (args[0] === 'push') await writeLayout(files, (args.at(-1) ?? '').slice('oci:'.length), images.get(args.at(-2) ?? '')?.config)
    return {}
  }
  return {
    run: async (command, args) => {
      if (life.dead) return never
      const result = await run(command, args)
      return life.dead ? never : { code: 0, stdout: '', stderr: '', ended: false, ...result }
    },
    which: async (command) => (command === 'podman' ? '/usr/bin/podman' : undefined),
  }
}

/** Takes from seconds to half an hour. What comes out remembers what it was made of, and is another one each time unless builds are exact. */
async function build(
  wire: Wire,
  files: Files,
  args: readonly string[],
  plant: Plant,
  images: Map<string, { readonly made: Made; readonly config: Uint8Array }>,
): Promise<Partial<ExecResult>> {
  const { world, client, draw } = wire
  const { ledger, counts, schedule } = world
  const after = (flag: string): string => args[args.indexOf(flag) + 1] ?? ''
  const platform = after('--platform')
  if (burn(wire, false)) return never
  ledger.beginBuild(client, platform)
  counts.builds += 1
  world.trace.push(`${(world.time.now() / 1000).toFixed(2)} ${client.name}: builds ${platform}`)
  await world.time.sleep(world.calm || schedule.even ? 60_000 + draw() * 1_000 : drawSpan(draw, 4_000, 1_800_000))
  if (!world.calm && schedule.faults > 0 && draw() < 0.02) return { code: 1, stderr: 'Error: the compiler crashed' }
  const text = await files.readText(`${args.at(-1)}/lib/a.c`)
  const wanted = { sources: Number(/[0-9]+/.exec(text)?.[0]), platform }
  const made = plant.build?.(wanted) ?? wanted
  const [os, architecture, variant] = platform.split('/')
  const config = { os, architecture, variant, made, ...(schedule.exact ? {} : { number: counts.builds }) }
  const bytes = new TextEncoder().encode(JSON.stringify(config))
  images.set(after('--tag'), { made, config: bytes })
  ledger.endBuild(client, digestOf(bytes), made)
  return {}
}

async function writeLayout(files: Files, folder: string, config: Uint8Array = new Uint8Array()): Promise<void> {
  const write = async (bytes: Uint8Array): Promise<{ digest: string; size: number }> => {
    await files.write(`${folder}/blobs/sha256/${digestOf(bytes).slice('sha256:'.length)}`, bytes)
    return { digest: digestOf(bytes), size: bytes.length }
  }
  const encode = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
  const image = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, ...(await write(config)) }, layers: [] }
  const entry = { mediaType: mediaTypes.manifest, ...(await write(encode(image))) }
  await files.write(`${folder}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}')
  await files.write(`${folder}/index.json`, encode({ schemaVersion: 2, manifests: [entry] }))
}

type Named = { readonly digest: string }

/** `skopeo copy oci:<folder> docker://<name>@<digest>`: blobs that are not there, then the manifest. It gives up where a request fails. */
async function copy(wire: Wire, files: Files, args: readonly string[]): Promise<Partial<ExecResult>> {
  const folder = (args.at(-2) ?? '').slice('oci:'.length)
  const [, name = '', digest = ''] = /^docker:\/\/ghcr\.io\/(.+)@(.+)$/.exec(args.at(-1) ?? '') ?? []
  const read = (path: string): Promise<Uint8Array> => files.readBytes(`${folder}/${path}`)
  const blob = ({ digest: of }: Named): Promise<Uint8Array> => read(`blobs/${of.replace(':', '/')}`)
  const [entry] = (JSON.parse(new TextDecoder().decode(await read('index.json'))) as { manifests: [Named] }).manifests
  const bytes = await blob(entry)
  const { config, layers } = JSON.parse(new TextDecoder().decode(bytes)) as { config: Named; layers: readonly Named[] }
  const ask = async (method: string, path: string, body?: Uint8Array): Promise<HttpResponse> => {
    const headers = { authorization: `Bearer repository:${name}:pull,push 9000000000000`, 'content-type': mediaTypes.manifest }
    const response = await exchange(wire, { method, url: `https://ghcr.io${path}`, headers, ...(body === undefined ? {} : { body }) }, `copy ${digest}`)
    if (response.status < 500 && response.status !== 429) return response
    throw new Error(`received unexpected HTTP status: ${response.status}`)
  }
  try {
    for (const each of [config, ...layers]) {
      if ((await ask('HEAD', `/v2/${name}/blobs/${each.digest}`)).status === 200) continue
      const { headers } = await ask('POST', `/v2/${name}/blobs/uploads/`)
      await ask('PUT', `${headers['location']}&digest=${each.digest}`, await blob(each))
    }
    const { status } = await ask('PUT', `/v2/${name}/manifests/${digest}`, bytes)
    return status === 201 ? {} : { code: 1, stderr: `level=fatal msg="writing manifest: manifest invalid (${status})"` }
  } catch (error) {
    return { code: 1, stderr: `level=fatal msg="trying to reuse blob: ${error instanceof Error ? error.message : ''}: connection reset by peer"` }
  }
}
