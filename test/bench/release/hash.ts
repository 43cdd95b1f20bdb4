import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeLarge } from './archive.ts'
import { suite } from './bundle.ts'

type Command = readonly [string, ...string[]]
type Meter = {
  readonly measure: (commands: readonly Command[], options: { readonly runs: number }) => readonly number[]
  readonly row: (name: string, value: number, unit: string, bar: number) => unknown
}

/** What is measured: the files port of an action, as the release action uses it. As JavaScript, which Node.js need not translate first. */
const program = `
const { createFiles } = await import(${JSON.stringify(join(suite, 'packages/host/build/files.js'))})
const files = createFiles({ workspace: process.cwd(), temp: '' })
for (const { digest } of await Promise.all(process.argv.slice(1).map((path) => files.digest(path)))) process.stdout.write(digest + '\\n')
`

/** What it costs to hash packages, as a release does before it uploads them, beside OpenSSL: one file, and two on two processors. */
export function* measureHashes(meter: Meter): Generator<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'release-hash-'))
  try {
    const [one, two] = [join(root, 'one.bin'), join(root, 'two.bin')]
    for (const file of [one, two]) makeLarge(file, 600e6)
    const ours = (...paths: readonly string[]): Command => [process.execPath, '--input-type=module', '--eval', program, ...paths]
    const both = 'openssl dgst -sha256 "$1" & openssl dgst -sha256 "$2"; wait'
    const [single = 0, openssl = 1, pair = 0, opensslPair = 1] = meter.measure(
      [ours(one), ['openssl', 'dgst', '-sha256', one], ours(one, two), ['sh', '-c', both, 'sh', one, two]],
      { runs: 5 },
    )
    yield meter.row('sha256 of one file of 600 MB', single / openssl, '× openssl dgst', 1.25)
    yield meter.row('sha256 of two such files', pair / opensslPair, '× two openssl dgst at once', 1.4)
    yield meter.row('sha256 of two such files on two processors', pair / openssl, '× openssl dgst of one', 1.4)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
