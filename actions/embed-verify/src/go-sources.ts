import { type DueKind, dueByName, type GoBuildInfo } from '@slipway/binary'
import { architectureOf, err, ok, osOf, type Platform, type Result } from '@slipway/kernel'
import { type Asset, normalize } from './declare.ts'

/** One run of `go list`. */
export type GoList = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }

/** Settings of a build that choose which files of a package count, by their names in Go's build information (`go help buildconstraint`). */
const chosen = ['CGO_ENABLED', 'GO386', 'GOAMD64', 'GOARM', 'GOARM64', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOEXPERIMENT']

/**
 * How `go` is asked which files a program embeds. Files differ by platform, by tags and by whether cgo is on; what the binary itself says of
 * its build is taken, so that the same files are chosen.
 */
export function planGoList(name: string, platform: Platform, info: GoBuildInfo | undefined): GoList {
  const tags = info?.settings.get('-tags') ?? ''
  const settings = chosen.flatMap((key) => {
    const value = info?.settings.get(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return {
    args: ['list', '-deps', '-json=ImportPath,Dir,Standard,Module,EmbedFiles', ...(tags === '' ? [] : ['-tags', tags]), '--', name],
    env: { GOOS: osOf(platform), GOARCH: architectureOf(platform), ...Object.fromEntries(settings) },
  }
}

type Package = {
  readonly ImportPath?: string
  readonly Dir?: string
  readonly Standard?: boolean
  readonly Module?: { readonly Main?: boolean; readonly Replace?: { readonly Version?: string } }
  readonly EmbedFiles?: readonly string[]
}

const cure = 'Name a package that `go list` finds in this module'

/**
 * Reads what `go list -json` printed: files that packages of the project itself embed. What other modules and the standard library embed is
 * theirs to see to. Paths are relative to the workspace where they lie in it.
 */
export function parseGoList(text: string, workspace: string): Result<readonly Asset[]> {
  const packages: Package[] = []
  try {
    // One object after the other, each of which ends on a line of its own.
    for (const part of text.split(/(?<=^\}\r?)\n/m)) if (part.trim() !== '') packages.push(JSON.parse(part) as Package)
  } catch (cause) {
    return err([{ code: 'E_EMBED_GO', message: `go list printed what is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cure }])
  }
  const own = packages.filter(({ Standard, Module }) => Standard !== true && (Module === undefined || Module.Main === true || isLocal(Module)))
  return ok(own.flatMap(({ Dir = '', ImportPath = '', EmbedFiles = [] }) => EmbedFiles.map((file) => assetOf(within(workspace, Dir), file, ImportPath))))
}

/** A module that `replace` takes from a folder is the project's own. */
function isLocal(module: NonNullable<Package['Module']>): boolean {
  return module.Replace !== undefined && module.Replace.Version === undefined
}

function within(workspace: string, folder: string): string {
  const [base, path] = [workspace, folder].map((one) => one.replaceAll('\\', '/').replace(/\/$/, ''))
  if (path === base) return ''
  return path?.startsWith(`${base}/`) === true ? path.slice((base ?? '').length + 1) : (path ?? '')
}

function assetOf(folder: string, file: string, name: string): Asset {
  return {
    path: normalize(folder === '' ? file : `${folder}/${file}`),
    kind: dueInSources(file),
    platform: undefined,
    minSize: undefined,
    sha256: undefined,
    members: [],
    hosts: undefined,
    embedName: file,
    at: { input: `go-package (${name})` },
  }
}

/** A template or a Makefile is text, and no name says so: where a name does not say what is due, anything is but a placeholder. */
function dueInSources(file: string): DueKind {
  const due = dueByName(file)
  return due === 'binary' ? 'any' : due
}

/** What was declared and what the sources say, together: a declaration counts for the file that it names. */
export function mergeAssets(declared: readonly Asset[], sources: readonly Asset[]): readonly Asset[] {
  const byPath = new Map(sources.map((asset) => [asset.path, asset]))
  const known = new Set(declared.map(({ path }) => path))
  const merged = declared.map((asset) => ({ ...asset, embedName: byPath.get(asset.path)?.embedName }))
  return [...merged, ...[...byPath.values()].filter(({ path }) => !known.has(path))]
}
