import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { npmPins, type WheelPin, wheelPins } from './corpus-pins.ts'
import { root } from './rooms.ts'

/** A real file of the corpus. `group` says where it comes from: `npm`, `PyPI`, `Go ports`, `Go toolchain`, `this machine`. */
export type Member = { readonly group: string; readonly name: string; readonly path: string }

const run = promisify(execFile)

/** Where what was fetched and built stays: packages are fetched once for each list of pins. */
export const corpusFolder = join(root, '.cache/corpus')

/** First bytes of ELF, PE, and Mach-O files of each width, byte order and kind; found without the code under test. */
const magics = ['7f454c46', '4d5a', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', 'cafebabf'].map((hex) => Buffer.from(hex, 'hex'))

export function isNative(path: string): boolean {
  const stat = lstatSync(path)
  if (!stat.isFile() || stat.size < 64) return false
  const head = Buffer.alloc(8)
  const file = openSync(path, 'r')
  readSync(file, head, 0, 8, 0)
  closeSync(file)
  // Classes of Java begin as fat files do.
  const isClass = head.readUInt32BE() === 0xcafe_babe && head.readUInt32BE(4) >= 40
  return !isClass && magics.some((magic) => head.subarray(0, magic.length).equals(magic))
}

/** Every native file below a folder, in the order of their paths. */
export function nativeFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(isNative)
    .sort()
}

/** The pinned packages, from their registries or from the cache of the checkout. Whatever the registry sends is compared with its pin. */
export async function fetchPackages(): Promise<readonly Member[]> {
  const key = createHash('sha256')
    .update(JSON.stringify([npmPins, wheelPins]))
    .digest('hex')
    .slice(0, 16)
  const folder = join(corpusFolder, key)
  if (!existsSync(join(folder, 'complete'))) {
    const scratch = `${folder}.${process.pid}`
    mkdirSync(scratch, { recursive: true })
    await Promise.all([fetchNpm(join(scratch, 'npm')), fetchWheels(join(scratch, 'PyPI'))])
    writeFileSync(join(scratch, 'complete'), '')
    rmSync(folder, { recursive: true, force: true })
    renameSync(scratch, folder)
  }
  return ['npm', 'PyPI'].flatMap((group) => nativeFiles(join(folder, group)).map((path) => ({ group, name: path.slice(folder.length + 1), path })))
}

async function fetchNpm(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const specs = npmPins.map(({ name, version }) => `${name}@${version}`)
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, ...specs], { maxBuffer: 1 << 28 })
  const packed = JSON.parse(stdout) as readonly { readonly name: string; readonly filename: string }[]
  for (const { name, version, integrity } of npmPins) {
    const file = join(folder, packed.find((one) => one.name === name)?.filename ?? '')
    const found = `sha512-${await digest(file, 'sha512', 'base64')}`
    if (found !== integrity) throw new Error(`${name}@${version} has the integrity ${found}, and ${integrity} is pinned`)
    const target = join(folder, name)
    mkdirSync(target, { recursive: true })
    await run('tar', ['-xzf', file, '-C', target, '--strip-components=1'])
    rmSync(file)
  }
}

async function digest(file: string, algorithm: string, encoding: 'base64' | 'hex'): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest(encoding)
}

/** pip itself compares the hashes. Two at a time: pip spends most of its time on starting. A system's own Python may have no pip. */
async function fetchWheels(folder: string): Promise<void> {
  const environment = join(folder, 'environment')
  await run('python3', ['-m', 'venv', environment])
  const left = [...wheelPins]
  const work = async (): Promise<void> => {
    for (let pin = left.shift(); pin !== undefined; pin = left.shift()) await fetchPlatform(join(environment, 'bin/python'), join(folder, pin.platform), pin)
  }
  await Promise.all([work(), work()])
  rmSync(environment, { recursive: true })
}

async function fetchPlatform(python: string, folder: string, { platform, wheels }: WheelPin): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const requirements = join(folder, 'requirements.txt')
  writeFileSync(requirements, wheels.map(([requirement, sha256]) => `${requirement} --hash=sha256:${sha256}\n`).join(''))
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--require-hashes']
  const target = ['--platform', platform, '--implementation', 'cp', '--python-version', '3.12']
  await run(python, ['-m', 'pip', 'download', ...options, ...target, '--dest', folder, '--requirement', requirements])
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.whl'))) {
    await run(python, ['-m', 'zipfile', '-e', join(folder, file), join(folder, file.split('-')[0] ?? '')])
    rmSync(join(folder, file))
  }
}
