import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createArtifacts } from './artifacts.ts'
import { createCache } from './cache.ts'
import { createFakes } from './fakes.ts'
import {
  checkOutputs,
  createExec,
  createFiles,
  createHttp,
  fetchArtifacts,
  HttpFailure,
  type HttpRequest,
  type HttpResponse,
  pullFrom,
  readInputs,
  readJob,
  recordName,
  retryAfter,
  retryHttp,
  type Sink,
} from './index.ts'

const never = new AbortController().signal
const temp = (): string => mkdtempSync(join(tmpdir(), 'host-'))

describe('exec', () => {
  const printed: string[] = []
  const exec = createExec({ env: { PATH: process.env.PATH, GONE: 'x' }, cwd: tmpdir(), windows: false, print: (line) => printed.push(line), signal: never })

  test('runs without a shell and tells what came out', async () => {
    expect(await exec.run('sh', ['-c', 'echo "$1"; echo e >&2; exit 3', '-', '$(x) "y"'])).toEqual({
      code: 3,
      stdout: '$(x) "y"\n',
      stderr: 'e\n',
      ended: false,
    })
    expect(await exec.run('cat', [])).toMatchObject({ code: 0, stdout: '' })
    expect(await exec.run('cat', [], { input: 'given' })).toMatchObject({ code: 0, stdout: 'given' })
    expect((await exec.run('sh', ['-c', 'echo "$GONE$MORE"'], { env: { GONE: undefined, MORE: 'm' } })).stdout).toBe('m\n')
  })

  test('a command that is not there is 127', async () => {
    expect(await exec.run('no-such-command', [])).toMatchObject({ code: 127 })
    expect(await exec.which('no-such-command')).toBeUndefined()
    expect(await exec.which('sh')).toMatch(/\/sh$/)
  })

  test('streams lines, the last without its line break too', async () => {
    await exec.run('printf', ['a\\nb'], { output: 'stream' })
    expect(printed).toEqual(['a', 'b'])
  })

  test('a deadline ends the command and its children', async () => {
    const folder = temp()
    const result = await exec.run('sh', ['-c', `sleep 600 & echo $! > ${folder}/pid; wait`], { deadline: 200 })
    expect(result.ended).toBe(true)
    const child = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    // A process that nobody has reaped yet is dead all the same.
    const state = (): string => (existsSync(`/proc/${child}/stat`) ? (/\) ([A-Z])/.exec(readFileSync(`/proc/${child}/stat`, 'utf8'))?.[1] ?? '') : 'gone')
    while (!['Z', 'X', 'gone'].includes(state())) await new Promise(setImmediate)
  })

  test('a cancellation ends it as well', async () => {
    const controller = new AbortController()
    const running = exec.run('sleep', ['600'], { signal: controller.signal })
    controller.abort()
    expect((await running).ended).toBe(true)
  })

  test('what left the process group and ignores signals ends too, although it holds the output', async () => {
    const folder = temp()
    const controller = new AbortController()
    const hide = `setsid bash -c 'trap "" TERM HUP INT; echo $$ >> ${folder}/pids; while :; do sleep 600; done' &`
    const running = exec.run('bash', ['-c', `${hide} (${hide}) & wait`], { signal: controller.signal })
    const pids = (): number[] => (existsSync(join(folder, 'pids')) ? readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number) : [])
    while (pids().length < 2) await new Promise(setImmediate)
    controller.abort()
    expect(await running).toMatchObject({ ended: true })
    const lives = (pid: number): boolean => existsSync(`/proc/${pid}/stat`) && !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    while (pids().some(lives)) await new Promise(setImmediate)
  }, 20_000)

  test('after the cancellation of the job only what takes things back runs', async () => {
    const cancelled = createExec({ env: { PATH: process.env.PATH }, cwd: tmpdir(), windows: false, print: () => {}, signal: AbortSignal.abort() })
    const script = ['-c', 'echo started; sleep 0.2; echo ended']
    expect(await cancelled.run('sh', script)).toMatchObject({ ended: true, stdout: expect.not.stringContaining('ended') })
    expect(await cancelled.run('sh', script, { evenIfCancelled: true })).toMatchObject({ ended: false, code: 0, stdout: 'started\nended\n' })
    expect(await cancelled.run('sleep', ['600'], { evenIfCancelled: true, deadline: 50 })).toMatchObject({ ended: true })
    expect(await cancelled.run('sleep', ['600'], { evenIfCancelled: true, signal: AbortSignal.abort() })).toMatchObject({ ended: true })
  })
})

describe('files', () => {
  test('read, write, list, glob, digest', async () => {
    const workspace = temp()
    const files = createFiles({ workspace, temp: join(workspace, 'temp') })
    await files.write('b/x.txt', 'abc')
    await files.write('b/B.txt', 'abc', 0o755)
    expect(await files.list('b')).toEqual(['B.txt', 'x.txt'])
    expect(await files.info('b/B.txt')).toMatchObject({ kind: 'file', size: 3, mode: 0o755 })
    await files.write('b/shared', 'abc', 0o666)
    expect(await files.info('b/shared')).toMatchObject({ mode: 0o666 })
    await files.remove('b/shared')
    expect(await files.info('nowhere')).toBeUndefined()
    expect(await files.glob(['b/*.txt', '!b/B*'])).toEqual(['b/x.txt'])
    expect(await files.digest('b/x.txt')).toEqual({ digest: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 3 })
    const reader = files.open('b/x.txt')
    expect(Buffer.from(reader.read(1, 100)).toString()).toBe('bc')
    reader.close()
    await files.writeStream('c', files.stream('b/x.txt'))
    expect(await files.readText('c')).toBe('abc')
    expect(await files.makeTemporary('t')).toContain(join('temp', 't-'))
  })
})

describe('copied trees', () => {
  const entries = [
    { path: 'new/link', kind: 'link', executable: false, content: '../x' },
    { path: 'old/link', kind: 'link', executable: false, content: '../x' },
  ] as const
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

  test.each([
    ['fixed', ['755', '755', '755'], [1980, 1980, 1980]],
    ['kept', ['700', '750', '755'], [2001, new Date().getUTCFullYear(), 1980]],
  ] as const)('leave folders that were there %s', async (folders, modes, years) => {
    const workspace = temp()
    const files = createFiles({ workspace, temp: join(workspace, 'temp') })
    mkdirSync(join(workspace, 'out/old'), { recursive: true })
    chmodSync(join(workspace, 'out/old'), 0o750)
    chmodSync(join(workspace, 'out'), 0o700)
    await files.copyTree('out', 'out', [entries[0]], folders)
    utimesSync(join(workspace, 'out'), 1e9, 1e9)
    await files.copyTree('out', 'out', [entries[1]], folders)
    expect(readlinkSync(join(workspace, 'out/old/link'))).toBe('../x')
    const places = ['out', 'out/old', 'out/new'].map((path) => join(workspace, path))
    expect(places.map(modeOf)).toEqual(modes)
    expect(places.map((path) => statSync(path).mtime.getUTCFullYear())).toEqual(years)
    await expect(files.copyTree('out', 'out', [entries[1]], folders)).rejects.toThrow('EEXIST')
  })
})

describe('http', () => {
  const servers: Server[] = []
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  const http = createHttp({ env: {}, userAgent: 'slipway-test', signal: never })

  test('sends a body with its length, and reads the answer', async () => {
    const url = await serve((request, response) => {
      let body = ''
      request.on('data', (bytes: Buffer) => {
        body += bytes.toString()
      })
      request.on('end', () => response.writeHead(201, { 'x-length': request.headers['content-length'], 'x-agent': request.headers['user-agent'] }).end(body))
    })
    const answer = await http.request({ method: 'PUT', url, body: 'héllo' })
    expect(answer).toMatchObject({ status: 201, headers: { 'x-length': '6', 'x-agent': 'slipway-test' } })
    expect(Buffer.from(answer.body).toString()).toBe('héllo')
    expect((await http.request({ method: 'POST', url })).headers['x-length']).toBe('0')
  })

  test('an early no is an answer, not a broken pipe', async () => {
    const url = await serve((request, response) => {
      response.writeHead(422, { connection: 'close' }).end('no', () => request.socket.destroy())
    })
    const big = {
      size: 50_000_000,
      stream: async function* () {
        for (let sent = 0; sent < 50; sent += 1) yield new Uint8Array(1_000_000)
      },
    }
    expect(await http.request({ method: 'POST', url, body: big })).toMatchObject({ status: 422 })
  })

  const failing: readonly (readonly [string, RequestListener, Partial<HttpFailure>, { deadline?: number; limit?: number }])[] = [
    ['a reset', (request) => request.socket.destroy(), { reason: 'reset', sent: true }, {}],
    ['a deadline', () => {}, { reason: 'timeout', sent: true }, { deadline: 100 }],
    [
      'a short answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '10' })
        response.write('abc', () => request.socket.destroy())
      },
      { reason: 'reset' },
      {},
    ],
    ['a long answer', (_, response) => response.end('x'.repeat(100)), { reason: 'too-large' }, { limit: 10 }],
  ]
  test.each(failing)('%s is told apart', async (_, listener, failure, options) => {
    const url = await serve(listener)
    await expect(http.request({ method: 'GET', url, ...options })).rejects.toMatchObject({ name: 'HttpFailure', ...failure })
  })

  const whole: RequestListener = (request) => request.resume()
  const half: RequestListener = (_, response) => void response.writeHead(200, { 'content-length': '2000000' }).write(new Uint8Array(1_000_000))
  const slow: RequestListener = (_, response) => {
    const drip = setInterval(() => response.write(new Uint8Array(200_000)), 10)
    response.once('close', () => clearInterval(drip)).writeHead(200, { 'content-length': '2000000' })
  }
  const speeds: readonly (readonly [string, RequestListener, number, HttpFailure['reason'] | 'answer'])[] = [
    ['a server that stops reading', () => {}, 60_000_000, 'stall'],
    ['a server that reads all and stays silent', whole, 2_000_000, 'stall'],
    ['an answer that stops in the middle', half, 0, 'stall'],
    ['a small body without an answer', whole, 1_000, 'timeout'],
    ['a slow answer that does not stand still', slow, 0, 'answer'],
  ]
  test.each(speeds)('%s is told from one that takes its time', async (_, listener, size, outcome) => {
    const url = await serve(listener)
    const impatient = createHttp({ env: {}, userAgent: 'slipway-test', signal: never, speedWindow: 100 })
    const stream = async function* () {
      for (let sent = 0; sent < size; sent += 1_000_000) yield new Uint8Array(Math.min(1_000_000, size))
    }
    const request = { method: size === 0 ? 'GET' : 'POST', url, stallFloor: 10_000, deadline: 3_000, ...(size === 0 ? {} : { body: { size, stream } }) }
    const ended = impatient.request(request).then(
      () => 'answer',
      (error: HttpFailure) => error.reason,
    )
    expect(await ended).toBe(outcome)
  })

  describe('with a sink', () => {
    const size = 40_000_000
    const large: RequestListener = (_, response) => {
      response.writeHead(206, { 'content-length': String(size), 'x-kind': 'large' })
      const more = (sent: number): void => {
        if (sent === size) return void response.end()
        if (response.write(Buffer.alloc(1_000_000, sent / 1_000_000))) setImmediate(more, sent + 1_000_000)
        else response.once('drain', () => more(sent + 1_000_000))
      }
      more(0)
    }

    test('the body goes there in order, no faster than it is taken, and the head comes first', async () => {
      const url = await serve(large)
      const hash = createHash('sha256')
      let [inside, most, heads] = [0, 0, 0]
      const take = async (bytes: Uint8Array): Promise<void> => {
        inside += 1
        most = Math.max(most, inside)
        await new Promise(setImmediate)
        hash.update(bytes)
        inside -= 1
      }
      const sink: Sink = ({ status, headers }) => {
        heads += 1
        expect([status, headers['x-kind']]).toEqual([206, 'large'])
        return take
      }
      const answer = await http.request({ method: 'GET', url, sink, limit: size })
      expect([answer.status, answer.body.length, most, heads]).toEqual([206, 0, 1, 1])
      const whole = createHash('sha256')
      for (let part = 0; part < size / 1_000_000; part += 1) whole.update(Buffer.alloc(1_000_000, part))
      expect(hash.digest('hex')).toBe(whole.digest('hex'))
    })

    test.each([302, 404, 503])('an answer of %d keeps its body', async (status) => {
      const url = await serve((_, response) => response.writeHead(status, { location: '/x' }).end('why'))
      const asked: number[] = []
      const answer = await http.request({ method: 'GET', url, sink: (head) => void asked.push(head.status) as undefined })
      expect(asked).toEqual([])
      expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([status, 'why'])
    })

    test('a sink that does not want it leaves it in the answer', async () => {
      const url = await serve((_, response) => response.end('text'))
      expect(Buffer.from((await http.request({ method: 'GET', url, sink: () => undefined })).body).toString()).toBe('text')
    })

    test.each<[string, Sink]>([
      [
        'at once',
        () => {
          throw new RangeError('full')
        },
      ],
      ['while it takes', () => () => Promise.reject(new RangeError('full'))],
      [
        'without a promise',
        () => () => {
          throw new RangeError('full')
        },
      ],
    ])('what it throws %s ends the exchange and is told as it is', async (_, sink) => {
      const url = await serve(large)
      await expect(http.request({ method: 'GET', url, sink, limit: size })).rejects.toThrow(RangeError)
    })

    test.each<[string, RequestListener, Partial<HttpRequest>, HttpFailure['reason']]>([
      ['the limit', large, { limit: size - 1 }, 'too-large'],
      ['the deadline', half, { deadline: 200 }, 'timeout'],
      ['the stall floor', half, { stallFloor: 10_000 }, 'stall'],
    ])('%s holds as without one', async (_, listener, options, reason) => {
      const url = await serve(listener)
      const impatient = createHttp({ env: {}, userAgent: 'slipway-test', signal: never, speedWindow: 100 })
      await expect(impatient.request({ method: 'GET', url, sink: () => async () => {}, deadline: 5_000, ...options })).rejects.toMatchObject({ reason })
    })

    test('a fake pours as the real port does, and what a real one has poured already it lets be', async () => {
      const url = await serve((_, response) => response.end('real'))
      const poured: string[] = []
      const sink: Sink = () => async (bytes) => void poured.push(Buffer.from(bytes).toString())
      const scripted = createFakes({ folder: temp(), http: () => ({ body: Buffer.from('fake') }) }).ports.http
      const passing = createFakes({ folder: temp(), http: (request) => http.request(request) }).ports.http
      const refusing = createFakes({ folder: temp(), http: () => ({ status: 404, body: Buffer.from('no') }) }).ports.http
      expect((await scripted.request({ method: 'GET', url, sink })).body).toHaveLength(0)
      expect((await passing.request({ method: 'GET', url, sink })).body).toHaveLength(0)
      expect((await refusing.request({ method: 'GET', url, sink })).body).toHaveLength(2)
      expect(poured).toEqual(['fake', 'real'])
    })
  })

  test('nobody listens: the server has not seen it', async () => {
    const url = await serve(() => {})
    servers.splice(0)[0]?.close()
    await expect(http.request({ method: 'GET', url })).rejects.toMatchObject({ reason: 'refused', sent: false })
  })
})

describe('bytes that are handed out can be read', () => {
  const letters = (text: string, seen: string[] = []) =>
    pullFrom(async (take) => {
      for (const letter of text) {
        await take(Buffer.from(letter))
        seen.push(letter)
      }
    })

  test('one at a time, each when the one before has been used', async () => {
    const used: string[] = []
    const read: string[] = []
    for await (const bytes of letters('abc', used)) read.push(`${Buffer.from(bytes).toString()} after ${used.join('')}`)
    expect(read).toEqual(['a after ', 'b after a', 'c after ab'])
  })

  test('a failure comes to the reader, when all before it has been read', async () => {
    const read: string[] = []
    const failing = pullFrom(async (take) => {
      await take(Buffer.from('a'))
      throw new RangeError('broken')
    })
    const reading = (async () => {
      for await (const bytes of failing) read.push(Buffer.from(bytes).toString())
    })()
    await expect(reading).rejects.toThrow(RangeError)
    expect(read).toEqual(['a'])
  })

  test('a reader that stops ends the producer', async () => {
    const used: string[] = []
    for await (const _ of letters('abc', used)) break
    expect(used).toEqual([])
    await letters('abc').return(undefined)
  })
})

describe('retry', () => {
  const fakes = (): ReturnType<typeof createFakes> => createFakes({ folder: temp() })
  const answer = (status: number, headers = {}): HttpResponse => ({ status, headers, body: new Uint8Array() })

  test('a transient answer is tried again, with growing waits, and none after the last', async () => {
    const { ports, slept } = fakes()
    const result = await retryHttp(ports, async () => answer(503), { tries: 3, wait: 100, longestWait: 1000 })
    expect(result.status).toBe(503)
    expect(slept).toEqual([100, 200])
  })

  test('Retry-After is obeyed up to a limit', async () => {
    const { ports, slept } = fakes()
    const answers = [answer(429, { 'retry-after': '2' }), answer(429, { 'retry-after': '9999' }), answer(200)]
    expect((await retryHttp(ports, async () => answers.shift() ?? answer(500), { tries: 5, wait: 1, longestWait: 60_000 })).status).toBe(200)
    expect(slept).toEqual([2000, 60_000])
    expect(retryAfter(answer(503, { 'retry-after': new Date(5000).toUTCString() }), 1000)).toBe(4000)
  })

  test.each([400, 401, 403, 404, 422, 501])('%d is final', async (status) => {
    const { ports, slept } = fakes()
    expect((await retryHttp(ports, async () => answer(status))).status).toBe(status)
    expect(slept).toEqual([])
  })

  test('a broken connection is tried again; the last failure is thrown', async () => {
    const { ports, slept } = fakes()
    await expect(retryHttp(ports, () => Promise.reject(new HttpFailure('reset', true, 'x')), { tries: 2, wait: 1, longestWait: 1 })).rejects.toThrow(
      HttpFailure,
    )
    expect(slept).toEqual([1])
    await expect(retryHttp(ports, () => Promise.reject(new HttpFailure('tls', true, 'x')))).rejects.toThrow(HttpFailure)
    await expect(retryHttp(ports, () => Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError)
  })
})

describe('the job', () => {
  test('inputs are found by the names that the runner makes', () => {
    const env = { 'INPUT_DRY-RUN': 'true', INPUT_FILE: 'v', INPUT_TYPO: 'x', PATH: '/bin' }
    expect(readInputs(env, ['dry-run', 'file', 'other'])).toEqual({ 'dry-run': 'true', file: 'v', typo: 'x' })
  })

  test('the environment and the event', () => {
    const path = join(temp(), 'event.json')
    writeFileSync(path, '{"ref":"refs/tags/v1"}')
    const job = readJob({ GITHUB_REPOSITORY: 'o/r', GITHUB_EVENT_PATH: path, X: 'y' }, { platform: 'linux', arch: 'arm64', cwd: '/w' })
    expect(job).toMatchObject({ repository: 'o/r', event: { ref: 'refs/tags/v1' }, platform: 'linux/arm64', workspace: '/w', apiUrl: 'https://api.github.com' })
    expect(job.variable('X')).toBe('y')
  })

  test('an output that holds a masked value is refused by name', () => {
    expect(checkOutputs({ digest: 'sha256:abc', url: 'https://x/token-1' }, ['token-1'])).toMatchObject([
      { code: 'E_HOST_MASKED_OUTPUT', message: expect.stringContaining('url') },
    ])
  })
})

describe('the cache', () => {
  test('goes through the library, and lists are copied', async () => {
    const asked: unknown[] = []
    const cache = createCache({
      isFeatureAvailable: () => true,
      restoreCache: async (...given) => (asked.push(given), 'go-1'),
      saveCache: async (...given) => asked.push(given),
    })
    expect([cache.available(), await cache.restore(['/a'], 'go-2', ['go-']), await cache.save(['/a'], 'go-2')]).toEqual([true, 'go-1', undefined])
    expect(asked).toEqual([
      [['/a'], 'go-2', ['go-']],
      [['/a'], 'go-2'],
    ])
  })
})

describe('handing files over between jobs', () => {
  const upload = async (fakes: ReturnType<typeof createFakes>, files: Readonly<Record<string, string>>): Promise<void> => {
    const root = await fakes.ports.files.makeTemporary('made')
    for (const [name, text] of Object.entries(files)) await fakes.ports.files.write(`${root}/${name}`, text)
    await fakes.ports.artifacts.upload(
      'native-linux-amd64',
      Object.keys(files).map((name) => `${root}/${name}`),
      root,
    )
  }
  const record = (digest: string): string => JSON.stringify({ files: [{ path: 'out/a', sha256: digest }] })
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  const wanted = [{ name: 'native-linux-amd64', folder: 'guest' }]

  test('what was proven arrives', async () => {
    const fakes = createFakes({ folder: temp() })
    await upload(fakes, { 'out/a': 'abc', [recordName]: record(abc) })
    await fetchArtifacts(wanted, 'fetch', fakes.ports)
    expect(await fakes.ports.files.readText('guest/out/a')).toBe('abc')
    expect(fakes.lines).toContain('native-linux-amd64: 1 files, as they were proven')
  })

  test.each([
    ['another byte', { 'out/a': 'abd', [recordName]: record(abc) }, 'out/a of the artifact native-linux-amd64 is not what was proven'],
    ['a missing file', { 'out/b': 'abc', [recordName]: record(abc) }, 'out/a of the artifact native-linux-amd64 is missing'],
    ['a damaged record', { [recordName]: '{' }, expect.stringContaining('is damaged')],
  ])('%s is refused', async (_, files, message) => {
    const fakes = createFakes({ folder: temp() })
    await upload(fakes, files)
    await expect(fetchArtifacts(wanted, 'fetch', fakes.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_HOST_HANDOVER', message, at: { input: 'fetch' } }],
    })
  })

  test('every artifact that is not there is named, with those that are', async () => {
    const fakes = createFakes({ folder: temp() })
    await upload(fakes, { a: 'x' })
    const missing = [{ name: 'x', folder: 'x' }, ...wanted, { name: 'y', folder: 'y' }]
    await expect(fetchArtifacts(missing, 'fetch', fakes.ports)).rejects.toMatchObject({
      problems: [{ message: 'there is no artifact x: the run has native-linux-amd64' }, { code: 'E_HOST_NO_ARTIFACT' }],
    })
  })
})

test("an artifact name that is taken is the user's to cure", async () => {
  const client = {
    uploadArtifact: () => Promise.reject(new Error('Received non-retryable error: (409) Conflict')),
    listArtifacts: () => Promise.reject(new Error('x')),
    downloadArtifact: () => Promise.reject(new Error('x')),
  }
  const message = 'the run has an artifact named native already'
  await expect(createArtifacts(client).upload('native', [], '/')).rejects.toMatchObject({
    name: 'Refusal',
    problems: [{ message, cure: expect.stringContaining('{arch}') }],
  })
})
