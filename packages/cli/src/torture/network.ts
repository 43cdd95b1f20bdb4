import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenGitHub, startSecureGitHub } from '@slipway/lab/torture'

const names = ['api.github.com', 'uploads.github.com', 'github.com']

/**
 * Runs this command again in a network of its own, in which nothing but 127.0.0.1 can be reached and GitHub's names lead there: programs
 * that talk to nobody but GitHub then talk to the emulator. Linux only, and needs root, or a kernel that lets users make namespaces.
 */
export function enterNetwork(args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'torture-network-'))
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost ${names.join(' ')}\n`)
  const inner = [process.execPath, ...process.execArgv, process.argv[1] ?? '', 'torture', ...args, '--inside']
  const script = 'ip link set lo up && mount --bind "$0/hosts" /etc/hosts && exec "$@"'
  const rootless = process.getuid?.() === 0 ? [] : ['--map-root-user']
  // Everything that it writes goes away with the folder.
  const env = { ...process.env, TMPDIR: folder }
  const child = spawn('unshare', [...rootless, '--net', '--mount', 'sh', '-c', script, folder, ...inner], { stdio: 'inherit', env })
  const ended = new Promise<number>((resolve, reject) => void child.once('error', reject).once('close', (code) => resolve(code ?? 1)))
  return ended.finally(() => rmSync(folder, { recursive: true, force: true }))
}

/** The file with the certificate that programs have to trust. */
export const certificate = join(tmpdir(), `torture-certificate-${process.pid}.pem`)

/** GitHub under its own names, in the network that this process was started in. */
export function openNetwork(): OpenGitHub {
  const folder = mkdtempSync(join(tmpdir(), 'torture-key-'))
  const key = join(folder, 'key.pem')
  const subject = ['-subj', '/CN=torture', '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' })
  const tls = { key: readFileSync(key), cert: readFileSync(certificate) }
  return (options) => startSecureGitHub(options, tls)
}
