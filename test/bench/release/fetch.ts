import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createHttp } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { unwrap } from '@slipway/kernel'
import { buildArtifact, parseReference } from '@slipway/oci'
import { createRegistry } from '@slipway/registry'
import { startRegistry } from '@slipway/registry/fakes'
import { suite } from './bundle.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const run = promisify(execFile)
const size = 300_000_000
const name = 'vm-runtime-linux-amd64.bin'
const slug = 'octo/vm'

/** What the kernel knows of a process at its end; getrusage's is never less than what the process had that forked it (Linux, proc(5), VmHWM). */
const hook = `data:text/javascript,${encodeURIComponent(`
import { readFileSync, writeSync } from 'node:fs'
process.on('exit', () => writeSync(2, ' peak ' + /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]))`)}`

/** The least of three in MiB, because the rest is chance. */
async function peakOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const peaks: number[] = []
  for (let count = 0; count < 3; count += 1) {
    rmSync(join(env['GITHUB_WORKSPACE'] ?? '', 'out'), { recursive: true, force: true })
    const { stderr } = await run(process.execPath, ['--import', hook, ...args], { env: { PATH: process.env.PATH, ...env } })
    peaks.push(Number(/ peak (\d+)/.exec(stderr)?.[1]) / 1024)
  }
  return Math.min(...peaks)
}

/** Fetches a file of 300 MB from a release, and the same file from a registry, with the bundle as a runner starts it: memory, and nothing else. */
export async function* measureFetch(meter: Meter, bundle = join(suite, 'dist/fetch-release/index.js')): AsyncGenerator<unknown> {
  const { startGitHub } = await import('@slipway/lab')
  const root = mkdtempSync(join(tmpdir(), 'release-fetch-'))
  const bytes = Buffer.alloc(size, 'a runtime, ')
  const list = Buffer.from(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  const releases = [{ tag: 'v1.0.0', assets: { [name]: bytes, 'checksums.txt': list } }]
  const registry = await startRegistry()
  await using github = await startGitHub({ repositories: [{ owner: 'octo', name: 'vm', visibility: 'public', tags: { 'v1.0.0': 'c'.repeat(40) }, releases }] })
  try {
    const workspace = join(root, 'workspace')
    mkdirSync(workspace)
    await push(`${registry.host}/octo/vm:v2.0.0`, bytes, root)
    const env = (version: string) => ({
      ...{ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: join(root, 'temp'), GITHUB_API_URL: github.url, GITHUB_REPOSITORY: slug },
      ...{ RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64', GITHUB_OUTPUT: '/dev/null', GITHUB_STEP_SUMMARY: '/dev/null' },
      ...{ INPUT_REPOSITORY: slug, INPUT_VERSION: version, INPUT_PATH: 'out', INPUT_FILES: name, INPUT_OCI: `${registry.host}/octo/vm:{tag}` },
      ...{
        INPUT_TOKEN: github.issueToken({ repository: slug, permissions: { contents: 'read' } }),
        'INPUT_REGISTRY-USERNAME': 'octo',
        'INPUT_REGISTRY-TOKEN': 'a-password-of-nobody',
      },
    })
    const empty = await peakOf(['--eval', ''], {})
    yield meter.row('memory, an asset of 300 MB', (await peakOf([bundle], env('v1.0.0'))) - empty, 'MiB above an empty Node.js', 100)
    yield meter.row('memory, an OCI layer of 300 MB', (await peakOf([bundle], env('v2.0.0'))) - empty, 'MiB above an empty Node.js', 100)
  } finally {
    await registry.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function push(reference: string, bytes: Buffer, folder: string): Promise<void> {
  const http = createHttp({ env: {}, userAgent: 'slipway-bench', signal: new AbortController().signal })
  const { ports } = createFakes({ folder, http: (request) => http.request(request) })
  const registry = createRegistry(ports)
  const place = unwrap(parseReference(reference))
  const layer = { mediaType: 'application/octet-stream', bytes, annotations: { 'org.opencontainers.image.title': name } }
  const { manifest, blobs } = buildArtifact({ artifactType: 'application/vnd.octo.runtime', layers: [layer] })
  for (const blob of blobs) await registry.putBlob(place, blob.bytes, blob.descriptor.mediaType)
  await registry.putManifest(place, manifest)
}
