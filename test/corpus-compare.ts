import type { GoBuildInfo } from '@slipway/binary'
import { buildPorts, findInstalled, findToolchain, forgetOthers, type GoBuild } from './corpus-builds.ts'
import { type Facts, type Reading, readMember } from './corpus-facts.ts'
import { fetchPackages, type Member } from './corpus-fetch.ts'
import type { Testimony } from './corpus-oracles.ts'

/** Real native files from many places, and what was read of each, by its path. */
export type Corpus = { readonly members: readonly Member[]; readonly ports: readonly GoBuild[]; readonly readings: ReadonlyMap<string, Reading> }

/** Fetches and builds what is not there yet, which takes minutes the first time on a machine, and reads all of it. */
export async function gatherCorpus(): Promise<Corpus> {
  const packages = await fetchPackages()
  const ports = await buildPorts()
  const members = [...packages, ...ports, ...(await findToolchain()), ...findInstalled()]
  forgetOthers(members.map(({ path }) => path))
  return { members, ports, readings: new Map(members.map(({ path }) => [path, readMember(path)])) }
}

/** Files of some formats, by what was read of them. */
export function pathsOf({ members, readings }: Corpus, ...formats: readonly string[]): readonly string[] {
  return members.flatMap(({ path }) => (formats.includes(readings.get(path)?.images[0]?.format ?? '') ? [path] : []))
}

/** What an oracle says otherwise than this room, as sentences. */
export function disagreements(testimony: Testimony, factsOf: (path: string) => readonly Facts[]): readonly string[] {
  return [...testimony].flatMap(([path, said]) => {
    const ours = factsOf(path)
    if (ours.length !== said.length) return [`${path} has ${said.length} images, not ${ours.length}`]
    return said.flatMap((facts, index) =>
      Object.entries(facts).flatMap(([key, theirs]) => {
        const own = ours[index]?.[key] ?? []
        const name = `${path} [${index}] ${key}`
        // Older versions of LLVM know no LoongArch.
        if (key === 'header' && theirs[0]?.endsWith(' 0x102') === true) return []
        return JSON.stringify(own) === JSON.stringify(theirs)
          ? []
          : [`${name}: ${JSON.stringify(own).slice(0, 300)} is ${JSON.stringify(theirs).slice(0, 300)}`]
      }),
    )
  })
}

/** Files of which `go version -m` says something else than was read, without their dependencies. */
export function differencesFromGo({ members, readings }: Corpus, testimony: ReadonlyMap<string, readonly string[]>): readonly unknown[] {
  return members.flatMap(({ path, name }) => {
    const [said, reading] = [testimony.get(path), readings.get(path)]
    // Formats that are not read here.
    if (reading === undefined || reading.problem !== undefined) return []
    const theirs = said?.filter((line) => !/^(dep|=>)\t/.test(line)).map(shorten)
    const ours = reading.go === undefined ? undefined : linesOf(reading.go)
    return JSON.stringify(theirs) === JSON.stringify(ours) ? [] : [{ name, theirs, ours }]
  })
}

/** Without the digest of the module. */
function shorten(line: string): string {
  return line.startsWith('mod\t') ? line.split('\t').slice(0, 3).join('\t') : line
}

function linesOf({ goVersion, path, module, settings }: GoBuildInfo): readonly string[] {
  const quote = (text: string): string => (/[ \t\r\n"`]/.test(text) ? JSON.stringify(text) : text)
  return [
    goVersion,
    ...(path === '' ? [] : [`path\t${path}`]),
    ...(module === undefined ? [] : [`mod\t${module.path}\t${module.version}`]),
    ...[...settings].map(([key, value]) => `build\t${key.includes('=') ? JSON.stringify(key) : quote(key)}=${quote(value)}`),
  ]
}
