import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export { createRegistryFake, type Fault, type Habits, type RegistryFake } from './registry-fake.ts'

export type RunningRegistry = {
  /** `127.0.0.1:port`. */
  readonly host: string
  /** Requests as `METHOD path status`, in order. */
  readonly requests: () => readonly string[]
  readonly stop: () => Promise<void>
}

/** Starts a real registry (CNCF distribution's `docker-registry`) on a free port of this machine, with storage that `stop` removes. */
export async function startRegistry(): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  const configuration = {
    version: 0.1,
    log: { level: 'info', accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
    http: { addr: '127.0.0.1:0' },
  }
  await writeFile(join(folder, 'config.yml'), JSON.stringify(configuration))
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const host = await listening(child)
    return { host, requests: () => lines.flatMap(readAccess), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function readAccess(line: string): readonly string[] {
  const match = /"([A-Z]+) (\S+) HTTP\/[0-9.]+" ([0-9]{3})/.exec(line)
  return match === null ? [] : [`${match[1]} ${match[2]} ${match[3]}`]
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const stderr = child.stderr
    if (stderr === null) throw new TypeError('the registry has no stderr')
    createInterface({ input: stderr }).on('line', (line) => {
      said.push(line)
      const address = /listening on (127\.0\.0\.1:[0-9]+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('error', (cause) => reject(new Error('docker-registry cannot be started: apt-get install docker-registry', { cause })))
    child.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}: ${said.join('\n')}`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
