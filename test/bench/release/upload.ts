import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openReleaseApi, ownerMark, performRelease, type ReleaseWork } from '@slipway/github'
import { createFiles, createHttp } from '@slipway/host'

/**
 * Uploads 20 files of 20 MB to the emulator, four at once, beside curl doing the same: the transaction with all that it reads, compares and
 * proves, from files on disk, each side as a process of its own. Then once more, when all is there.
 */

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const run = promisify(execFile)
const count = 20
const size = 20_000_000
const width = 4
const rounds = 5
const slug = 'octo/microvm'
const commit = 'c'.repeat(40)
const names = Array.from({ length: count }, (_, index) => `part-${String(index).padStart(2, '0')}.tar.gz`)

/** One run of the transaction in this process: its seconds, and the bytes that it sent. */
async function upload(apiUrl: string, token: string, folder: string, tag: string): Promise<{ readonly seconds: number; readonly bytes: number }> {
  const files = createFiles({ workspace: folder, temp: folder })
  const http = createHttp({ env: {}, userAgent: 'slipway-bench', signal: new AbortController().signal })
  const nothing = (): void => {}
  const log = {
    info: nothing,
    debug: nothing,
    warning: nothing,
    notice: nothing,
    mask: nothing,
    exportVariable: nothing,
    group: <T>(_: string, body: () => Promise<T>) => body(),
  }
  const clock = { now: Date.now, sleep: (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds)) }
  const assets = []
  for (const name of names) {
    const { digest } = await files.digest(name)
    assets.push({ name, size, digest, contentType: 'application/gzip', stream: () => files.stream(name) })
  }
  const work: ReleaseWork = { draft: { tag, title: tag, body: ownerMark, prerelease: false }, commit, publish: false, replace: false, assets, width }
  const api = openReleaseApi({ http, clock, token, apiUrl, repository: slug })
  // The files are hashed where they are gathered, for the checksum file; curl does not hash.
  const start = performance.now()
  const { sent } = await performRelease({ clock, log, random: () => '0000' }, api, work)
  return { seconds: (performance.now() - start) / 1000, bytes: sent.bytes }
}

/** The peer: curl with as many transfers at once. */
function curlArguments(uploadUrl: string, token: string, folder: string, release: number): readonly string[] {
  const transfers = names.flatMap((name, index) => [
    ...(index === 0 ? [] : ['--next']),
    ...['--silent', '--show-error', '--fail', '--request', 'POST', '--output', '/dev/null'],
    ...['--header', `Authorization: token ${token}`, '--header', 'Content-Type: application/gzip', '--header', 'Expect:'],
    ...['--upload-file', join(folder, name), `${uploadUrl}/repos/${slug}/releases/${release}/assets?name=${name}`],
  ])
  return ['--parallel', '--parallel-max', String(width), '--parallel-immediate', ...transfers]
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

export async function* measureUpload(meter: Meter): AsyncGenerator<unknown> {
  const { startGitHub } = await import('@slipway/lab')
  const folder = await mkdtemp(join(tmpdir(), 'release-upload-'))
  const tags = Object.fromEntries(Array.from({ length: 2 * rounds }, (_, round) => [`v1.0.${round}`, commit]))
  try {
    for (const [index, name] of names.entries()) await writeFile(join(folder, name), Buffer.alloc(size, `${index} ${name}; `))
    const ours: number[] = []
    const theirs: number[] = []
    let again = 0
    for (let round = 0; round < rounds; round += 1) {
      // A server of its own for each round: it keeps what it is sent in memory.
      await using github = await startGitHub({ repositories: [{ owner: 'octo', name: 'microvm', tags }] })
      const token = github.issueToken({ repository: slug, permissions: { contents: 'write' } })
      const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ tag_name: `v1.0.${rounds + round}`, draft: true })
      const { id } = (await (await fetch(`${github.url}/repos/${slug}/releases`, { method: 'POST', headers, body })).json()) as { id: number }
      const start = performance.now()
      await run('curl', [...curlArguments(github.uploadUrl, token, folder, id)])
      theirs.push((performance.now() - start) / 1000)
      const self = ['--conditions=source', '--disable-warning=ExperimentalWarning', import.meta.filename, github.url, folder, `v1.0.${round}`]
      const told = await run(process.execPath, self, { env: { ...process.env, BENCH_TOKEN: token } })
      ours.push((JSON.parse(told.stdout) as { seconds: number }).seconds)
      again += (JSON.parse((await run(process.execPath, self, { env: { ...process.env, BENCH_TOKEN: token } })).stdout) as { bytes: number }).bytes
    }
    process.stderr.write(`ours ${ours.map((one) => one.toFixed(2)).join(', ')} s; curl ${theirs.map((one) => one.toFixed(2)).join(', ')} s\n`)
    yield meter.row(`upload of ${count} × ${size / 1e6} MB, ${width} at once`, median(ours) / median(theirs), '× curl', 1.2)
    yield meter.row('bytes that a second run sends', again, 'bytes', 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The transaction runs in a process of its own, as curl does. */
if (import.meta.main) {
  const [apiUrl = '', folder = '', tag = ''] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(await upload(apiUrl, process.env['BENCH_TOKEN'] ?? '', folder, tag)))
  process.exit(0)
}
