import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Facts, range } from './corpus-facts.ts'

const run = promisify(execFile)

/** What an oracle says of each file, one entry an image; a file that it cannot read has none. */
export type Testimony = ReadonlyMap<string, readonly Facts[]>

/** Whether a program can be started. */
export async function isInstalled(program: string): Promise<boolean> {
  return await run(program, ['--version']).then(
    () => true,
    () => false,
  )
}

/** Output of a tool over many files: what it cannot read it says, and goes on. */
async function over(program: string, options: readonly string[], files: readonly string[]): Promise<string> {
  const parts: string[] = []
  // A file alone would be told without its name.
  for (let at = 0; at < files.length; at += 40) {
    const some = files.slice(at, at + 40)
    const result = await run(program, [...options, ...some, some[0] ?? ''], { maxBuffer: 1 << 30, env: { ...process.env, LC_ALL: 'C' } }).catch(
      (error: { readonly stdout?: string; readonly code?: unknown }) => {
        if (typeof error.code !== 'number') throw error
        return { stdout: error.stdout ?? '' }
      },
    )
    parts.push(result.stdout)
  }
  return parts.join('\n')
}

/** binutils' readelf: ELF files only. */
export async function askReadelf(files: readonly string[]): Promise<Testimony> {
  const text = await over('readelf', ['--wide', '--file-header', '--section-headers', '--program-headers', '--dynamic'], files)
  const parts = text.split(/^File: /m).slice(1)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), [readelfFacts(part)]]))
}

const sectionLine = /^ *\[ *\d+\] (\S*) +(\S.*?) +([0-9a-f]{8}|[0-9a-f]{16}) ([0-9a-f]{6,}) ([0-9a-f]{6,}) [0-9a-f]{2,} +([A-Za-z]*) +\d+ +\d+ +\d+$/gm
const loadLine = /^ *LOAD +0x([0-9a-f]+) 0x([0-9a-f]+) 0x[0-9a-f]+ 0x([0-9a-f]+) 0x[0-9a-f]+ ([RWE ]{3})/gm

function readelfFacts(text: string): Facts {
  const one = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, word = '']) => word)
  const number = (word: string | undefined): number => Number.parseInt(word ?? '', 16)
  const interpreter = one(/\[Requesting program interpreter: (.*)\]/g)
  const soname = one(/\(SONAME\) +Library soname: \[(.*)\]/g)
  const type = one(/^ *Type: +([A-Z]+.*)$/gm)[0] ?? ''
  const isProgram = /^EXEC|Position-Independent Executable/.test(type) || (type.startsWith('DYN') && interpreter.length > 0 && soname.length === 0)
  return {
    purpose: [isProgram ? 'executable' : type.startsWith('DYN') ? 'library' : type.startsWith('REL') ? 'object' : 'other'],
    sections: [...text.matchAll(sectionLine)]
      .filter(([, , kind]) => kind !== 'NULL')
      .map(([, name = '', kind, address, offset, size, flags = '']) =>
        range({ name, offset: number(offset), size: kind === 'NOBITS' ? 0 : number(size), address: BigInt(`0x${address}`) }, [
          flags.includes('A') && 'loaded',
          flags.includes('W') && 'writable',
          flags.includes('X') && 'executable',
        ]),
      ),
    segments: [...text.matchAll(loadLine)].map(([, offset, address, size, flags = '']) =>
      range({ name: '', offset: number(offset), size: number(size), address: BigInt(`0x${address}`) }, [
        flags.includes('W') && 'writable',
        flags.includes('E') && 'executable',
      ]),
    ),
    needed: one(/\(NEEDED\) +Shared library: \[(.*)\]/g),
    runPaths: [...one(/\(RPATH\) +Library rpath: \[(.*)\]/g), ...one(/\(RUNPATH\) +Library runpath: \[(.*)\]/g)].flatMap((path) => path.split(':')),
    soname,
    interpreter,
  }
}

/** What `go version -m` says: the version, then the lines of the build information; undefined for what is no Go program. */
export async function askGo(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await over('go', ['version', '-m'], files)
  const found = new Map<string, string[]>()
  let current: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('\t')) current.push(line.slice(1))
    const cut = line.lastIndexOf(': ')
    if (!line.startsWith('/') || cut < 0) continue
    current = [line.slice(cut + 2)]
    found.set(line.slice(0, cut), current)
  }
  return found
}
